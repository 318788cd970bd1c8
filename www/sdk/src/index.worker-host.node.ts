// Entry for Node's workers: as index.worker-host, with the module from disk.

import { readFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";

import { expose as exposeTo } from "./index.worker-host.js";
import type { ExposeOptions } from "./index.worker-host.js";
import type { Port } from "./messages.js";

export function expose(options: ExposeOptions = {}): void {
  const module = () => readFileSync(new URL("./wasm/tenderlens_bg.wasm", import.meta.url));
  exposeTo({ ...options, module: options.module ?? module(), port: options.port ?? (parentPort as Port) });
}
