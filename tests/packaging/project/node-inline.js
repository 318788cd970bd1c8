import * as tenderlens from "tenderlens/inline";

import { use } from "./use.js";

console.log(JSON.stringify(await use(tenderlens, JSON.parse(process.argv[2]))));
