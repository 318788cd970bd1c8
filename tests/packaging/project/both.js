import * as tenderlens from "tenderlens";

import "./over-worker.js";
import { use } from "./use.js";

const overWorker = window.use;
window.use = async (bases) => {
  await overWorker(bases);
  return use(tenderlens, bases);
};
