// A plain static file server below a subpath: no rewrites, no configuration, like any web host.
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";

/** Media types by extension. */
export const TYPES = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** Serves `folder` below `prefix` (`/some/where/`); resolves to `{url, stop}`. */
export async function serveStatic(folder, prefix) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const file = pathname.startsWith(prefix) ? existing(path.join(folder, pathname.slice(prefix.length) || "index.html")) : null;
    const found = file ?? path.join(folder, "404.html");
    response.writeHead(file ? 200 : 404, { "content-type": TYPES[path.extname(found)] ?? "application/octet-stream" });
    createReadStream(found).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${prefix}`,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

function existing(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() ? file : null;
}
