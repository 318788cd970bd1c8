import * as tenderlens from "tenderlens/inline";

import { use } from "./use.js";

window.use = (bases) => use(tenderlens, bases);
