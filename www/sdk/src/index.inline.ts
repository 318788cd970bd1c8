// Entry without a file beside it: the module is part of the JavaScript.

import { install } from "./instance.js";
import { base64 } from "./wasm/inline.js";

install(() => new WebAssembly.Module(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))));

export * from "./index.js";
