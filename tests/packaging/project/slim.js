import * as tenderlens from "tenderlens/slim";
// An address: the loader copies the file and names the copy.
import source from "tenderlens/tenderlens.wasm";

import { use } from "./use.js";

await tenderlens.init(new URL(source, import.meta.url));
window.use = (bases) => use(tenderlens, bases);
