import assert from "node:assert/strict";
import { test } from "node:test";

import { MergeError, mergeReleases, Merger } from "tenderlens";

const first = '{"ocid":"b","id":"1","date":"2024-01-01T00:00:00Z","tag":["planning"],"tender":{"id":"t","status":"planned","value":{"amount":1.10}}}';
const second = '{"ocid":"b","id":"2","date":"2024-02-01T00:00:00Z","tag":["tender"],"tender":{"id":"t","status":"active"}}';
const other = '{"ocid":"a","id":"3","date":"2024-01-01T00:00:00Z","tag":["tender"]}';
const linked = '{"records":[{"ocid":"c","compiledRelease":{"ocid":"c"},"releases":[{"url":"https://x.test/1"}]}]}';

test("releases that come one after the other merge as all at once", () => {
  const merger = new Merger().add(second).add(new TextEncoder().encode(first)).add([JSON.parse(other)]);
  const { processes, problems } = merger.finish();
  assert.deepEqual(processes.map((it) => it.text), mergeReleases([first, second, other]).processes.map((it) => it.text));
  assert.deepEqual([...problems], []);
});

test("packages may be added parsed", () => {
  const { processes } = new Merger().add({ releases: [JSON.parse(first), JSON.parse(other)] }).add(second).finish();
  assert.deepEqual(processes.map((it) => it.ocid), ["a", "b"]);
});

test("a buffer may be used again after it was added", () => {
  const buffer = new TextEncoder().encode(other);
  const merger = new Merger().add(buffer);
  buffer.fill(0);
  assert.equal(merger.finish().processes[0]?.ocid, "a");
});

test("a merger finishes once", () => {
  const merger = new Merger();
  assert.deepEqual(merger.finish(), { processes: [], problems: [] });
  assert.throws(() => merger.finish(), /called before/);
  assert.throws(() => merger.add(first), /after finish/);
});

test("a document that cannot be read is counted over all that was added", () => {
  const merger = new Merger().add([first, second]).add("<html>");
  assert.throws(() => merger.finish(), { name: "MergeError", code: "unreadable-document", document: 2 });
});

test("a versioned release has the values of every field over time", () => {
  const { processes } = mergeReleases([first, second], { output: "versioned" });
  const process = processes[0];
  assert.match(process?.text ?? "", /"releaseTag":\["planning"\],"value":1\.10/);
  const tender = /** @type {{ status: { value: string }[] }} */ (process?.versionedRelease["tender"]);
  assert.deepEqual(tender.status.map((it) => it.value), ["planned", "active"]);
});

test("a versioned release needs the releases that a record links to", () => {
  const { processes, problems } = mergeReleases([linked, other], { output: "versioned" });
  assert.deepEqual(processes.map((it) => it.ocid), ["a"]);
  assert.deepEqual(problems.map((it) => [it.code, it.ocid]), [["needs-releases", "c"]]);
});

test("overrides and rules change how arrays are matched", () => {
  const items = (/** @type {number} */ day) => `{"ocid":"a","id":"${day}","date":"2024-01-0${day}","awards":[{"id":"x","items":[{"id":"1","n":${day}}]}]}`;
  const merged = (/** @type {import("tenderlens").MergeOptions<"compiled">} */ options) => {
    const { processes } = mergeReleases([items(1), items(2)], options);
    return /** @type {{ items: unknown[] }[]} */ (processes[0]?.compiledRelease["awards"])[0]?.items.length;
  };
  assert.equal(merged({}), 1);
  assert.equal(merged({ overrides: { "awards.items": "append" } }), 2);
  assert.equal(merged({ overrides: { "awards.items": "position" } }), 1);
  assert.equal(merged({ rules: "1.0" }), 1);
});

test("quirks are told when asked for", () => {
  const sameDate = first.replace('"id":"1"', '"id":"9"');
  assert.deepEqual(mergeReleases([first, sameDate]).processes[0]?.quirks, []);
  const quirks = mergeReleases([first, sameDate], { quirks: true }).processes[0]?.quirks ?? [];
  assert.deepEqual(quirks.map((it) => it.code), ["equal-dates"]);
});

test("options that do not exist are refused", () => {
  const options = /** @type {object} */ ({ versioned: true });
  assert.throws(() => mergeReleases(first, options), /no merge option "versioned"; known are output/);
  assert.throws(() => mergeReleases(first, { maxBytes: 2 ** 40 }), /maxBytes must be from 1 to 536870912/);
});

test("more text than can be held is refused with the size", () => {
  const tooLarge = { code: "too-large", message: /larger than 100 bytes of text/ };
  assert.throws(() => mergeReleases(first, { maxBytes: 100 }), tooLarge);
  assert.throws(() => new Merger({ maxBytes: 100 }).add(other).add(second), tooLarge);
  // 60 characters, 100 bytes and more: counted where they are bytes.
  assert.throws(() => mergeReleases(`{"ocid":"${"ї".repeat(50)}"}`, { maxBytes: 100 }), tooLarge);
});

test("half a gigabyte is refused before anything is copied", () => {
  const piece = new Uint8Array(64 * 1024 * 1024);
  const pieces = Array.from({ length: 9 }, () => piece);
  assert.throws(() => mergeReleases(pieces), (error) => {
    assert.ok(error instanceof MergeError);
    assert.match(error.message, /536870912 bytes.*tenderlens merge/);
    return true;
  });
});

test("merging again and again keeps no memory", () => {
  const merge = () => new Merger({ output: "versioned", quirks: true }).add([first, second, other]).finish().processes.length;
  const external = () => process.memoryUsage().arrayBuffers;
  for (let count = 0; count < 200; count += 1) merge();
  const before = external();
  for (let count = 0; count < 2_000; count += 1) merge();
  assert.ok(external() - before < 1_000_000, `${external() - before} bytes more`);
});
