// The packed package in real projects: what is in it, Node, TypeScript, a plain page in Chromium.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { chromium } from "@playwright/test";

import { install, root } from "./support/install.js";
import { startSandbox } from "./support/sandbox.js";
import { serveStatic } from "./support/static.js";

const run = promisify(execFile);
const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

let project;
before(async () => {
  project = await install();
});
after(() => project?.remove());

/** All files below a folder, as sorted relative paths. */
function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

/** What `use.js` returns, whatever the sandbox's world holds. */
function check(result) {
  assert.equal(result.first.length, 2);
  assert.equal(result.walked.length, 5);
  assert.deepEqual(result.walked.slice(0, 2), result.first);
  assert.deepEqual(result.merged, [{ ocid: result.asked, basis: "merged", tag: ["compiled"] }]);
  assert.equal(result.problems, 0);
  assert.equal(result.records, 20);
  assert.deepEqual(result.wrong, { code: "invalid-parameter", is: ["ParameterError", "Error"], detail: "limit" });
  assert.deepEqual(result.missing, { code: "not-found", is: ["HttpError", "Error"], detail: 404 });
  assert.ok(result.endpoints >= 14);
}

test("the package holds what was built from the sources, one wasm file and both licences", () => {
  const built = files(path.join(root, "www/sdk/src"))
    .map((file) => file.replace(/\.ts$/, ""))
    .flatMap((file) => [`dist/${file}.js`, `dist/${file}.js.map`, `dist/${file}.d.ts`]);
  const expected = [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "package.json",
    ...built,
    "dist/wasm/exports.d.ts",
    "dist/wasm/inline.d.ts",
    "dist/wasm/inline.js",
    "dist/wasm/tenderlens.d.ts",
    "dist/wasm/tenderlens.js",
    "dist/wasm/tenderlens_bg.wasm",
  ];
  const installed = path.join(project.folder, "node_modules/tenderlens");
  assert.deepEqual(files(installed), expected.sort());
  const manifest = JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8"));
  assert.equal(manifest.license, "MIT OR Apache-2.0");
  assert.deepEqual(manifest.dependencies ?? {}, {});
});

test("Node imports it, calls and merges, and ends by itself", async () => {
  const sandbox = await startSandbox();
  try {
    const node = ["node.js", JSON.stringify(sandbox.bases)];
    const { stdout } = await run(process.execPath, node, { cwd: project.folder, timeout: 60_000 });
    check(JSON.parse(stdout));
  } finally {
    await sandbox.stop();
  }
});

for (const [module, moduleResolution] of [["nodenext", "nodenext"], ["esnext", "bundler"]]) {
  test(`TypeScript accepts its types with moduleResolution ${moduleResolution}`, async () => {
    const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
    const flags = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2022", "--lib", "es2022,dom"];
    const resolution = ["--module", module, "--moduleResolution", moduleResolution];
    await run(process.execPath, [tsc, ...flags, ...resolution, "use.ts"], { cwd: project.folder });
  });
}

test("a plain page in Chromium loads it with an import map, calls and merges", async () => {
  const sandbox = await startSandbox();
  const server = await serveStatic(project.folder);
  const executablePath = process.env.CHROME ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage();
    const modules = [];
    page.on("request", (request) => request.url().endsWith(".wasm") && modules.push(request.url()));
    const problems = [];
    page.on("pageerror", (problem) => problems.push(String(problem)));
    await page.goto(`${server.url}index.html`);
    await page.waitForFunction(() => "use" in window).catch((problem) => problems.push(String(problem)));
    assert.deepEqual(problems, []);
    check(await page.evaluate((bases) => window.use(bases), sandbox.bases));
    assert.equal(modules.length, 1);
  } finally {
    await browser.close();
    await server.stop();
    await sandbox.stop();
  }
});
