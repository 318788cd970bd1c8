// What `use` answers, whatever the sandbox's world holds.
import assert from "node:assert/strict";

export function check(result) {
  assert.equal(result.first.length, 2);
  assert.equal(result.walked.length, 5);
  assert.deepEqual(result.walked.slice(0, 2), result.first);
  assert.deepEqual(result.merged, [{ ocid: result.asked, basis: "merged", tag: ["compiled"] }]);
  assert.equal(result.problems, 0);
  assert.equal(result.records, 20);
  assert.deepEqual(result.wrong, { code: "invalid-parameter", is: ["ParameterError", "Error"], detail: "limit" });
  assert.deepEqual(result.missing, { code: "not-found", is: ["HttpError", "Error"], detail: 404 });
  assert.ok(result.endpoints >= 14);
}
