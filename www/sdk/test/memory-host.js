// The worker of memory.js: it works for the page behind one port, and says how much it holds to whoever made it.
import { parentPort } from "node:worker_threads";

import { held } from "./held.js";

const { expose } = await import("tenderlens/worker-host");

parentPort?.on("message", async (port) => {
  if (port === "held?") {
    parentPort?.postMessage(await held());
  } else {
    expose({ port });
  }
});
