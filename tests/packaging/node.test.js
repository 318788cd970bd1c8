// The packed package in Node.
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { check } from "./support/check.js";
import { install } from "./support/install.js";
import { startSandbox } from "./support/sandbox.js";

const run = promisify(execFile);

let project, sandbox;
before(async () => {
  project = await install();
  sandbox = await startSandbox();
});
after(async () => {
  await sandbox?.stop();
  project?.remove();
});

for (const [entry, script] of [
  ["tenderlens", "node.js"],
  ["tenderlens/slim", "node-slim.js"],
  ["tenderlens/inline", "node-inline.js"],
]) {
  test(`Node imports ${entry}, calls and merges, and ends by itself`, async () => {
    const node = [script, JSON.stringify(sandbox.bases)];
    const { stdout } = await run(process.execPath, node, { cwd: project.folder, timeout: 60_000 });
    check(JSON.parse(stdout));
  });
}
