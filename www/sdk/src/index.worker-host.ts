/**
 * Entry for the worker of a page that uses `tenderlens/worker`. It waits for nothing while it is imported: messages
 * that come early must find a listener.
 *
 * @module tenderlens/worker-host
 */

import { answer } from "./expose.js";
import { install } from "./instance.js";
import { compile } from "./load.js";
import type { Port } from "./messages.js";
import type { Fetch } from "./options.js";
import type { ModuleSource } from "./source.js";

export interface ExposeOptions {
  /** Sends the requests of all clients, instead of the global `fetch`. */
  fetch?: Fetch | undefined;
  /** The module, where it is not the file that the package has. */
  module?: ModuleSource | PromiseLike<ModuleSource> | undefined;
  /** Where the page is: unless said, who made this worker. */
  port?: Port | undefined;
}

/**
 * Makes a worker answer the page's `connect`.
 *
 * @example
 * // worker.js, all of it
 * import { expose } from "tenderlens/worker-host";
 * expose();
 */
export function expose({ fetch, module, port = globalThis as unknown as Port }: ExposeOptions = {}): void {
  const loaded = compile(module ?? new URL("./wasm/tenderlens_bg.wasm", import.meta.url));
  answer(port, fetch, loaded.then((compiled) => install(() => compiled)));
}

export type { Fetch } from "./options.js";
export type { CompiledModule, ModuleSource } from "./source.js";
export type { Port } from "./messages.js";
