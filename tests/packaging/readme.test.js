// Every code block of the SDK's README: its types are checked, and it runs with the packed package against the sandbox.
// What takes a browser, a bundler or a second file is part of a file of project/, which the other tests run.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { install, root } from "./support/install.js";
import { startSandbox } from "./support/sandbox.js";
import { asModule, blocks } from "./support/snippets.js";
import { redirect } from "./support/to-sandbox.js";

const readme = blocks(readFileSync(path.join(root, "www/sdk/README.md"), "utf8"));
const ours = readme.filter(({ file, language }) => file === undefined && ["js", "ts"].includes(language));
const commands = { "npm install tenderlens": "install.js", "esbuild app.js": "browser.test.js" };

let project, sandbox, compiled;
before(async () => {
  [project, sandbox] = await Promise.all([install(), startSandbox()]);
  redirect(sandbox.bases);
  const folder = path.join(project.folder, "readme");
  process.chdir(folder);
  for (const { code, line } of ours) writeFileSync(path.join(folder, `line-${line}.mts`), asModule(code));
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const types = path.dirname(path.dirname(createRequire(import.meta.url).resolve("@types/node/package.json")));
  const flags = ["--strict", "--target", "es2022", "--module", "nodenext", "--types", "node", "--typeRoots", types];
  const files = ["given.mts", ...ours.map(({ line }) => `line-${line}.mts`)];
  compiled = await promisify(execFile)(process.execPath, [tsc, ...flags, ...files]).catch((failed) => failed);
});
after(async () => {
  process.chdir(root);
  await sandbox?.stop();
  project?.remove();
});

test("the types of every block are right", () => assert.equal(compiled.stdout, ""));

for (const { line, code } of ours) {
  test(`line ${line} runs: ${code.split("\n", 1)[0]}`, { timeout: 60_000 }, async (t) => {
    t.mock.method(console, "log", () => {});
    const { run } = await import(pathToFileURL(path.join(project.folder, "readme", `line-${line}.mjs`)).href);
    await run();
  });
}

for (const { file, language, code, line } of readme.filter((block) => !ours.includes(block))) {
  test(`line ${line} is part of what other tests run`, () => {
    if (file === undefined) {
      assert.equal(language, "sh");
      const runs = Object.entries(commands).find(([command]) => code.startsWith(command))?.[1];
      assert.ok(runs !== undefined, code);
      return;
    }
    const whole = readFileSync(new URL(file, import.meta.url), "utf8");
    for (const wanted of code.split("\n")) assert.ok(whole.includes(wanted.trim()), `${file} has no ${wanted}`);
  });
}

test("there are blocks of every kind", () => {
  assert.ok(ours.length > 15 && readme.length > ours.length + 4);
});
