// A server on a free port that ends with its test.

import { createServer } from "node:http";

/**
 * @typedef {{ status?: number, headers?: Record<string, string>, body?: string | Uint8Array | object, unfinished?: Promise<unknown> }} Answer
 *   `unfinished`: the body goes on after that.
 * @typedef {(url: URL, count: number) => Answer | Promise<Answer>} Handler `count`: requests so far, this one included.
 */

/**
 * @param {import("node:test").TestContext} t
 * @param {Handler} handler
 * @returns {Promise<{ base: string, requests: URL[], open: () => number }>} `open`: requests not answered nor given up.
 */
export async function serve(t, handler) {
  /** @type {URL[]} */
  const requests = [];
  let open = 0;
  const server = createServer(async (request, response) => {
    open += 1;
    response.on("close", () => (open -= 1));
    const url = new URL(request.url ?? "/", "http://server.test");
    requests.push(url);
    const { status = 200, headers = {}, body = "", unfinished } = await handler(url, requests.length);
    response.writeHead(status, headers);
    const bytes = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
    if (unfinished !== undefined) {
      response.write(bytes);
      await unfinished;
      return;
    }
    response.end(bytes);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("the server has no port");
  }
  return { base: `http://127.0.0.1:${address.port}`, requests, open: () => open };
}

/** A release package of Find a Tender's shape; the ids of its releases are `first`, `first + 1`, …
 *
 * @param {{ first?: number, count?: number, next?: string }} [of]
 */
export function ukPackage({ first = 1, count = 2, next } = {}) {
  const releases = Array.from({ length: count }, (_, index) => ({
    ocid: `ocds-h6vhtk-${first + index}`,
    id: `00000${first + index}-2024`,
    date: "2024-09-05T12:27:32+01:00",
    tag: ["tender"],
  }));
  return { uri: "https://uk.test/package", version: "1.1", releases, links: next === undefined ? {} : { next } };
}
