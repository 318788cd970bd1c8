import assert from "node:assert/strict";
import { test } from "node:test";

import { createClient, ParameterError, TenderlensError } from "tenderlens";

import { timers, until } from "./idle.js";
import { sandbox } from "./sandbox.js";
import { serve, ukPackage } from "./server.js";

/** A feed of three rows on two pages; the second time that its end is looked at, one has changed.
 *
 * @returns {import("./server.js").Handler}
 */
function feed() {
  let ends = 0;
  const row = (/** @type {number} */ id, date = `2026-01-0${id}`) => ({ id: `${id}`, dateModified: date });
  const page = (/** @type {object[]} */ data, /** @type {string} */ offset) => ({ body: { data, next_page: { offset } } });
  return (url) => {
    switch (url.searchParams.get("offset")) {
      case null:
        return page([row(1), row(2)], "b");
      case "b":
        // The last row of the page before comes again, as it does when offsets are times.
        return page([row(2), row(3)], "c");
      case "c":
        ends += 1;
        return ends < 2 ? page([], "c") : page([row(1, "2026-02-01")], "d");
      default:
        return page([], "d");
    }
  };
}

test("a feed is followed over its end, and nothing comes twice", async (t) => {
  const { base } = await serve(t, feed());
  const controller = new AbortController();
  const client = createClient({ bases: { prozorro: base } });
  const following = client.prozorro.tenders({}, { signal: controller.signal }).follow();
  assert.equal(following.token, null);
  /** @type {string[]} */
  const seen = [];
  const start = performance.now();
  const walk = async () => {
    for await (const row of following) {
      seen.push(`${row.id} ${row.dateModified}`);
      if (seen.length === 4) setTimeout(() => controller.abort("enough"), 10);
    }
  };
  await assert.rejects(walk(), (reason) => reason === "enough");
  assert.deepEqual(seen, ["1 2026-01-01", "2 2026-01-02", "3 2026-01-03", "1 2026-02-01"]);
  // A service on this machine wants a second between two looks at the end.
  assert.ok(performance.now() - start >= 950, "the publisher's interval is kept");
});

test("a stored token goes on in another client behind the batch that it came with", async (t) => {
  const { base, requests } = await serve(t, feed());
  let token;
  const first = createClient({ bases: { prozorro: base } }).prozorro.tenders({ opt_fields: ["status"] }).follow();
  for await (const batch of first.batches()) {
    assert.deepEqual(batch.items.map((row) => row.id), ["1", "2"]);
    assert.deepEqual(batch.texts.map((text) => JSON.parse(text)), batch.items);
    assert.deepEqual([batch.atEnd, batch.progress, batch.notes], [false, null, []]);
    assert.equal(first.token, null, "the batch is not taken yet");
    token = JSON.parse(JSON.stringify(batch.token));
    break;
  }
  const rest = [];
  const client = createClient({ bases: { prozorro: base } });
  const second = client.prozorro.tenders({ opt_fields: ["status"] }).follow({ token, once: true });
  for await (const row of second) rest.push(row.id);
  assert.deepEqual(rest, ["3"]);
  assert.match(String(second.token), /"offset":"c"/);
  assert.deepEqual(requests.map((url) => url.searchParams.get("offset")), [null, "b", "c"]);
  assert.ok(requests.every((url) => url.searchParams.get("opt_fields") === "status"));
});

test("leaving while it waits ends the pause at once", async (t) => {
  const { base } = await serve(t, () => ({ body: { data: [], next_page: { offset: "a" } } }));
  const following = createClient({ bases: { prozorro: base } }).prozorro.tenders().follow();
  const batches = following.batches();
  assert.equal((await batches.next()).value?.atEnd, true);
  const before = timers();
  const pending = batches.next();
  await until("the pause has begun", () => timers() > before);
  const start = performance.now();
  await batches.return?.();
  assert.deepEqual(await pending, { done: true, value: undefined });
  assert.ok(performance.now() - start < 500);
  assert.equal(timers(), before);
  assert.deepEqual(await batches.next(), { done: true, value: undefined });
});

test("one run is iterated once at a time, and after an error goes on where it was", async (t) => {
  let broken = true;
  const { base } = await serve(t, (url) => {
    const offset = url.searchParams.get("offset");
    if (offset === "b" && broken) return { status: 404, body: "gone astray" };
    return { body: { data: offset === null ? [{ id: "1" }] : offset === "b" ? [{ id: "2" }] : [], next_page: { offset: offset === null ? "b" : "c" } } };
  });
  const following = createClient({ bases: { prozorro: base } }).prozorro.tenders().follow({ once: true });
  /** @type {string[]} */
  const seen = [];
  const walk = async () => {
    for await (const row of following) {
      await assert.rejects(Promise.resolve(following[Symbol.asyncIterator]().next()), { name: "TypeError" });
      seen.push(row.id);
    }
  };
  await assert.rejects(walk(), { name: "HttpError", code: "not-found" });
  broken = false;
  await walk();
  assert.deepEqual(seen, ["1", "2"]);
});

test("updates are followed in windows from a given time on", async (t) => {
  const { bases } = await sandbox(t);
  const { uk } = createClient({ bases });
  const hours = (/** @type {number} */ ago) => new Date(Date.now() - ago * 3_600_000).toISOString().slice(0, 19);
  const from = hours(30);
  const read = async (/** @type {AsyncIterable<{ ocid: string, id?: string }>} */ releases) => {
    const found = [];
    for await (const release of releases) found.push(`${release.ocid} ${release.id}`);
    return found;
  };
  // The last minute is left to the next window.
  const searched = await read(uk.releasePackages({ updatedFrom: from, updatedTo: hours(0.1), limit: 100 }));
  const following = uk.releasePackages({ limit: 100 }).follow({ from, once: true });
  const followed = await read(following);
  assert.ok(searched.length > 0);
  assert.deepEqual(searched.filter((release) => !followed.includes(release)), []);
  assert.equal(new Set(followed).size, followed.length, "nothing comes twice");
  assert.match(String(following.token), /"endpoint":"releasePackages"/);
});

test("months are followed file by file, and a token goes on inside of one", async (t) => {
  const { bases } = await sandbox(t);
  const { peru } = createClient({ bases });
  const [last] = (await peru.files({ source: "seace_v3" })).items;
  const from = `${last?.year}-${String(last?.month).padStart(2, "0")}`;
  const files = () => peru.files({ source: "seace_v3" });
  const whole = [];
  /** @type {number[]} */
  const received = [];
  const onProgress = (/** @type {import("tenderlens").Progress} */ progress) => received.push(progress.received);
  for await (const document of files().follow({ from, once: true, checksum: true, onProgress })) whole.push(document.ocid);
  assert.ok(whole.length > 0);
  assert.ok(received.length > 0 && (received.at(-1) ?? 0) > 0);
  const parts = [];
  let token = null;
  for await (const batch of files().follow({ from, once: true }).batches()) {
    parts.push(...batch.items.map((document) => document.ocid));
    token = batch.token;
    break;
  }
  for await (const document of files().follow({ from, token, once: true })) parts.push(document.ocid);
  assert.deepEqual(parts, whole);
});

test("what cannot be followed so is refused before anything is sent", async (t) => {
  const { base, requests } = await serve(t, () => ({ body: ukPackage() }));
  const { prozorro, uk, peru } = createClient({ bases: { uk: base, prozorro: base, peru: base } });
  /** @param {AsyncIterable<unknown>} following */
  const first = (following) => Promise.resolve(following[Symbol.asyncIterator]().next());
  const missing = /** @type {{ from: string }} */ ({});
  await assert.rejects(first(uk.releasePackages().follow(missing)), (error) => {
    assert.ok(error instanceof ParameterError);
    assert.deepEqual([error.parameter, error.publisher, error.endpoint], ["from", "uk", "releasePackages"]);
    return true;
  });
  await assert.rejects(first(uk.releasePackages({ cursor: "x" }).follow({ from: "2026-01-01" })), { parameter: "cursor" });
  await assert.rejects(first(peru.files().follow({ from: "2024-01" })), { parameter: "source" });
  const token = '{"version":1,"publisher":"uk","endpoint":"releasePackages","position":{}}';
  await assert.rejects(first(prozorro.tenders().follow({ token })), (error) => {
    assert.ok(error instanceof TenderlensError);
    return error.code === "invalid-resume-token";
  });
  // @ts-expect-error there is no such option
  assert.throws(() => prozorro.tenders().follow({ since: "2024" }), { name: "TypeError", message: /no option "since"/ });
  assert.equal(requests.length, 0);
});
