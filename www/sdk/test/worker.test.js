// The facade over a worker: what it answers is what the package answers itself.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { after, before, test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { MessageChannel, Worker } from "node:worker_threads";

import * as local from "tenderlens";
import { connect, HttpError, InternalError, MergeError, ParameterError, TenderlensError } from "tenderlens/worker";

import { serve, ukPackage } from "./server.js";

/** @type {Worker} */
let worker;
/** @type {import("tenderlens/worker").WorkerTenderlens} */
let remote;
before(async () => {
  // Pages of 64 KiB, for the worker's memory as well.
  setFlagsFromString("--wasm-max-mem-pages=512");
  worker = new Worker(new URL("./worker-host.js", import.meta.url));
  remote = await connect(worker);
});
after(() => worker.terminate());

const releases = ukPackage({ count: 3 });
const text = JSON.stringify(releases);

test("calls, pages and iteration", async (t) => {
  const next = "https://uk.test/api?cursor=2";
  const { base, requests } = await serve(t, (url) =>
    url.searchParams.has("cursor") ? { body: ukPackage({ first: 3 }) } : { body: ukPackage({ next }) },
  );
  const client = remote.createClient({ bases: { uk: base } });
  assert.deepEqual(client.endpoints(), local.createClient().endpoints());
  const call = client.uk.releasePackages({ limit: 2 });
  assert.equal(requests.length, 0);
  const page = await call;
  const same = await local.createClient({ bases: { uk: base } }).uk.releasePackages({ limit: 2 });
  assert.deepEqual([page.text, page.items, page.texts, page.next], [same.text, same.items, same.texts, same.next]);
  const found = [];
  for await (const release of client.uk.releasePackages({ limit: 2 })) found.push(release.ocid);
  assert.deepEqual(found, [1, 2, 3, 4].map((n) => `ocds-h6vhtk-${n}`));
  assert.equal((await client.resume(String(page.next))).items.length, 2);
  assert.equal((await remote.mergeReleases(page)).processes.length, 2);
});

test("what is told while a call is under way", async (t) => {
  const { base } = await serve(t, (_, count) =>
    count === 1 ? { status: 503, headers: { "retry-after": "0" } } : { body: releases },
  );
  /** @type {unknown[]} */
  const told = [];
  const client = remote.createClient({
    bases: { uk: base },
    onRequest: ({ attempt }) => told.push(["request", attempt]),
    onResponse: ({ status }) => told.push(["response", status]),
    onWait: ({ code }) => told.push(["wait", code]),
  });
  await client.uk.releasePackages();
  const first = [["request", 1], ["response", 503], ["wait", "publisher-error"]];
  assert.deepEqual(told, [...first, ["request", 2], ["response", 200]]);
});

test("errors are of the same classes, with all they say", async (t) => {
  const { base } = await serve(t, () => ({ status: 404 }));
  const options = { bases: { uk: base } };
  for (const [parameters, type] of /** @type {const} */ ([[{ limit: 1000 }, ParameterError], [{}, HttpError]])) {
    const ours = await failure(remote.createClient(options).uk.releasePackages(parameters));
    const theirs = await failure(local.createClient(options).uk.releasePackages(parameters));
    assert.ok(ours instanceof type && theirs instanceof type);
    assert.deepEqual({ ...ours, message: ours.message }, { ...theirs, message: theirs.message });
  }
  assert.equal(HttpError, local.HttpError);
  // @ts-expect-error no such option
  assert.throws(() => remote.createClient({ timeout: 5 }), /there is no option "timeout"/);
  // @ts-expect-error a function cannot be sent
  assert.throws(() => remote.createClient({ fetch }), /give fetch to `expose`/);
});

test("an abort rejects with the very reason, and ends the request in the worker", async (t) => {
  const reason = { mine: true };
  const controller = new AbortController();
  const { base, open } = await serve(t, () => {
    setTimeout(() => controller.abort(reason), 10);
    return new Promise(() => {});
  });
  const call = remote.createClient({ bases: { uk: base } }).uk.releasePackages({}, { signal: controller.signal });
  assert.equal(await failure(call), reason);
  while (open() > 0) await new Promise((resolve) => setTimeout(resolve, 10));
});

test("files, as they come and unpacked", async (t) => {
  const { base } = await serve(t, () => ({ body: Uint8Array.of(0x50, 0x4b, 0xff, 0) }));
  const { peru } = remote.createClient({ bases: { peru: base } });
  const file = peru.file({ source: "seace_v3", type: "json", year: 2024, month: "04" });
  const bytes = [];
  for await (const chunk of file.chunks()) bytes.push(...chunk);
  assert.deepEqual(bytes, [0x50, 0x4b, 0xff, 0]);
  assert.deepEqual([...(await file).bytes], bytes);
  await assert.rejects(async () => {
    for await (const _ of file.batches()) assert.fail();
  }, TenderlensError);
});

test("merging, changes, history and conversion", async () => {
  const merged = await remote.mergeReleases(text);
  assert.deepEqual(merged.processes.map(plain), local.mergeReleases(text).processes.map(plain));
  const [first, second] = merged.processes;
  assert.ok(first && second && first.bytes.buffer !== second.bytes.buffer);
  assert.equal(first.bytes.byteLength, first.bytes.buffer.byteLength);

  const given = new TextEncoder().encode(text);
  const merger = remote.createMerger({ output: "versioned", numbers: "string" });
  const { processes } = await merger.add(given).add(releases).finish();
  assert.equal(given.byteLength, text.length, "what is given stays the caller's");
  assert.deepEqual(processes.map((process) => process.versionedRelease.ocid), merged.processes.map(({ ocid }) => ocid));
  await assert.rejects(merger.finish(), /make a new one/);
  await assert.rejects(remote.mergeReleases("<html>"), (error) => error instanceof MergeError && error.document === 0);

  assert.deepEqual((await remote.changes(text)).processes[0]?.releases, local.changes(text).processes[0]?.releases);
  assert.deepEqual(await remote.history(text, "/tag"), local.history(text, "/tag"));
  const tender = { data: { id: "1", tenderID: "UA-1", dateModified: "2024-01-01T00:00:00Z" } };
  assert.deepEqual((await remote.toOcds("prozorro", tender.data)).texts, local.toOcds("prozorro", tender.data).texts);
  assert.equal(remote.version(), local.version());
});

test("a trap in the worker is an InternalError of each call, and the next one works", async (t) => {
  const { base } = await serve(t, (url) => (url.searchParams.has("limit") ? new Promise(() => {}) : { body: releases }));
  const client = remote.createClient({ bases: { uk: base } });
  const waiting = failure(client.uk.releasePackages({ limit: 1 }));
  await client.uk.releasePackages();
  await assert.rejects(remote.mergeReleases(`{"releases":[],"filler":"${"x".repeat(40 * 2 ** 20)}"}`), InternalError);
  const error = await waiting;
  assert.ok(error instanceof InternalError);
  assert.equal(`${error.publisher}.${error.endpoint}`, "uk.releasePackages");
  assert.equal((await remote.mergeReleases(text)).processes.length, 3);
  assert.equal((await client.uk.releasePackages()).items.length, 3);
});

test("a worker that ends is told to whoever waits", async (t) => {
  const { base } = await serve(t, () => new Promise(() => {}));
  const worker = new Worker(new URL("./worker-host.js", import.meta.url));
  const { createClient } = await connect(worker);
  const call = failure(createClient({ bases: { uk: base } }).uk.releasePackages());
  setTimeout(() => worker.terminate(), 50);
  const error = await call;
  assert.ok(error instanceof TenderlensError);
  assert.equal(error.code, "worker-lost");
});

test("a worker that says nothing is waited for as long as a signal says", async () => {
  const reason = { mine: true };
  const controller = new AbortController();
  const { port1 } = new MessageChannel();
  const waiting = failure(connect(port1, { signal: controller.signal }));
  controller.abort(reason);
  assert.equal(await waiting, reason);
  assert.equal(await failure(connect(port1, { signal: AbortSignal.abort(reason) })), reason);
  assert.equal(getEventListeners(controller.signal, "abort").length, 0);
  port1.close();
});

test("a worker that cannot load the module says so", async () => {
  const { port1, port2 } = new MessageChannel();
  const { expose } = await import("tenderlens/worker-host");
  expose({ port: port2, module: new Response("<p>Not found", { status: 404 }) });
  await assert.rejects(connect(port1), /tenderlens_bg\.wasm/);
  port1.close();
});

/** @param {import("tenderlens").MergedProcess} process */
function plain({ ocid, text, basis, warnings, quirks }) {
  return { ocid, text, basis, warnings, quirks };
}

/**
 * @param {PromiseLike<unknown>} call
 * @returns {Promise<unknown>}
 */
async function failure(call) {
  return call.then(
    () => "it did not fail",
    (problem) => problem,
  );
}
