/**
 * Entry for hosts that load the module in a way of their own.
 *
 * @module tenderlens/slim
 */

import { install } from "./instance.js";
import { compile } from "./load.js";
import type { ModuleSource } from "./source.js";

/**
 * Loads the module, which the package has at `tenderlens/tenderlens.wasm`: as an address, a response, bytes or
 * already compiled, or a promise of one. Until it is done, calling anything else throws `not-loaded`.
 *
 * @example
 * import source from "tenderlens/tenderlens.wasm?url";
 * await init(source);
 */
export async function init(source: ModuleSource | PromiseLike<ModuleSource>): Promise<void> {
  const module = await compile(source);
  install(() => module);
}

export * from "./index.js";
export type { CompiledModule, ModuleSource } from "./source.js";
