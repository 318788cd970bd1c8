// Entry for Node: the module is read from disk, because Node's fetch has no file: URLs.

import { readFileSync } from "node:fs";

import { install } from "./instance.js";

install(() => new WebAssembly.Module(readFileSync(new URL("./wasm/tenderlens_bg.wasm", import.meta.url))));

export * from "./index.js";
