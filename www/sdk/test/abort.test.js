import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { Worker } from "node:worker_threads";

import { createClient } from "tenderlens";
import { connect } from "tenderlens/worker";

import { timers, until } from "./idle.js";
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

/** @type {[string, (client: import("tenderlens").Client, signal: AbortSignal) => Promise<unknown>][]} */
const underWay = [
  ["a request", (client, signal) => Promise.resolve(client.uk.releasePackages({ limit: 1 }, { signal }))],
  ["a pause before a retry", (client, signal) => Promise.resolve(client.uk.releasePackages({ limit: 2 }, { signal }))],
  ["a second page", (client, signal) => drain(client.uk.releasePackages({ limit: 3 }, { signal }))],
  ["a whole file", (client, signal) => Promise.resolve(client.peru.file(april, { signal }))],
  ["a file in pieces", (client, signal) => drain(client.peru.file(april, { signal }).chunks())],
  ["a file's documents", (client, signal) => drain(client.peru.file(april, { signal }))],
  ["a feed's end", (client, signal) => drain(client.prozorro.tenders({ mode: "test" }, { signal }).follow())],
  ["a feed's next page", (client, signal) => drain(client.prozorro.tenders({}, { signal }).follow())],
  ["a write", (client, signal) => Promise.resolve(client.openprocurement.createTender({}, {}, { signal }))],
];

/** @type {{ source: "seace_v3", type: "json", year: number, month: "04" }} */
const april = { source: "seace_v3", type: "json", year: 2024, month: "04" };

/** The beginning of an archive of one JSON file, stored as it is. */
function archive() {
  const header = Buffer.alloc(30);
  header.write("PK\x03\x04", "latin1");
  for (const at of [18, 22]) header.writeUInt32LE(1_000_000, at);
  header.writeUInt16LE("a.json".length, 26);
  return Buffer.concat([header, Buffer.from('a.json{"records":[{"ocid":"a"},'), Buffer.alloc(65_536, " ")]);
}

/** @param {AsyncIterable<unknown>} all */
async function drain(all) {
  for await (const _ of all);
}

for (const [what, begin] of underWay) {
  test(`an abort during ${what} leaves no timer and no request`, async (t) => {
    const before = timers();
    const { controller, outcome, open } = await started(t, createClient, what, begin);
    assert.ok(timers() > before, "there is something to end");
    controller.abort(reason);
    await rejectsWithTheReason(outcome);
    assert.equal(timers(), before);
    await until("no request is open", () => open() === 0);
  });
}

test("an abort of what a worker does leaves no request there", async (t) => {
  const worker = new Worker(new URL("./worker-host.js", import.meta.url));
  t.after(() => worker.terminate());
  const remote = await connect(worker);
  for (const [what, begin] of underWay) {
    const { controller, outcome, open } = await started(t, remote.createClient, what, begin);
    controller.abort(reason);
    await rejectsWithTheReason(outcome);
    await until(`no request is open after ${what}`, () => open() === 0);
  }
});

/**
 * Something that waits: for an answer, the rest of one, or the end of a pause.
 *
 * @param {import("node:test").TestContext} t
 * @param {(options: { bases: { [publisher: string]: string } }) => import("tenderlens").Client} createClient
 * @param {string} what
 * @param {(typeof underWay)[number][1]} begin
 */
async function started(t, createClient, what, begin) {
  const controller = new AbortController();
  let isReady = false;
  const waits = () => {
    isReady = true;
    return new Promise(() => {});
  };
  const { base, open } = await serve(t, ({ pathname, searchParams }) => {
    if (pathname.includes("/file/")) return { body: archive(), unfinished: waits() };
    if (pathname.endsWith("/tenders") && searchParams.get("mode") === "test") {
      setTimeout(() => (isReady = true), 20);
      return { body: { data: [], next_page: { offset: "a" } } };
    }
    if (searchParams.get("limit") === "2") {
      setTimeout(() => (isReady = true), 20);
      return { status: 503, headers: { "retry-after": "30" } };
    }
    if (searchParams.get("limit") === "3" && !searchParams.has("cursor")) {
      return { body: ukPackage({ next: "https://uk.test/?cursor=2" }) };
    }
    return waits();
  });
  const client = createClient({ bases: { uk: base, peru: base, prozorro: base, openprocurement: base } });
  const outcome = begin(client, controller.signal);
  await until(`${what} is under way`, () => isReady);
  return { controller, outcome, open };
}

test("a signal that outlives its calls keeps nothing of them", async (t) => {
  const { base } = await serve(t, () => ({ body: ukPackage() }));
  const { signal } = new AbortController();
  const client = createClient({ bases: { uk: base, prozorro: base } });
  for (let round = 0; round < 5; round += 1) {
    await drain(client.uk.releasePackages({}, { signal }));
    await assert.rejects(drain(client.prozorro.tenders({}, { signal }).follow()));
  }
  assert.equal(getEventListeners(signal, "abort").length, 0);
});
