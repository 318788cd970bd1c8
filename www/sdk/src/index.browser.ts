// Entry for browsers and bundlers. They know `new URL(…, import.meta.url)` and emit the file it names.

import { install } from "./instance.js";
import { compile } from "./load.js";

const module = await compile(new URL("./wasm/tenderlens_bg.wasm", import.meta.url));
install(() => module);

export * from "./index.js";
