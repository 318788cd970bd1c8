import * as tenderlens from "tenderlens";

import { use } from "./use.js";

window.use = (bases) => use(tenderlens, bases);
