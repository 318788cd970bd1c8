// The packed package's types, as a strict project sees them.
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { install } from "./support/install.js";

const run = promisify(execFile);

let project;
before(async () => {
  project = await install();
});
after(() => project?.remove());

for (const [module, moduleResolution] of [["nodenext", "nodenext"], ["esnext", "bundler"]]) {
  test(`TypeScript accepts its types with moduleResolution ${moduleResolution}`, async () => {
    const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
    const flags = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2022", "--lib", "es2022,dom"];
    const resolution = ["--module", module, "--moduleResolution", moduleResolution];
    const failed = (problem) => {
      throw new Error(problem.stdout || problem.message);
    };
    await run(process.execPath, [tsc, ...flags, ...resolution, "use.ts"], { cwd: project.folder }).catch(failed);
  });
}
