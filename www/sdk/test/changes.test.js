import assert from "node:assert/strict";
import { test } from "node:test";

import { changes, history } from "tenderlens";

const first = '{"ocid":"b","id":"1","date":"2024-01-01","tag":["planning"],"tender":{"title":"Road","value":{"amount":1.10,"currency":"PEN"}}}';
const second = '{"ocid":"b","id":"2","date":"2024-02-01","tag":["tender"],"tender":{"value":{"amount":2.50}}}';
const third = '{"ocid":"b","id":"3","date":"2024-03-01","tag":["tender"],"tender":{"title":null}}';

test("each release has what it added, changed and removed, every digit kept", () => {
  const { processes, problems } = changes([third, first, second]);
  assert.deepEqual([...problems], []);
  assert.equal(processes[0]?.ocid, "b");
  const releases = processes[0]?.releases ?? [];
  assert.deepEqual(releases.map((it) => [it.releaseId, it.release, it.changes.length]), [["1", 1, 3], ["2", 2, 1], ["3", 0, 1]]);
  const change = releases[1]?.changes[0];
  assert.deepEqual(
    [change?.change, change?.kind, change?.pointer, change?.old, change?.new, change?.currency],
    ["changed", "amount", "/tender/value/amount", "1.10", "2.50", "PEN"],
  );
  assert.deepEqual(change?.path[0], { type: "field", name: "tender" });
  assert.deepEqual([releases[2]?.changes[0]?.change, releases[2]?.changes[0]?.new], ["removed", null]);
});

test("what is not repeated is kept apart from what is removed", () => {
  const second_ = changes([first, second]).processes[0]?.releases[1];
  assert.deepEqual(second_?.notRepeated.map((it) => it.pointer), ["/tender/title", "/tender/value/currency"]);
  assert.equal(second_?.notRepeatedValues, 2);
});

test("the history of a value has one entry for each release that changed it", () => {
  const entries = (/** @type {string} */ pointer) => history([third, second, first], pointer).processes[0]?.entries ?? [];
  assert.deepEqual(entries("/tender/value/amount").map((it) => [it.value, it.date]), [["1.10", "2024-01-01"], ["2.50", "2024-02-01"]]);
  assert.deepEqual(entries("/tender/title").map((it) => it.value), ['"Road"', null]);
  assert.deepEqual(entries("/no/such").length, 0);
});

test("a record of links needs its releases", () => {
  const linked = '{"ocid":"c","compiledRelease":{"ocid":"c"},"releases":[{"url":"https://x.test/1"}]}';
  for (const { processes, problems } of [changes(linked), history(linked, "/ocid")]) {
    assert.equal(processes.length, 0);
    assert.deepEqual(problems.map((it) => it.code), ["needs-releases"]);
  }
});

test("what cannot be read is thrown as by the merge", () => {
  assert.throws(() => changes("<html>"), { name: "MergeError", code: "unreadable-document", document: 0 });
  assert.throws(() => history("<html>", "/ocid"), { name: "MergeError", code: "unreadable-document" });
  assert.throws(() => changes(first, { maxBytes: 10 }), { code: "too-large" });
});
