import assert from "node:assert/strict";
import { test } from "node:test";

import { MergeError, mergeReleases } from "tenderlens";

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

test("a document that cannot be read is named", () => {
  assert.throws(() => mergeReleases([text, "<html>"]), (error) => {
    assert.ok(error instanceof MergeError);
    assert.deepEqual([error.code, error.document, error.name], ["unreadable-document", 1, "MergeError"]);
    return true;
  });
  assert.throws(() => mergeReleases(Uint8Array.of(0xff)), { code: "unreadable-document", message: /not UTF-8/ });
  assert.throws(() => mergeReleases(/** @type {string[]} */ (/** @type {unknown} */ ([7]))), TypeError);
});
