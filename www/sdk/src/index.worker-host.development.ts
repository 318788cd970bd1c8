// Entry for workers while developing: as index.worker-host, with the module from wherever it is.

import { load } from "./development.js";
import { expose as exposeTo } from "./index.worker-host.js";
import type { ExposeOptions } from "./index.worker-host.js";

export function expose(options: ExposeOptions = {}): void {
  exposeTo({ ...options, module: options.module ?? load() });
}
