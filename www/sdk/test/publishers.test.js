// The kinds of answer beside packages, and writes.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";

import { createClient, HttpError, TenderlensError } from "tenderlens";

import { serve } from "./server.js";

test("a feed walks to its end and says where to ask later", async (t) => {
  const { base } = await serve(t, (url) => {
    const offset = url.searchParams.get("offset");
    return { body: { data: offset === null ? [{ id: "1" }] : [], next_page: { offset: "a+b", path: "", uri: "" } } };
  });
  const client = createClient({ bases: { prozorro: base } });
  const pages = [];
  for await (const page of client.prozorro.tenders({ limit: 1 }).pages()) {
    pages.push(page);
  }
  assert.deepEqual(pages.map((page) => page.items), [[{ id: "1" }], []]);
  assert.match(pages[1]?.position ?? "", /"offset":"a\+b"/);
  assert.equal(pages[1]?.next, null);
});

test("a feed that leads in a circle ends in an error", async (t) => {
  const { base, requests } = await serve(t, () => ({ body: { data: [{ id: "1" }], next_page: { offset: "a" } } }));
  const client = createClient({ bases: { prozorro: base } });
  await assert.rejects(
    async () => {
      for await (const row of client.prozorro.tenders()) {
        assert.equal(row.id, "1");
      }
    },
    (error) => error instanceof TenderlensError && error.code === "paging-loop",
  );
  assert.equal(requests.length, 2);
});

test("every kind of answer has its items", async (t) => {
  const digits = "0123456789abcdef".repeat(4);
  const { base } = await serve(t, ({ pathname }) => {
    const answers = new Map(
      Object.entries({
        "/open-contracting/api/v1/years": { hits: [2006, 2008] },
        "/api/2.5/tenders/1": { data: { id: "1" }, config: {} },
        "/api/2.5/tenders/1/documents": { data: [{ id: "2" }] },
        "/api/0/tenders/1/documents": { documents: { "a.pdf": { length: 1 } } },
        "/api/0/spore": { name: "spore" },
        "/api/v1/file/seace_v3/sha/2024/04": `${digits}\n`,
      }),
    );
    return { body: answers.get(pathname) ?? "", status: answers.has(pathname) ? 200 : 404 };
  });
  const client = createClient({ bases: { eu: base, openprocurement: base, peru: base, prozorro: base } });
  const items = async (/** @type {PromiseLike<{ items: readonly unknown[] }>} */ call) => (await call).items;
  assert.deepEqual(await items(client.eu.years()), [2006, 2008]);
  assert.deepEqual(await items(client.prozorro.tender({ tender_id: "1" })), [{ id: "1" }]);
  assert.deepEqual(await items(client.prozorro.documents({ tender_id: "1" })), [{ id: "2" }]);
  assert.deepEqual(await items(client.openprocurement.documents({ tender_id: "1" })), [{ length: 1 }]);
  assert.deepEqual(await items(client.openprocurement.spore()), [{ name: "spore" }]);
  const sha = client.peru.fileSha({ source: "seace_v3", year: 2024, month: "04" });
  assert.deepEqual(await items(sha), [digits]);
  assert.equal((await sha).data, digits);
});

test("a document answers its file where that is asked for", async (t) => {
  const { base } = await serve(t, () => ({ body: "%PDF" }));
  const client = createClient({ bases: { prozorro: base } });
  const { bytes } = await client.prozorro.document({ tender_id: "1", document_id: "2", download: "k" });
  assert.equal(new TextDecoder().decode(bytes), "%PDF");
});

test("warnings come with the page", async (t) => {
  const { base } = await serve(t, () => ({ body: { records: [] } }));
  const page = await createClient({ bases: { eu: base } }).eu.recordPackage({ supplier: "x", year: 2008 });
  assert.deepEqual(page.warnings, ['The publisher ignores "year" because "supplier" is given.']);
});

/**
 * A server that keeps what it is sent.
 *
 * @param {import("node:test").TestContext} t
 * @param {number} status
 * @param {object} answer
 */
async function keeping(t, status, answer) {
  /** @type {{ method: string | undefined, url: string | undefined, headers: import("node:http").IncomingHttpHeaders, body: string }[]} */
  const sent = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      sent.push({ method: request.method, url: request.url, headers: request.headers, body });
      response.writeHead(status, { location: "/api/0/tenders/1" }).end(JSON.stringify(answer));
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return { base: `http://127.0.0.1:${port}`, sent };
}

test("a write is sent once, in its envelope, and answers its token", async (t) => {
  const { base, sent } = await keeping(t, 201, { access: { token: "hush" }, data: { id: "1" } });
  const key = { scheme: /** @type {const} */ ("basic"), value: "broker" };
  const client = createClient({ bases: { openprocurement: base }, credentials: { openprocurement: { key } } });
  const call = client.openprocurement.createTender({}, '{"amount":1.10}');
  assert.equal(sent.length, 0, "nothing is sent before it is awaited");
  const written = await call;
  await call;
  assert.equal(sent.length, 1);
  assert.equal(sent[0]?.body, '{"data":{"amount":1.10}}');
  assert.equal(sent[0]?.headers.authorization, "Basic YnJva2VyOg==");
  assert.deepEqual([written.status, written.data, written.accessToken], [201, { id: "1" }, "hush"]);
});

test("an owner changes, uploads and cancels", async (t) => {
  const { base, sent } = await keeping(t, 200, { data: { id: "1" } });
  const { openprocurement } = createClient({ bases: { openprocurement: base } });
  const credentials = { owner: { token: "hush" } };
  await openprocurement.updateTender({ tender_id: "1" }, { title: "x" }, { credentials });
  const file = { name: "a.txt", mediaType: "text/plain", bytes: new TextEncoder().encode("hello") };
  await openprocurement.uploadDocument({ tender_id: "1" }, file, { credentials });
  await openprocurement.cancelBid({ tender_id: "1", bid_id: "2" }, { credentials });
  assert.deepEqual(
    sent.map(({ method, url, headers }) => [method, url, headers["x-access-token"]]),
    [
      ["PATCH", "/api/0/tenders/1", "hush"],
      ["POST", "/api/0/tenders/1/documents", "hush"],
      ["DELETE", "/api/0/tenders/1/bids/2", "hush"],
    ],
  );
  assert.match(sent[1]?.body ?? "", /filename="a\.txt"[^]*hello/);
});

test("a refused write tells each of the publisher's errors and no secret", async (t) => {
  const errors = [
    { location: "body", name: "title", description: ["Rogue field"] },
    { location: "body", name: "procuringEntity", description: { identifier: { scheme: ["hush is no URL"] } } },
  ];
  const { base, sent } = await keeping(t, 422, { status: "error", errors });
  const client = createClient({ bases: { openprocurement: base } });
  const call = client.write("openprocurement", "createTender", {}, {}, { credentials: { owner: { token: "hush" } } });
  await assert.rejects(Promise.resolve(call), (error) => {
    assert.ok(error instanceof HttpError);
    assert.deepEqual([error.code, error.status, error.errors.length], ["invalid-data", 422, 2]);
    assert.deepEqual(error.errors.map(({ name, description }) => [name, description]), [
      ["title", "Rogue field"],
      ["procuringEntity", "identifier.scheme: ••• is no URL"],
    ]);
    assert.match(error.message, /title: Rogue field \(and 1 more\)/);
    return true;
  });
  assert.equal(sent.length, 1);
});

test("misspelt credentials are refused", () => {
  const credentials = { openprocurement: { keys: 1 } };
  // @ts-expect-error there is no such member
  assert.throws(() => createClient({ credentials }), /no member "keys" of credentials/);
});
