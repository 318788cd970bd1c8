// What is public changes only on purpose, and can be documented.
import { execFile } from "node:child_process";
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
