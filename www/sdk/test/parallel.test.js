import assert from "node:assert/strict";
import { test } from "node:test";

import { createClient } from "tenderlens";

import { serve, ukPackage } from "./server.js";

/** Five pages of Find a Tender, two releases each.
 *
 * @type {import("./server.js").Handler}
 */
function pages(url) {
  const page = Number(url.searchParams.get("cursor") ?? "1");
  const first = 2 * page - 1;
  return { body: ukPackage(page < 5 ? { first, next: `https://uk.test/?cursor=${page + 1}` } : { first }) };
}

const all = Array.from({ length: 10 }, (_, index) => `ocds-h6vhtk-${index + 1}`);

test("ten iterations over one call side by side each see all of it, and share its requests", async (t) => {
  const { base, requests } = await serve(t, pages);
  const call = createClient({ bases: { uk: base } }).uk.releasePackages();
  const walk = async () => {
    const seen = [];
    for await (const release of call) seen.push(release.ocid);
    return seen;
  };
  assert.deepEqual(await Promise.all(Array.from({ length: 10 }, walk)), Array.from({ length: 10 }, () => all));
  assert.equal(requests.length, 5);
});

test("calls of next that overlap are answered one after the other", async (t) => {
  const { base, requests } = await serve(t, pages);
  const call = createClient({ bases: { uk: base } }).uk.releasePackages();
  const releases = call[Symbol.asyncIterator]();
  const results = await Promise.all(Array.from({ length: 12 }, () => releases.next()));
  assert.deepEqual(results.slice(0, 10).map((result) => result.value?.ocid), all);
  assert.ok(results.slice(10).every((result) => result.done === true));
  assert.equal(requests.length, 5);
});

test("asking again asks the publisher again", async (t) => {
  const { base, requests } = await serve(t, pages);
  const { uk } = createClient({ bases: { uk: base } });
  await uk.releasePackages();
  await uk.releasePackages();
  assert.equal(requests.length, 2);
});
