import assert from "node:assert/strict";
import { test } from "node:test";

import { createClient } from "tenderlens";

import { serve, ukPackage } from "./server.js";

/** @param {AsyncIterable<{ ocid: string }>} releases */
async function ocids(releases) {
  const found = [];
  for await (const release of releases) found.push(release.ocid);
  return found;
}

/** Find a Tender in three pages, the second empty: the cursor counts, not the page.
 *
 * @type {import("./server.js").Handler}
 */
function threePages(url) {
  const next = (/** @type {string} */ cursor) => `https://old-host.test/api?cursor=${encodeURIComponent(cursor)}`;
  switch (url.searchParams.get("cursor")) {
    case null:
      return { body: ukPackage({ next: next("two==") }) };
    case "two==":
      return { body: ukPackage({ count: 0, next: next("three+/") }) };
    default:
      return { body: ukPackage({ first: 3 }) };
  }
}

test("awaiting a call gives its first page", async (t) => {
  const { base, requests } = await serve(t, () => ({ body: '{"releases":[{"ocid":"ocds-h6vhtk-1","id":"1","x":1.10},7]}' }));
  const page = await createClient({ bases: { uk: base } }).uk.releasePackages({ limit: 10, stages: ["planning", "award"] });
  assert.equal(requests.length, 1);
  assert.equal(requests[0]?.pathname, "/api/1.0/ocdsReleasePackages");
  assert.equal(requests[0]?.search, "?limit=10&stages=planning,award");
  assert.deepEqual([page.publisher, page.endpoint, page.next], ["uk", "releasePackages", null]);
  assert.match(page.text, /"x":1\.10/);
  assert.equal(page.items[0]?.ocid, "ocds-h6vhtk-1");
  assert.equal(page.items.length, 1);
  assert.equal(page.data, page.data);
  assert.deepEqual(page.problems.map((it) => it.pointer), ["/releases/1"]);
});

test("nothing is sent before a call is awaited, and its first page is asked for once", async (t) => {
  const { base, requests } = await serve(t, () => ({ body: ukPackage() }));
  const call = createClient({ bases: { uk: base } }).uk.releasePackages();
  call.pages();
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(requests.length, 0);
  const [one, two] = await Promise.all([call, call]);
  assert.equal(one, two);
  assert.deepEqual(await ocids(call), ["ocds-h6vhtk-1", "ocds-h6vhtk-2"]);
  assert.equal(requests.length, 1);
});

test("iterating a call walks the items of all cursor pages", async (t) => {
  const { base, requests } = await serve(t, threePages);
  const client = createClient({ bases: { uk: base } });
  assert.deepEqual(await ocids(client.uk.releasePackages({ limit: 2 })), [1, 2, 3, 4].map((n) => `ocds-h6vhtk-${n}`));
  assert.deepEqual(requests.map((url) => url.searchParams.get("cursor")), [null, "two==", "three+/"]);
  assert.deepEqual(requests.map((url) => url.searchParams.get("limit")), ["2", "2", "2"]);
});

test("leaving an iteration early asks for no further page", async (t) => {
  const { base, requests } = await serve(t, threePages);
  for await (const release of createClient({ bases: { uk: base } }).uk.releasePackages()) {
    if (release.ocid === "ocds-h6vhtk-2") break;
  }
  assert.equal(requests.length, 1);
});

test("numbered pages are walked to the last one", async (t) => {
  const { base, requests } = await serve(t, (url) => {
    const page = Number(url.searchParams.get("page") ?? "1");
    const results = [{ id: `seace_v3-2024-0${page}` }];
    return { body: { results, pagination: { num_pages: 3 } } };
  });
  const found = [];
  for await (const page of createClient({ bases: { peru: base } }).peru.files({ year: 2024 }).pages()) {
    found.push(...page.items.map((file) => file.id));
  }
  assert.deepEqual(found, ["seace_v3-2024-01", "seace_v3-2024-02", "seace_v3-2024-03"]);
  assert.deepEqual(requests.map((url) => url.search), ["?year=2024", "?page=2&year=2024", "?page=3&year=2024"]);
  assert.equal(requests[0]?.pathname, "/api/v1/files");
});

test("a kept token resumes in another client", async (t) => {
  const { base } = await serve(t, threePages);
  const first = await createClient({ bases: { uk: base } }).uk.releasePackages();
  const kept = JSON.parse(JSON.stringify({ next: first.next })).next;
  const call = createClient({ bases: { uk: base } }).resume(kept);
  assert.equal((await call).endpoint, "releasePackages");
  const found = [];
  for await (const item of call) found.push(item["ocid"]);
  assert.deepEqual(found, ["ocds-h6vhtk-3", "ocds-h6vhtk-4"]);
});

test("a call resumes where a token of its endpoint says", async (t) => {
  const { base, requests } = await serve(t, threePages);
  const { uk } = createClient({ bases: { uk: base } });
  const first = await uk.releasePackages({ limit: 2 });
  assert.equal(requests.length, 1);
  assert.deepEqual(await ocids(uk.releasePackages().resume(String(first.next))), ["ocds-h6vhtk-3", "ocds-h6vhtk-4"]);
  assert.equal(requests[1]?.searchParams.get("limit"), "2", "the token says with which parameters");
  const other = uk.releasePackageByOcid({ ocid: "a" }).resume(String(first.next));
  await assert.rejects(Promise.resolve(other), { code: "invalid-resume-token", message: /of uk\.releasePackages, not of/ });
});

test("a file comes as bytes", async (t) => {
  const { base, requests } = await serve(t, () => ({ body: Uint8Array.of(0x50, 0x4b, 0xff, 0) }));
  const { peru } = createClient({ bases: { peru: base } });
  const file = await peru.file({ source: "seace_v3", type: "json", year: 2024, month: "04" });
  assert.deepEqual({ ...file, bytes: [...file.bytes] }, { publisher: "peru", endpoint: "file", bytes: [0x50, 0x4b, 0xff, 0] });
  assert.equal(requests[0]?.pathname, "/api/v1/file/seace_v3/json/2024/04");
});

test("a byte order mark does not hinder", async (t) => {
  const { base } = await serve(t, () => ({ body: `\uFEFF${JSON.stringify(ukPackage())}` }));
  const page = await createClient({ bases: { uk: base } }).uk.releasePackages();
  assert.equal(page.items.length, 2);
});

test("a lone record is a page of one", async (t) => {
  const { base } = await serve(t, () => ({ body: { ocid: "ocds-dgv273-1", releases: [{ url: "https://peru.test/1" }] } }));
  const page = await createClient({ bases: { peru: base } }).peru.record({ ocid: "ocds-dgv273-1" });
  assert.deepEqual(page.items.map((record) => record.ocid), ["ocds-dgv273-1"]);
});

test("an endpoint can be called by ids known at run time", async (t) => {
  const { base } = await serve(t, () => ({ body: ukPackage() }));
  const client = createClient({ bases: { uk: base } });
  const row = client.endpoints().find((it) => it.publisher === "uk" && it.paging.style === "cursor");
  const page = await client.request(String(row?.publisher), String(row?.id), { limit: "2", cursor: undefined });
  assert.equal(page.items.length, 2);
});
