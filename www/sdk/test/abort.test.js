import assert from "node:assert/strict";
import { test } from "node:test";

import { createClient } from "tenderlens";

import { serve, ukPackage } from "./server.js";

/** Looks like one of ours, and must not be taken for one. */
const reason = { code: "not-found", message: "mine", attempts: 1 };

/**
 * @param {PromiseLike<unknown>} promise
 */
async function rejectsWithTheReason(promise) {
  const outcome = await promise.then(
    () => "it did not reject",
    (problem) => problem,
  );
  assert.equal(outcome, reason);
}

test("an abort during a request rejects with the very reason", async (t) => {
  const controller = new AbortController();
  const { base, requests } = await serve(t, () => {
    setTimeout(() => controller.abort(reason), 10);
    return new Promise(() => {});
  });
  await rejectsWithTheReason(createClient({ bases: { uk: base } }).uk.releasePackages({}, { signal: controller.signal }));
  assert.equal(requests.length, 1);
});

test("an abort during a pause ends it", async (t) => {
  const controller = new AbortController();
  const { base, requests } = await serve(t, () => ({ status: 503, headers: { "retry-after": "30" } }));
  const client = createClient({ bases: { uk: base }, onWait: () => setTimeout(() => controller.abort(reason), 10) });
  const start = performance.now();
  await rejectsWithTheReason(client.uk.releasePackages({}, { signal: controller.signal }));
  assert.ok(performance.now() - start < 10_000);
  assert.equal(requests.length, 1);
});

test("a signal that is aborted already sends nothing", async (t) => {
  const { base, requests } = await serve(t, () => ({ body: ukPackage() }));
  const signal = AbortSignal.abort(reason);
  await rejectsWithTheReason(createClient({ bases: { uk: base } }).uk.releasePackages({}, { signal }));
  assert.equal(requests.length, 0);
});

test("an abort ends an iteration at the next item", async (t) => {
  const { base, requests } = await serve(t, () => ({ body: ukPackage({ count: 5, next: "https://uk.test/?cursor=2" }) }));
  const controller = new AbortController();
  const { signal } = controller;
  let seen = 0;
  const walk = async () => {
    for await (const release of createClient({ bases: { uk: base } }).uk.releasePackages({}, { signal })) {
      assert.ok(release.ocid);
      if (++seen === 2) controller.abort(reason);
    }
  };
  await rejectsWithTheReason(walk());
  assert.equal(seen, 2);
  assert.equal(requests.length, 1);
});
