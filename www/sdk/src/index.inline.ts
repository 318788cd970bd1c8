// Entry without a file beside it: the module is part of the JavaScript.

import { bytes } from "./inline.js";
import { install } from "./instance.js";

install(() => new WebAssembly.Module(bytes()));

export * from "./index.js";
