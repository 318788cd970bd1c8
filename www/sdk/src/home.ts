// Where the module is that is called: in this thread, or in a worker.

import type { About } from "./instance.js";
import type * as wasm from "./wasm/exports.js";

/** Calls what is in the module, and says what a trap was about. */
export interface Home {
  ask<T>(about: About | undefined, use: () => Promise<T>): Promise<T>;
  /** Lets go of something inside. */
  release(free: () => void): void;
}

/** The module's client, as far as callers use it. */
export interface ModuleClient extends Pick<wasm.Client, "page" | "resume" | "write"> {
  open(...given: Parameters<wasm.Client["open"]>): Promise<ModuleStream>;
  follow(...given: Parameters<wasm.Client["follow"]>): ModuleStream | Promise<ModuleStream>;
}

export type ModuleStream = Pick<wasm.Stream, "next" | "free">;
