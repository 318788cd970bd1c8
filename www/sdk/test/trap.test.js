// The module really traps here: it gets little memory, and is given more than that holds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";

import { createClient, InternalError, mergeReleases, Merger, TenderlensError, version } from "tenderlens";

import { serve, ukPackage } from "./server.js";

const MiB = 2 ** 20;
// Pages of 64 KiB. Before anything else: an instance is made when it is first used.
setFlagsFromString("--wasm-max-mem-pages=512");

/** Valid, and too large for a memory of 32 MiB. */
const large = JSON.stringify({ ...ukPackage(), filler: "x".repeat(40 * MiB) });

/** @param {unknown} error */
function isTrap(error) {
  assert.ok(error instanceof InternalError && error instanceof TenderlensError && error instanceof Error);
  assert.equal(error.code, "internal");
  assert.ok(error.cause instanceof WebAssembly.RuntimeError, String(error.cause));
  assert.match(error.message, /the WebAssembly module broke off: /);
  assert.match(error.advice, /^Call again/);
  return error;
}

function merges() {
  const { processes, problems } = mergeReleases([ukPackage()]);
  assert.deepEqual([processes.length, problems.length], [2, 0]);
}

test("a trap while merging is an InternalError, and the next merge works", () => {
  merges();
  for (let round = 0; round < 3; round += 1) {
    assert.throws(() => mergeReleases(large), (error) => Boolean(isTrap(error)));
    merges();
  }
  const merger = new Merger().add(ukPackage());
  assert.throws(() => mergeReleases(large), (error) => Boolean(isTrap(error)));
  // What it held is gone with the module: a result without it would be wrong.
  assert.throws(() => merger.finish(), (error) => Boolean(isTrap(error)));
  assert.equal(new Merger().add(ukPackage()).finish().processes.length, 2);
  assert.match(version(), /^\d/);
});

test("a trap during a call rejects it and whatever else is under way, and clients go on", async (t) => {
  const { base } = await serve(t, (url) => {
    switch (url.searchParams.get("limit")) {
      case "1":
        return { body: large };
      case "2":
        return new Promise(() => {});
      default:
        return { body: ukPackage() };
    }
  });
  const client = createClient({ bases: { uk: base }, timeoutMs: 5000 });
  const waiting = client.uk.releasePackages({ limit: 2 });
  const outcomes = await Promise.allSettled([waiting, client.uk.releasePackages({ limit: 1 })]);
  for (const outcome of outcomes) {
    const error = isTrap(outcome.status === "rejected" ? outcome.reason : outcome.value);
    assert.deepEqual([error.publisher, error.endpoint], ["uk", "releasePackages"]);
    assert.match(error.message, /^uk\.releasePackages: /);
  }
  assert.equal((await client.uk.releasePackages({ limit: 3 })).items.length, 2);
  assert.equal((await createClient({ bases: { uk: base } }).uk.releasePackages()).items.length, 2);
  // The time limits of the old instance end now, in nothing.
  await new Promise((resolve) => setTimeout(resolve, 5500));
  assert.equal((await client.uk.releasePackages({ limit: 3 })).items.length, 2);
});

test("a trap on a later page ends the iteration with it", async (t) => {
  const next = "https://uk.test/api?cursor=2";
  const { base } = await serve(t, (_, count) => (count === 1 ? { body: ukPackage({ next }) } : { body: large }));
  const seen = [];
  const walk = async () => {
    for await (const release of createClient({ bases: { uk: base } }).uk.releasePackages()) seen.push(release.ocid);
  };
  await assert.rejects(walk(), (error) => Boolean(isTrap(error)));
  assert.equal(seen.length, 2);
});
