import assert from "node:assert/strict";
import { test } from "node:test";

import { createClient, mergeReleases, Merger, toOcds } from "tenderlens";

import { serve } from "./server.js";

const numbers = "string";
const release =
  '{"ocid":"a","id":"1","date":"2024-01-01","n":[0,-1.50,1E+2,12345678901234567890.10,1e9999],' +
  '"s":"1.10, \\"2\\" \\\\","t\\"3":"\\\\\\"4","tender":{"value":{"amount":1.10,"currency":"EUR"}}}';

/** @param {unknown} parsed */
function isExact(parsed) {
  const { n, s, tender, ...rest } = /** @type {Record<string, unknown>} */ (parsed);
  assert.deepEqual(n, ["0", "-1.50", "1E+2", "12345678901234567890.10", "1e9999"]);
  assert.equal(s, '1.10, "2" \\', "texts with digits and quotes stay as they are");
  assert.equal(rest['t"3'], '\\"4');
  assert.deepEqual(tender, { value: { amount: "1.10", currency: "EUR" } });
}

test("a client may ask for every digit, and a call for the opposite", async (t) => {
  const { base } = await serve(t, () => ({ body: `{"releases":[${release}]}` }));
  const exact = createClient({ bases: { uk: base }, numbers });
  const page = await exact.uk.releasePackages();
  isExact(page.items[0]);
  isExact(page.data.releases[0]);
  assert.deepEqual(page.texts, [release], "the text is as it was sent");
  const call = exact.uk.releasePackages({ limit: 2 }, { numbers: "number" });
  assert.equal((await call).items[0]?.tender?.value?.amount, 1.1);
  const plain = createClient({ bases: { uk: base } });
  for await (const item of plain.uk.releasePackages({}, { numbers })) isExact(item);
});

test("merged and converted releases keep their digits", () => {
  isExact(mergeReleases(release, { numbers }).processes[0]?.compiledRelease);
  isExact(new Merger({ numbers }).add(release).finish().processes[0]?.compiledRelease);
  const versioned = mergeReleases(release, { numbers, output: "versioned" }).processes[0]?.versionedRelease;
  const tender = /** @type {{ value: { amount: { value: string }[] } }} */ (versioned?.["tender"]);
  assert.equal(tender.value.amount[0]?.value, "1.10");
  isExact(toOcds("uk", release, { numbers }).releases[0]);
});

test("the texts of a page's items are cut out of text of any script", async (t) => {
  const items = ['{"ocid":"ä","id":"дім"}', '{"ocid":"b","id":"😀","x":1.0}'];
  const { base } = await serve(t, () => ({ body: `\uFEFF{"x":"ñ€😀", "releases":[${items.join(" , ")},7]}` }));
  const page = await createClient({ bases: { uk: base } }).uk.releasePackages();
  assert.deepEqual(page.texts, items);
  assert.deepEqual(page.items, items.map((item) => JSON.parse(item)));
});

test("what numbers are parsed to is one of two", () => {
  const wrong = /** @type {"number"} */ (/** @type {string} */ ("bigint"));
  for (const make of [
    () => createClient({ numbers: wrong }),
    () => createClient().uk.releasePackages({}, { numbers: wrong }),
    () => mergeReleases("{}", { numbers: wrong }),
    () => toOcds("uk", "{}", { numbers: wrong }),
  ]) {
    assert.throws(make, { name: "TypeError", message: /numbers must be "number" or "string", got "bigint"/ });
  }
});
