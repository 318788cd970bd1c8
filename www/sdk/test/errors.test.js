import assert from "node:assert/strict";
import { test } from "node:test";

import { BodyError, ConnectionError, createClient, HttpError, ParameterError, TenderlensError } from "tenderlens";

import { serve, ukPackage } from "./server.js";

/** What a promise rejects with.
 *
 * @param {PromiseLike<unknown>} promise
 * @returns {Promise<unknown>}
 */
async function rejection(promise) {
  return promise.then(
    () => assert.fail("it did not reject"),
    (reason) => reason,
  );
}

test("a wrong parameter is named and nothing is sent", async (t) => {
  const { base, requests } = await serve(t, () => ({ body: ukPackage() }));
  const { uk } = createClient({ bases: { uk: base } });
  const error = await rejection(uk.releasePackages({ updatedFrom: "yesterday" }));
  assert.ok(error instanceof ParameterError && error instanceof TenderlensError && error instanceof Error);
  assert.equal(error.name, "ParameterError");
  assert.deepEqual(
    [error.code, error.parameter, error.publisher, error.endpoint, error.url, error.attempts],
    ["invalid-parameter", "updatedFrom", "uk", "releasePackages", null, 0],
  );
  assert.match(error.message, /^uk\.releasePackages: "updatedFrom" must be an ISO 8601 date-time/);
  assert.match(error.stack ?? "", /^ParameterError: uk\.releasePackages/);
  assert.notEqual(error.advice, "");
  assert.equal(requests.length, 0);
});

test("a parameter without a text of its own is refused", async () => {
  const { peru } = createClient();
  const when = /** @type {string} */ (/** @type {unknown} */ (new Date()));
  const error = await rejection(peru.releases({ startDate: when }));
  assert.ok(error instanceof ParameterError);
  assert.equal(error.parameter, "startDate");
  assert.match(error.message, /"startDate" must be a string, a number or a list of them, got a Date$/);
  assert.match(error.advice, /toISOString/);
});

test("unknown ids and tokens are told apart", async () => {
  const client = createClient();
  const codes = [client.request("nowhere", "x"), client.request("uk", "x"), client.resume("x")].map(async (call) => {
    const error = await rejection(call);
    assert.ok(error instanceof TenderlensError);
    return [error.code, error.publisher];
  });
  assert.deepEqual(await Promise.all(codes), [
    ["unknown-publisher", "nowhere"],
    ["unknown-endpoint", "uk"],
    ["invalid-resume-token", null],
  ]);
});

test("an error status becomes an HttpError with the publisher's words", async (t) => {
  const body = { status: 404, error: "Not Found", message: "No notice found" };
  const { base, requests } = await serve(t, () => ({ status: 404, body }));
  const { uk } = createClient({ bases: { uk: base } });
  const error = await rejection(uk.releasePackageByNotice({ noticeId: "000001-2021" }));
  assert.ok(error instanceof HttpError);
  assert.deepEqual([error.code, error.status, error.retryAfterMs, error.attempts], ["not-found", 404, null, 1]);
  assert.equal(error.url, `${base}/api/1.0/ocdsReleasePackages/000001-2021`);
  assert.match(error.message, /^uk\.releasePackageByNotice: status 404: Not Found: No notice found$/);
  assert.equal(requests.length, 1);
});

test("a 429 is waited out as long as Retry-After says", async (t) => {
  const { base, requests } = await serve(t, (_, count) =>
    count === 1 ? { status: 429, headers: { "retry-after": "1" }, body: "Too Many Requests" } : { body: ukPackage() },
  );
  /** @type {import("tenderlens").Waiting[]} */
  const waits = [];
  const client = createClient({ bases: { uk: base }, onWait: (waiting) => waits.push(waiting) });
  const start = performance.now();
  const page = await client.uk.releasePackages();
  const elapsed = performance.now() - start;
  assert.equal(page.items.length, 2);
  assert.equal(requests.length, 2);
  assert.ok(elapsed >= 990 && elapsed < 10_000, `${elapsed} ms`);
  assert.deepEqual(waits, [
    { publisher: "uk", endpoint: "releasePackages", attempt: 1, pauseMs: 1000, code: "rate-limited" },
  ]);
});

test("with one attempt a 429 is reported with its Retry-After", async (t) => {
  const { base } = await serve(t, () => ({ status: 429, headers: { "retry-after": "11" }, body: "Too Many Requests" }));
  const client = createClient({ bases: { uk: base }, retry: { attempts: 1 } });
  const error = await rejection(client.uk.releasePackages());
  assert.ok(error instanceof HttpError);
  assert.deepEqual([error.code, error.retryAfterMs], ["rate-limited", 11_000]);
});

test("a dead publisher and a slow one are ConnectionErrors", async (t) => {
  const retry = { attempts: 1 };
  const dead = await rejection(createClient({ bases: { uk: "http://127.0.0.1:9" }, retry }).uk.releasePackages());
  assert.ok(dead instanceof ConnectionError);
  assert.equal(dead.code, "unreachable");

  const { base } = await serve(t, () => new Promise(() => {}));
  const slow = await rejection(createClient({ bases: { uk: base }, retry, timeoutMs: 100 }).uk.releasePackages());
  assert.ok(slow instanceof ConnectionError);
  assert.equal(slow.code, "timeout");
});

test("a body that is not what was promised says where", async (t) => {
  const { base } = await serve(t, () => ({ body: '{"releases":[}' }));
  const error = await rejection(createClient({ bases: { uk: base } }).uk.releasePackages());
  assert.ok(error instanceof BodyError);
  assert.equal(error.code, "invalid-body");
  assert.equal(typeof error.offset, "number");
});

test("options are checked when the client is made", () => {
  /** @param {unknown} options */
  const make = (options) => () => createClient(/** @type {import("tenderlens").ClientOptions} */ (options));
  assert.throws(make({ timeout: 5 }), { name: "TypeError", message: /no option "timeout"; known are bases/ });
  assert.throws(make({ bases: { gb: "http://x" } }), { name: "TypeError", message: /bases: there is no publisher "gb"; known are peru/ });
  for (const [options, message] of /** @type {const} */ ([
    [null, /createClient: its options must be an object, got null/],
    [{ timeoutMs: "soon" }, /timeoutMs must be a whole number from 1 to 2147483647, got "soon"/],
    [{ timeoutMs: 2 ** 31 }, /timeoutMs must be a whole number/],
    [{ retry: { times: 2 } }, /retry: there is no option "times"; known are attempts, longestPauseMs/],
    [{ retry: { attempts: 0 } }, /retry\.attempts must be a whole number from 1 to 100, got 0/],
    [{ bases: "http://x" }, /bases must be an object, got "http:\/\/x"/],
    [{ bases: { uk: 7 } }, /bases\.uk must be a text, got 7/],
    [{ bases: { uk: "proxy.example" } }, /bases\.uk must be an address like https:\/\/proxy\.example\/uk, got "proxy.example"/],
    [{ bases: { uk: "ftp://x" } }, /bases\.uk must be an address like/],
    [{ bases: { uk: "http://x?y" } }, /bases\.uk must be an address without \? and #, or one with \{url\}/],
    [{ bases: { uk: "http://me:hush@x" } }, /bases\.uk must be an address without a user's name or password$/],
    [{ credentials: { uk: "hush" } }, /credentials\.uk must be an object$/],
    [{ fetch: {} }, /fetch must be a function, got object/],
    [{ onRequest: 1 }, /onRequest must be a function, got 1/],
  ])) {
    assert.throws(make(options), { name: "TypeError", message });
  }
  assert.doesNotThrow(make({ timeoutMs: undefined, retry: { attempts: undefined }, bases: { uk: undefined } }));
});

test("options of a call are checked when it is made", () => {
  const { uk, peru } = createClient();
  /** @param {unknown} options */
  const wrong = (options) => /** @type {import("tenderlens").CallOptions<"number">} */ (options);
  assert.throws(() => uk.releasePackages({}, wrong({ sginal: 1 })), {
    name: "TypeError",
    message: /^uk\.releasePackages: there is no option "sginal"; known are credentials, numbers, signal$/,
  });
  assert.throws(() => uk.releasePackages({}, wrong({ signal: new AbortController() })), {
    name: "TypeError",
    message: /signal must be an AbortSignal, got object/,
  });
  assert.throws(() => uk.releasePackages({}, wrong({ checksum: true })), { message: /no option "checksum"/ });
  const month = { source: /** @type {const} */ ("seace_v3"), type: /** @type {const} */ ("csv"), year: 2024, month: /** @type {const} */ ("04") };
  assert.throws(() => peru.file(month, wrong({ checksum: 1 })), { message: /checksum must be a boolean, got 1/ });
  assert.doesNotThrow(() => uk.releasePackages({}, { signal: null, credentials: undefined }));
});
