// What is in the tarball, and what the ecosystem's judges say of it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import esbuild from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

import { files } from "./support/files.js";
import { install, root, tarball } from "./support/install.js";

const run = promisify(execFile);

let project, installed;
before(async () => {
  project = await install();
  installed = path.join(project.folder, "node_modules/tenderlens");
});
after(() => project?.remove());

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
  assert.deepEqual(files(installed), expected.sort());
  const manifest = JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8"));
  assert.equal(manifest.license, "MIT OR Apache-2.0");
  assert.deepEqual([manifest.dependencies ?? {}, manifest.peerDependencies ?? {}], [{}, {}]);
});

test("source maps hold the sources", () => {
  const maps = files(installed).filter((file) => file.endsWith(".js.map"));
  for (const file of maps) {
    const { sources, sourcesContent } = JSON.parse(readFileSync(path.join(installed, file), "utf8"));
    assert.equal(sources.length, sourcesContent?.filter(Boolean).length, file);
    assert.ok(sources.every((source) => source.endsWith(".ts")), file);
  }
  assert.ok(maps.length > 10);
});

test("what a program does not use stays out of it", async () => {
  const bundled = async (contents) => {
    const stdin = { contents, resolveDir: project.folder };
    const { outputFiles } = await esbuild.build({ stdin, bundle: true, minify: true, format: "esm", write: false });
    return outputFiles[0].contents.length;
  };
  const all = await bundled('export * from "tenderlens/slim"');
  assert.ok((await bundled('export { HttpError } from "tenderlens/slim"')) < 3000);
  assert.ok((await bundled('import "tenderlens/slim"')) < 100);
  assert.ok(all > 30_000 && all < 60_000, `${all}`);
});

test("publint finds nothing", async () => {
  const { messages, pkg } = await publint({ pkgDir: installed, level: "suggestion", strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), []);
});

test("are-the-types-wrong finds nothing", async () => {
  const manifest = createRequire(import.meta.url).resolve("@arethetypeswrong/cli/package.json");
  const attw = path.join(path.dirname(manifest), "dist/index.js");
  // What imports ESM is judged: `require` from CommonJS and TypeScript's `node10` cannot. A wasm file has no types.
  const flags = ["--profile", "esm-only", "--exclude-entrypoints", "./tenderlens.wasm", "--format", "ascii"];
  const { code = 0, stdout } = await run(process.execPath, [attw, tarball(), ...flags]).catch((failed) => failed);
  assert.equal(code, 0, stdout);
  const entries = ["", "/inline", "/slim", "/worker", "/worker-host"].map((entry) => `tenderlens${entry}`);
  for (const entry of entries) assert.match(stdout, new RegExp(`"${entry}"`));
});
