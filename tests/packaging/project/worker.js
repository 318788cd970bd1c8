import { expose } from "tenderlens/worker-host";

expose();
