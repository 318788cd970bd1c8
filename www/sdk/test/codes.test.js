// The table of errors in the README, the type and the code say the same.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import * as tenderlens from "tenderlens";

const read = (/** @type {string} */ path) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

/** @param {string} text @param {RegExp} pattern */
const all = (text, pattern) => [...text.matchAll(pattern)].map((found) => String(found[1]));

const table = /\n\| `code` \|[^]*?\n\n/.exec(read("README.md"))?.[0] ?? "";
const listed = all(table, /^\| `([a-z-]+)` \| `/gm);
const typed = all(/export type ErrorCode =([^]*?);/.exec(read("src/errors.ts"))?.[1] ?? "", /"([a-z-]+)"/g);

test("every code of the type is in the table, once and in its order", () => {
  assert.ok(typed.length > 30);
  assert.deepEqual(listed, typed);
});

test("every class of the table is exported and an Error, and every class of errors is in the table", () => {
  const named = new Set(all(table, /^\| `[a-z-]+` \| `(\w+)`/gm));
  const classes = Object.entries(tenderlens).filter(([name]) => name.endsWith("Error"));
  assert.deepEqual([...named].sort(), classes.map(([name]) => name).sort());
  for (const [, value] of classes) assert.ok(Object.create(/** @type {Function} */ (value).prototype) instanceof Error);
});

test("every code that the module can answer is in the table", () => {
  const core = /pub fn code\(&self\)[^]*?\n {4}\}/.exec(read("../../crates/core/src/protocol/error.rs"))?.[0] ?? "";
  const merge = /pub fn code\(&self\)[^]*?\n {4}\}/.exec(read("../../crates/ocds/src/merge/error.rs"))?.[0] ?? "";
  const codes = [...all(core, /=> "([a-z-]+)"/g), ...all(merge, /=> "([a-z-]+)"/g)];
  assert.ok(codes.length > 25);
  // What the package does not do: show a process, and merge into a merged release.
  const elsewhere = ["merge-failed", "not-a-history"];
  assert.deepEqual(codes.filter((code) => !listed.includes(code) && !elsewhere.includes(code)), []);
});
