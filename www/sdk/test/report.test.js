// What is public changes only on purpose, and can be documented.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const sdk = fileURLToPath(new URL("../", import.meta.url));

/** @param {string[]} script */
async function succeeds(...script) {
  await promisify(execFile)(process.execPath, script, { cwd: sdk }).catch(({ stdout, stderr }) => {
    throw new Error(`${script.join(" ")}\n${stdout}${stderr}`);
  });
}

test("the public types are those of the reviewed report", () => succeeds("scripts/report.mjs", "--check"));

test("the reference can be made, and every link in it leads somewhere", () => {
  const typedoc = path.dirname(createRequire(import.meta.url).resolve("typedoc/package.json"));
  return succeeds(path.join(typedoc, "bin/typedoc"), "--emit", "none");
});

test("nothing public is of type any", () => {
  const report = readFileSync(new URL("../etc/tenderlens.api.md", import.meta.url), "utf8");
  const code = report.split("\n").filter((line) => !/^\s*(\/\/|\/\*|\*)/.test(line));
  assert.ok(code.length > 1000);
  assert.deepEqual(code.filter((line) => /\bany\b/.test(line)), []);
});
