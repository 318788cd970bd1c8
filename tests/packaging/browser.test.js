// The packed package in Chromium: a plain page, and what each bundler makes of it without any setting.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import esbuild from "esbuild";
import { build as viteBuild, createServer } from "vite";
import webpack from "webpack";

import { launch, usePage } from "./support/browser.js";
import { files } from "./support/files.js";
import { install } from "./support/install.js";
import { startSandbox } from "./support/sandbox.js";
import { serveStatic } from "./support/static.js";

let project, sandbox, browser;
before(async () => {
  [project, sandbox, browser] = await Promise.all([install(), startSandbox(), launch()]);
});
after(async () => {
  await browser?.close();
  await sandbox?.stop();
  project?.remove();
});

const inProject = (...parts) => path.join(project.folder, ...parts);
const emitted = (folder) => files(folder).filter((file) => file.endsWith(".wasm"));

/** Opens a page of a folder; how many modules it loaded. */
async function loads(folder, page = "index.html") {
  const server = await serveStatic(folder);
  try {
    return (await usePage(browser, `${server.url}${page}`, sandbox.bases)).length;
  } finally {
    await server.stop();
  }
}

test("a plain page loads it with an import map, calls and merges", async () => {
  assert.equal(await loads(project.folder, "plain.html"), 1);
});

test("a plain page has a worker do it", async () => {
  assert.equal(await loads(project.folder, "plain-worker.html"), 1);
});

test("a classic script without modules carries it inline", async () => {
  const outdir = inProject("esbuild-inline");
  await esbuild.build({ ...quiet(), entryPoints: ["inline.js"], outdir, format: "iife", target: "es2022" });
  assert.deepEqual(files(outdir), ["inline.js"]);
  assert.equal(await loads(project.folder, "classic.html"), 0);
});

for (const [what, page] of [["it", "index.html"], ["a worker", "worker.html"], ["both at once", "both.html"]]) {
  test(`Vite builds ${what}`, async () => {
    const outDir = inProject(`vite-${page}`);
    await viteBuild({ root: project.folder, logLevel: "error", build: { outDir, rolldownOptions: { input: inProject(page) } } });
    assert.equal(emitted(outDir).length, 1);
    assert.equal(await loads(outDir, page), 1);
  });
}

/** Opens pages of Vite's development server. */
async function serves(pages, bases, options = {}) {
  const server = { host: "127.0.0.1", port: 0, ws: false };
  const vite = await createServer({ root: project.folder, logLevel: "error", server, ...options });
  try {
    await vite.listen();
    const { port } = vite.httpServer.address();
    for (const page of pages) {
      assert.equal((await usePage(browser, `http://127.0.0.1:${port}/${page}`, bases)).length, 1);
    }
  } finally {
    await vite.close();
  }
}

test("Vite serves both while developing", () => serves(["index.html", "worker.html"], sandbox.bases));

test("Vite's server is a proxy for both, as the README says", async () => {
  const configFile = inProject("proxied.config.js");
  const live = /"https:[^"]+"/;
  writeFileSync(configFile, readFileSync(configFile, "utf8").replace(live, JSON.stringify(sandbox.bases.uk)));
  await serves(["index.html", "worker.html"], { ...sandbox.bases, uk: "/uk" }, { configFile });
});

for (const [what, entry, folder, mode] of [
  ["it", "bundled.js", "webpack", "production"],
  ["it while developing", "bundled.js", "webpack", "development"],
  ["a worker", "over-worker.js", "webpack-worker", "production"],
  ["both at once", "both.js", "webpack-both", "production"],
]) {
  test(`webpack builds ${what}`, async () => {
    const compiler = webpack({
      context: project.folder,
      mode,
      entry: `./${entry}`,
      output: { path: inProject(folder), filename: entry, publicPath: "auto", clean: true },
    });
    const stats = await promised((done) => compiler.run(done));
    await promised((done) => compiler.close(done));
    assert.deepEqual(stats.toJson({ errors: true }).errors, []);
    assert.equal(emitted(inProject(folder)).length, 1);
    assert.equal(await loads(project.folder, `${folder}.html`), 1);
  });
}

test("a development server that moves scripts without their files gets the module too", async () => {
  // As Vite before 8 prepares packages.
  const moved = { conditions: ["development"], format: "esm", target: "es2022", outdir: inProject("moved") };
  await esbuild.build({ ...quiet(), entryPoints: ["bundled.js", "worker.js", "over-worker.js"], ...moved });
  assert.equal(emitted(inProject("moved")).length, 0);
  assert.equal(await loads(project.folder, "moved.html"), 1);
  assert.equal(await loads(project.folder, "moved-worker.html"), 1);
});

test("esbuild builds tenderlens/slim with the loader `file`", async () => {
  const outdir = inProject("esbuild");
  await esbuild.build({ ...quiet(), entryPoints: ["slim.js"], outdir, format: "esm", loader: { ".wasm": "file" } });
  assert.equal(emitted(outdir).length, 1);
  assert.equal(await loads(project.folder, "esbuild.html"), 1);
});

function quiet() {
  return { absWorkingDir: project.folder, bundle: true, minify: true, logLevel: "silent" };
}

function promised(start) {
  return new Promise((resolve, reject) => start((problem, result) => (problem ? reject(problem) : resolve(result))));
}
