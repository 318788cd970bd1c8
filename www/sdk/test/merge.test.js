import assert from "node:assert/strict";
import { test } from "node:test";

import { createClient, history, MergeError, Merger, mergeReleases } from "tenderlens";

import { serve } from "./server.js";

const first = '{"ocid":"b","id":"1","date":"2024-01-01T00:00:00Z","tag":["planning"],"tender":{"id":"t","status":"planned","value":{"amount":1.10}}}';
const second = '{"ocid":"b","id":"2","date":"2024-02-01T00:00:00Z","tag":["tender"],"tender":{"id":"t","status":"active"}}';
const other = '{"ocid":"a","id":"3","date":"2024-01-01T00:00:00Z","tag":["tender"]}';
const text = `{"releases":[${second},${first},${other}]}`;

test("a package is merged process by process", () => {
  const { processes, problems } = mergeReleases(text);
  assert.deepEqual(processes.map((it) => [it.ocid, it.basis]), [["a", "merged"], ["b", "merged"]]);
  const compiled = processes[1]?.compiledRelease;
  assert.equal(compiled?.tender?.status, "active");
  assert.deepEqual(compiled?.tag, ["compiled"]);
  assert.match(processes[1]?.text ?? "", /"amount":1\.10/);
  assert.deepEqual([...problems], []);
});

test("text, bytes, a list of releases and parsed ones give the same", () => {
  const compiled = (/** @type {import("tenderlens").MergeResult} */ result) => result.processes.map((it) => it.compiledRelease);
  const expected = compiled(mergeReleases(text));
  assert.deepEqual(compiled(mergeReleases(new TextEncoder().encode(text))), expected);
  assert.deepEqual(compiled(mergeReleases([first, second, other, second])), expected);
  assert.deepEqual(compiled(mergeReleases(JSON.parse(text).releases)), expected);
  assert.deepEqual(compiled(mergeReleases([JSON.parse(text)])), expected);
});

test("a page is merged as it was sent, with every digit", async (t) => {
  const body = '{"releases":[{"ocid":"a","id":"1","date":"2024-01-01T00:00:00Z","tender":{"value":{"amount":1.10}}}]}';
  const { base } = await serve(t, () => ({ body }));
  const page = await createClient({ bases: { uk: base } }).uk.releasePackages();
  for (const merged of [mergeReleases(page), mergeReleases([page, page]), new Merger().add(page).finish()]) {
    assert.deepEqual([merged.processes.length, merged.problems], [1, []]);
    assert.match(merged.processes[0]?.text ?? "", /"amount":1\.10/);
  }
  assert.equal(history(page, "/tender/value/amount").processes[0]?.entries[0]?.value, "1.10");
});

test("one bad process is reported beside the good ones", () => {
  const { processes, problems } = mergeReleases([other, '{"ocid":"bad","id":"8"}', '{"ocid":"bad","id":"9"}']);
  assert.deepEqual(processes.map((it) => it.ocid), ["a"]);
  assert.equal(problems.length, 1);
  const problem = problems[0];
  assert.ok(problem instanceof MergeError);
  assert.deepEqual([problem.code, problem.ocid], ["missing-date", "bad"]);
});

test("a record of links gives the publisher's own compiled release", () => {
  const { processes } = mergeReleases('{"records":[{"ocid":"a","compiledRelease":{"ocid":"a","x":1},"releases":[{"url":"https://x.test/1"}]}]}');
  assert.deepEqual(processes.map((it) => [it.basis, it.text]), [["publisher", '{"ocid":"a","x":1}']]);
});

test("the bytes of a merged release are its text in UTF-8", () => {
  const title = '{"ocid":"a","id":"1","date":"2024-01-01","tender":{"title":"Año · дорога"}}';
  const process = mergeReleases(title).processes[0];
  assert.ok(process?.bytes instanceof Uint8Array);
  assert.equal(new TextDecoder().decode(process.bytes), process.text);
  assert.match(process.text, /Año · дорога/);
});

test("long processes have their own texts and bytes, however many there are", () => {
  const lengths = [10, 100_000, 100_000, 100_000, 700_000, 10, 262_144, 5];
  const titles = lengths.map((length, index) => `${index} ${"ñ".repeat(length / 2)}`);
  const releases = titles.map((title, index) => ({ ocid: `a${index}`, id: "1", date: "2024-01-01", tender: { title } }));
  const { processes } = mergeReleases(releases);
  assert.deepEqual(processes.map((process) => process.compiledRelease.tender?.title), titles);
  for (const { bytes, text } of processes) {
    assert.equal(bytes.byteLength, bytes.buffer.byteLength);
    assert.equal(new TextDecoder().decode(bytes), text);
  }
  assert.equal(processes[0]?.bytes, processes[0]?.bytes);
});

test("JSON Lines, arrays and a byte order mark are read", () => {
  const ocids = (/** @type {string | Uint8Array} */ input) => mergeReleases(input).processes.map((it) => it.ocid);
  assert.deepEqual(ocids(`\ufeff${first}\n${second}\r\n${other}\n`), ["a", "b"]);
  assert.deepEqual(ocids(new TextEncoder().encode(`[${first},\n${other}]`)), ["a", "b"]);
});

test("long bytes are read in pieces, whatever a piece ends with", () => {
  for (const start of ["", "x", "xx"]) {
    const title = start + "€".repeat(100_000);
    const bytes = new TextEncoder().encode(`{"ocid":"a","id":"1","tender":{"title":"${title}"}}`);
    assert.equal(mergeReleases(bytes).processes[0]?.compiledRelease.tender?.title, title);
    const broken = bytes.slice();
    broken[200_000] = 0xff;
    assert.throws(() => mergeReleases(broken), (error) => {
      assert.ok(error instanceof MergeError);
      // A byte in the middle of a character is told as where the character starts.
      const at = Number(/at byte (\d+)/.exec(error.message)?.[1]);
      assert.ok(at > 199_997 && at <= 200_000, error.message);
      return error.code === "unreadable-document";
    });
    assert.throws(() => mergeReleases(bytes.subarray(0, 200_000)), { code: "unreadable-document" });
  }
});

test("a release that comes twice counts once, white space aside", () => {
  const again = JSON.stringify(JSON.parse(first), null, 2).replace("1.1", "1.10");
  const quirks = (/** @type {string[]} */ releases) => mergeReleases(releases, { quirks: true }).processes[0]?.quirks.length;
  assert.equal(quirks([first, first, again]), 0);
  assert.equal(quirks([first, first.replace("planned", "active")]), 2);
});

test("two records of one process are merged as one, with a warning", () => {
  const record = (/** @type {string} */ release) => `{"ocid":"b","releases":[${release}]}`;
  const { processes, problems } = mergeReleases(`{"records":[${record(first)},${record(second)}]}`);
  assert.deepEqual([...problems], []);
  assert.deepEqual(processes.map((it) => [it.ocid, it.warnings.map((warning) => [warning.code, warning.path])]), [
    ["b", [["several-records", null]]],
  ]);
  assert.equal(processes[0]?.compiledRelease.tender?.status, "active");
});

test("links beside whole releases are left out with a warning", () => {
  const { processes } = mergeReleases(`{"ocid":"a","releases":[{"url":"https://x.test/1"},${other}]}`);
  assert.deepEqual(processes.map((it) => [it.basis, it.warnings.map((warning) => warning.code)]), [["merged", ["linked-releases"]]]);
});

test("a record without anything of its process is a problem of that process", () => {
  const { processes, problems } = mergeReleases([other, '{"records":[{"ocid":"c","releases":[]},{"ocid":"d","releases":[{"url":"https://x.test/1"}]}]}']);
  assert.deepEqual(processes.map((it) => it.ocid), ["a"]);
  assert.deepEqual(problems.map((it) => [it.code, it.ocid]), [["no-releases", "c"], ["needs-releases", "d"]]);
});

test("entries that cannot be used are named with their document and place", () => {
  const { problems } = mergeReleases([other, '{"releases":[{"id":"8"},7]}']);
  assert.deepEqual(problems.map((it) => [it.code, it.document, it.releaseId]), [["missing-ocid", 1, "8"], ["not-an-object", 1, null]]);
  assert.match(problems[1]?.message ?? "", /^\/releases\/1: /);
});

test("a document that cannot be read is named", () => {
  assert.throws(() => mergeReleases([text, "<html>"]), (error) => {
    assert.ok(error instanceof MergeError);
    assert.deepEqual([error.code, error.document, error.name], ["unreadable-document", 1, "MergeError"]);
    return true;
  });
  assert.throws(() => mergeReleases(""), { code: "unreadable-document", document: 0 });
  assert.throws(() => mergeReleases(Uint8Array.of(0xff)), { code: "unreadable-document", message: /not UTF-8/ });
  assert.throws(() => mergeReleases(/** @type {string[]} */ (/** @type {unknown} */ ([7]))), TypeError);
});
