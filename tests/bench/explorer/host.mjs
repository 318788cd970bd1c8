// The built explorer and, on another port, a publisher that answers what a measurement gives it.
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import { TYPES } from "../../e2e/support/static.js";

/** Packed already. */
const PLAIN = new Set([".png", ".woff2"]);

const listen = (server) => new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = (server) => `http://127.0.0.1:${server.address().port}`;

/**
 * Serves `dist` as a static host does that packs with brotli and lets what is named by its content be
 * kept. `publisher.body` is what Find a Tender answers; resolves to `{url, publisher, stop}`.
 */
export async function serve(dist) {
  const publisher = { body: Buffer.from('{"releases":[]}') };
  const answering = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json", "access-control-allow-origin": "*" }).end(publisher.body);
  });
  await listen(answering);
  const packed = new Map();
  const config = Buffer.from(JSON.stringify({ mode: "sandbox", bases: { uk: address(answering) } }));
  const host = createServer((request, response) => {
    const name = new URL(request.url, "http://localhost").pathname.slice(1) || "index.html";
    const extension = path.extname(name);
    const body = name === "config.json" ? config : read(path.join(dist, path.posix.normalize(name)));
    if (!body) return response.writeHead(404).end();
    const isPacked = !PLAIN.has(extension);
    if (isPacked && !packed.has(name)) packed.set(name, brotliCompressSync(body));
    const isHashed = /-[0-9a-f]{16}[._]/.test(name);
    response.writeHead(200, {
      "content-type": TYPES[extension] ?? "application/octet-stream",
      "cache-control": isHashed ? "public, max-age=31536000, immutable" : "no-cache",
      etag: `"${body.length}"`,
      ...(isPacked && { "content-encoding": "br" }),
    });
    response.end(isPacked ? packed.get(name) : body);
  });
  await listen(host);
  const close = (server) => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)));
  return { url: `${address(host)}/`, publisher, stop: () => Promise.all([close(host), close(answering)]) };
}

function read(file) {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file) : null;
}
