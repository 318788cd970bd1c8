import assert from "node:assert/strict";
import { test } from "node:test";

import { ConnectionError, createClient } from "tenderlens";

import { serve, ukPackage } from "./server.js";

test("requests, answers and pauses are told in their order", async (t) => {
  const { base } = await serve(t, (_, count) =>
    count === 1 ? { status: 503, headers: { "retry-after": "0" } } : { body: ukPackage(count < 3 ? { next: "https://uk.test/?cursor=2" } : {}) },
  );
  /** @type {unknown[]} */
  const told = [];
  const client = createClient({
    bases: { uk: base },
    onRequest: (request) => told.push(["request", request]),
    onResponse: ({ elapsedMs, ...response }) => told.push(["response", response, elapsedMs >= 0]),
    onWait: ({ attempt, code }) => told.push(["wait", attempt, code]),
  });
  for await (const page of client.uk.releasePackages({ limit: 2 }).pages()) assert.equal(page.items.length, 2);
  const about = { publisher: "uk", endpoint: "releasePackages", method: "GET" };
  const first = `${base}/api/1.0/ocdsReleasePackages?limit=2`;
  const second = `${base}/api/1.0/ocdsReleasePackages?limit=2&cursor=2`;
  assert.deepEqual(told, [
    ["request", { ...about, attempt: 1, url: first }],
    ["response", { ...about, attempt: 1, url: first, status: 503 }, true],
    ["wait", 1, "publisher-error"],
    ["request", { ...about, attempt: 2, url: first }],
    ["response", { ...about, attempt: 2, url: first, status: 200 }, true],
    ["request", { ...about, attempt: 1, url: second }],
    ["response", { ...about, attempt: 1, url: second, status: 200 }, true],
  ]);
});

test("no key and no token is told, wherever it is sent", async (t) => {
  const { base, requests } = await serve(t, () => ({ status: 422, body: { errors: [{ description: "hush is wrong" }] } }));
  /** @type {unknown[]} */
  const told = [];
  const tell = (/** @type {unknown} */ event) => told.push(event);
  const owner = { place: /** @type {const} */ ("query"), token: "hush" };
  const key = { scheme: /** @type {const} */ ("basic"), value: "hush-key" };
  const client = createClient({
    bases: { openprocurement: base },
    credentials: { openprocurement: { key } },
    onRequest: tell,
    onResponse: tell,
  });
  const call = client.openprocurement.updateTender({ tender_id: "hush" }, {}, { credentials: { owner } });
  const error = await call.catch((/** @type {unknown} */ problem) => problem);
  assert.match(requests[0]?.search ?? "", /acc_token=hush/);
  assert.equal(told.length, 2);
  assert.doesNotMatch(JSON.stringify([told, error, String(error)]), /hush/);
});

test("what a listener throws ends nothing", async (t) => {
  const { base } = await serve(t, () => ({ body: ukPackage() }));
  const fail = () => {
    throw new Error("mine");
  };
  const client = createClient({ bases: { uk: base }, onRequest: fail, onResponse: fail });
  assert.equal((await client.uk.releasePackages()).items.length, 2);
});

test("a proxy is asked for the publisher's whole address", async (t) => {
  const { base, requests } = await serve(t, () => ({ body: ukPackage() }));
  /** @type {string[]} */
  const told = [];
  const client = createClient({ bases: { uk: `${base}/p?k=1&u={url}` }, onRequest: ({ url }) => told.push(url) });
  await client.uk.releasePackages({ limit: 2, stages: ["tender", "award"] });
  const live = "https://www.find-tender.service.gov.uk/api/1.0/ocdsReleasePackages?limit=2&stages=tender,award";
  assert.equal(requests[0]?.pathname, "/p");
  assert.equal(requests[0]?.searchParams.get("u"), live);
  assert.equal(requests[0]?.searchParams.get("k"), "1");
  assert.deepEqual(told, [live]);
});

test("a function of the caller's sends the requests", async () => {
  /** @type {{ url: string, init: RequestInit }[]} */
  const sent = [];
  /** @type {import("tenderlens").Fetch} */
  const mine = async (url, init) => {
    sent.push({ url, init });
    return Response.json(ukPackage());
  };
  const client = createClient({ fetch: mine });
  assert.equal((await client.uk.releasePackages({ limit: 2 })).items.length, 2);
  assert.equal(sent[0]?.url, "https://www.find-tender.service.gov.uk/api/1.0/ocdsReleasePackages?limit=2");
  assert.deepEqual(sent[0]?.init.headers, { accept: "application/json" });
  assert.ok(sent[0]?.init.signal instanceof AbortSignal);
});

test("what a function of the caller's throws or answers is no mystery", async () => {
  const retry = { attempts: 1 };
  /** @param {unknown} fetch */
  const outcome = async (fetch) => {
    const client = createClient({ retry, fetch: /** @type {import("tenderlens").Fetch} */ (fetch) });
    return client.uk.releasePackages().catch((/** @type {unknown} */ problem) => problem);
  };
  const thrown = await outcome(() => {
    throw new Error("no network here", { cause: new Error("the cable") });
  });
  assert.ok(thrown instanceof ConnectionError);
  assert.match(thrown.message, /no network here: the cable/);
  for (const answer of [undefined, null, {}, "text", { status: 200, headers: {}, arrayBuffer: () => {} }]) {
    const error = await outcome(async () => answer);
    assert.ok(error instanceof ConnectionError);
    assert.match(error.message, /did not answer with a Response/);
  }
  for (const odd of [
    () => Promise.reject("just a text"),
    async () => ({ status: 200, headers: new Headers(), arrayBuffer: () => Promise.reject("just a text") }),
  ]) {
    assert.ok((await outcome(odd)) instanceof ConnectionError);
  }
});
