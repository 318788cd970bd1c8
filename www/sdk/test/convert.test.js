import assert from "node:assert/strict";
import { test } from "node:test";

import { createClient, mergeReleases, toOcds } from "tenderlens";

import { sandbox } from "./sandbox.js";

test("documents of every publisher become OCDS releases that can be merged", async (t) => {
  const { bases } = await sandbox(t);
  const client = createClient({ bases });
  const [row] = (await client.prozorro.tenders({ limit: 1 })).items;
  const [old] = (await client.openprocurement.tenders()).items;
  const documents = {
    prozorro: (await client.prozorro.tender({ tender_id: String(row?.id) })).texts,
    openprocurement: (await client.openprocurement.tender({ tender_id: String(old?.id) })).texts,
    eu: (await client.eu.recordPackage({ year: 2008, buyerCountry: "de", embed: "true" })).texts,
    uk: (await client.uk.releasePackages({ limit: 2 })).texts,
    peru: (await client.peru.releases()).texts,
  };
  for (const [id, texts] of Object.entries(documents)) {
    const publisher = /** @type {keyof typeof documents} */ (id);
    assert.ok(texts.length > 0, publisher);
    for (const text of texts) {
      const converted = toOcds(publisher, text);
      assert.equal(converted.releases[0]?.ocid, converted.ocid);
      assert.equal(mergeReleases(converted.texts).processes[0]?.ocid, converted.ocid);
    }
  }
});

test("what has no place is kept, and what could not be used is told", () => {
  const tender = '{"id":"1","tenderID":"UA-1","dateModified":"2024-01-01T00:00:00+02:00","oddity":{"amount":1.10}}';
  const { ocid, releases, other, problems } = toOcds("prozorro", tender);
  assert.equal(ocid, "ocds-be6bcu-UA-1");
  assert.deepEqual(releases[0]?.date, "2024-01-01T00:00:00+02:00");
  assert.deepEqual(other.filter((it) => it.pointer === "/oddity").map((it) => it.text), ['{"amount":1.10}']);
  assert.deepEqual(problems, []);
  assert.match(toOcds("prozorro", { id: "1" }).problems.join(), /tenderID/);
});

test("what cannot be converted says why", () => {
  assert.throws(() => toOcds("uk", "<html>"), { name: "MergeError", code: "unreadable-document", message: /byte 0/ });
  assert.throws(() => toOcds("prozorro", "[]"), { name: "MergeError", code: "unreadable-document" });
  const two = { releases: [{ ocid: "a" }, { ocid: "b" }] };
  assert.throws(() => toOcds("uk", two), { code: "unreadable-document", message: /2 contracting processes/ });
  // @ts-expect-error there is no such publisher
  assert.throws(() => toOcds("france", "{}"), { name: "TypeError", message: /no publisher "france"/ });
  // @ts-expect-error a number is no document
  assert.throws(() => toOcds("uk", 7), { name: "TypeError" });
});
