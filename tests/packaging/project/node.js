import * as tenderlens from "tenderlens";

import { use } from "./use.js";

console.log(JSON.stringify(await use(tenderlens, JSON.parse(process.argv[2]))));
