// A worker has no import map.
import { expose } from "./node_modules/tenderlens/dist/index.worker-host.js";

expose();
