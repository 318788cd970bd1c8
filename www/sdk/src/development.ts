// The module while developing: Vite before 8 moves a package's scripts, but not the files they name.

import { bytes } from "./inline.js";
import { compile } from "./load.js";

/** From its file, or where that is not beside this script, from the script that carries it. */
export function load(): Promise<WebAssembly.Module> {
  return compile(new URL("./wasm/tenderlens_bg.wasm", import.meta.url)).catch(() => compile(bytes()));
}
