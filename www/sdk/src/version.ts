import * as wasm from "./wasm/tenderlens.js";

/** The version of this package. */
export function version(): string {
  return wasm.version();
}
