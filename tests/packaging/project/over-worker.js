import { connect } from "tenderlens/worker";
import * as errors from "tenderlens/worker";

import { use } from "./use.js";

const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
const { createClient, mergeReleases } = await connect(worker);
window.use = (bases) => use({ ...errors, createClient, mergeReleases }, bases);
