import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";

import { BodyError, createClient, ParameterError } from "tenderlens";

import { until } from "./idle.js";
import { sandbox } from "./sandbox.js";

/** @type {{ source: "seace_v3", type: "json", year: number, month: "10" }} */
const october = { source: "seace_v3", type: "json", year: 2023, month: "10" };

/** Asks the sandbox for a month of that size.
 *
 * @param {string} size
 * @returns {import("tenderlens").Fetch}
 */
const sized = (size) => (url, init) =>
  fetch(url, { ...init, headers: { .../** @type {Record<string, string>} */ (init.headers), "x-sandbox-size": size } });

test("a bulk file is read while it comes in, and compared with its sum", async (t) => {
  const { bases } = await sandbox(t);
  const { peru } = createClient({ bases, fetch: sized("4MB") });
  /** @type {import("tenderlens").Progress[]} */
  const told = [];
  const month = peru.file(october, { checksum: true, onProgress: (progress) => void told.push(progress) });
  const ocids = new Set();
  for await (const document of month) ocids.add(document.ocid);
  assert.ok(ocids.size > 100, `${ocids.size}`);
  assert.equal(told.at(-1)?.documents, ocids.size);
  assert.ok(told.length > 2, "progress is told on the way");
  assert.ok(told.every((progress, index) => progress.received >= (told[index - 1]?.received ?? 0)));
  const texts = [];
  for await (const batch of month.batches()) {
    assert.deepEqual(batch.items.map((item) => item.ocid), batch.texts.map((text) => JSON.parse(text).ocid));
    texts.push(...batch.texts);
  }
  assert.equal(texts.length, ocids.size);
});

test("a file can be had whole, in pieces, and in forms that are not read here", async (t) => {
  const { bases } = await sandbox(t);
  const { peru } = createClient({ bases, fetch: sized("1MB") });
  const { bytes, publisher, endpoint } = await peru.file(october, { checksum: true });
  assert.deepEqual([publisher, endpoint], ["peru", "file"]);
  const chunks = [];
  let received = 0;
  const onProgress = (/** @type {import("tenderlens").Progress} */ progress) => (received = progress.received);
  for await (const chunk of peru.file(october, { onProgress }).chunks()) chunks.push(chunk);
  assert.deepEqual(Buffer.concat(chunks), Buffer.from(bytes));
  assert.equal(received, bytes.length);
  const [listed] = (await createClient({ bases }).peru.files({ source: "seace_v3" })).items;
  const year = Number(listed?.year);
  const month = /** @type {"01"} */ (String(listed?.month).padStart(2, "0"));
  const table = await createClient({ bases }).peru.file({ source: "seace_v3", type: "csv", year, month });
  assert.deepEqual([...table.bytes.subarray(0, 2)], [0x50, 0x4b]);
});

test("what was damaged on the way is not taken for the file", async (t) => {
  const { bases } = await sandbox(t);
  /** @type {import("tenderlens").Fetch} */
  const lying = async (url, init) => (url.includes("/sha/") ? new Response("0".repeat(64)) : sized("1MB")(url, init));
  const { peru } = createClient({ bases, fetch: lying });
  const drain = async (/** @type {AsyncIterable<unknown>} */ all) => {
    for await (const _ of all);
  };
  const month = peru.file(october, { checksum: true });
  for (const way of [() => drain(month), () => drain(month.chunks()), async () => void (await month)]) {
    await assert.rejects(way(), (error) => {
      assert.ok(error instanceof BodyError);
      assert.match(error.message, /^peru\.file: .*SHA-256/);
      return true;
    });
  }
});

test("a table has no documents and no sum", async (t) => {
  const { bases } = await sandbox(t);
  const { peru } = createClient({ bases });
  const table = /** @type {typeof october} */ ({ ...october, type: /** @type {string} */ ("csv") });
  for (const call of [
    () => peru.file(table)[Symbol.asyncIterator]().next(),
    () => Promise.resolve(peru.file(table, { checksum: true })),
  ]) {
    await assert.rejects(call(), (error) => error instanceof ParameterError && error.parameter === "type");
  }
});

test("leaving a file, or aborting it, ends its request", async (t) => {
  const state = { open: 0 };
  const server = createServer((_, response) => {
    state.open += 1;
    response.on("close", () => (state.open -= 1));
    response.writeHead(200).write(Buffer.alloc(100_000));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  t.after(() => server.closeAllConnections());
  t.after(() => server.close());
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  const bases = { peru: `http://127.0.0.1:${address.port}` };
  for await (const chunk of createClient({ bases }).peru.file(october).chunks()) {
    assert.ok(chunk.length > 0);
    break;
  }
  await until("the request has ended", () => state.open === 0);
  const controller = new AbortController();
  const reason = { mine: true };
  const whole = Promise.resolve(createClient({ bases }).peru.file(october, { signal: controller.signal }));
  await until("the request has begun", () => state.open === 1);
  controller.abort(reason);
  await assert.rejects(whole, (problem) => problem === reason);
  await until("the request has ended", () => state.open === 0);
  const another = new AbortController();
  const chunks = createClient({ bases }).peru.file(october, { signal: another.signal }).chunks();
  await chunks.next();
  another.abort(reason);
  await until("the request has ended although nobody asks for more", () => state.open === 0);
  await assert.rejects(chunks.next(), (problem) => problem === reason);
  assert.equal((await chunks.next()).done, true);
});
