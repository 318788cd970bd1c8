// What the report is about: everything that is public, whatever the entry.
export * from "../dist/index.js";
export * from "../dist/index.slim.js";
export * from "../dist/index.worker.js";
export * from "../dist/index.worker-host.js";
