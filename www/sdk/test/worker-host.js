// The worker of worker.test.js.
import { expose } from "tenderlens/worker-host";

expose();
