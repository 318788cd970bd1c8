// Entry for bundlers while developing: as index.browser, with the module from wherever it is.

import { load } from "./development.js";
import { install } from "./instance.js";

const module = await load();
install(() => module);

export * from "./index.js";
