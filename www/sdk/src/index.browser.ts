// Entry for browsers and bundlers. They know `new URL(…, import.meta.url)` and emit the file it names.

import init from "./wasm/tenderlens.js";

await init({ module_or_path: new URL("./wasm/tenderlens_bg.wasm", import.meta.url) });

export * from "./index.js";
