// The types against what publishers really answered, which lies beside the repository.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const data = path.join(root, "../shared/data");
const absent = "there is no ../shared beside the workspace";

test("recorded packages are of the types that their endpoints promise", { skip: existsSync(data) ? false : absent }, async () => {
  const lines = ['import type { RecordPackage, ReleasePackage } from "tenderlens";'];
  for (const [folder, name] of ["peru-oece", "find-a-tender"].flatMap(json)) {
    const text = readFileSync(path.join(data, folder, name), "utf8");
    const { records, releases } = JSON.parse(text);
    if (records) lines.push(`export const of${lines.length}: RecordPackage = ${text};`);
    if (releases) lines.push(`export const of${lines.length}: ReleasePackage = ${text};`);
  }
  assert.ok(lines.length > 4, "too few packages are recorded");
  // Where the compiler finds the package.
  const folder = path.join(root, "node_modules/.cache/tenderlens-recorded");
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(path.join(folder, "recorded.mts"), lines.join("\n"));
    const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
    const flags = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--module", "nodenext", "--target", "es2022"];
    await promisify(execFile)(process.execPath, [tsc, ...flags, "recorded.mts"], { cwd: folder }).catch(
      (problem) => assert.fail(problem.stdout || problem),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** @param {string} folder */
function json(folder) {
  const names = readdirSync(path.join(data, folder)).filter((name) => name.endsWith(".json"));
  return names.map((name) => /** @type {const} */ ([folder, name]));
}
