// The module as JavaScript, for the entry `tenderlens/inline`.
import { readFileSync, writeFileSync } from "node:fs";

const wasm = new URL("../dist/wasm/", import.meta.url);
const base64 = readFileSync(new URL("tenderlens_bg.wasm", wasm)).toString("base64");
writeFileSync(new URL("inline.js", wasm), `export const base64 = "${base64}";\n`);
writeFileSync(new URL("inline.d.ts", wasm), "export const base64: string;\n");
