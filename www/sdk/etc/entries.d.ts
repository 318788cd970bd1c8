// What the report is about: everything that is public, and which entry adds what.
export * from "../dist/index.js";
export * as slim from "../dist/index.slim.js";
