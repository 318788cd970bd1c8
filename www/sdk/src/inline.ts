// The module's file, carried inside a script.

import { base64 } from "./wasm/inline.js";

export function bytes(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
