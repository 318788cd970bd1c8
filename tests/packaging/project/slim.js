import { init } from "tenderlens/slim";
// An address: the loader copies the file and names the copy.
import source from "tenderlens/tenderlens.wasm";
import * as tenderlens from "tenderlens/slim";

import { use } from "./use.js";

await init(new URL(source, import.meta.url));
window.use = (bases) => use(tenderlens, bases);
