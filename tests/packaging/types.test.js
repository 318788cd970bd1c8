// The packed package's types, as a strict project sees them.
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { install } from "./support/install.js";

const run = promisify(execFile);
const require = createRequire(import.meta.url);

let project;
before(async () => {
  project = await install();
});
after(() => project?.remove());

const page = ["--lib", "es2022,dom"];
const ofNode = path.dirname(path.dirname(require.resolve("@types/node/package.json")));
const node = ["--lib", "es2022", "--types", "node", "--typeRoots", ofNode];

for (const [module, moduleResolution, where, library] of [
  ["nodenext", "nodenext", "a page", page],
  ["nodenext", "nodenext", "Node, without a page's types", node],
  ["esnext", "bundler", "a page", page],
]) {
  test(`TypeScript accepts its types with moduleResolution ${moduleResolution} for ${where}`, async () => {
    const flags = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"];
    const resolution = ["--module", module, "--moduleResolution", moduleResolution];
    const tsc = [require.resolve("typescript/bin/tsc"), ...flags, "--target", "es2022", ...library, ...resolution];
    await run(process.execPath, [...tsc, "use.ts"], { cwd: project.folder }).catch((problem) => {
      throw new Error(problem.stdout || problem.message);
    });
  });
}
