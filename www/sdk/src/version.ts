import { call } from "./instance.js";

/** The version of this package. */
export function version(): string {
  return call((wasm) => wasm.version());
}
