// Runs the page's benchmark in Chromium and prints `{releases, processes, milliseconds: [[name, median], …]}`.
//
//     node run.mjs PACKAGE SDK RUNS

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { launch } from "../../packaging/support/browser.js";

const [document, sdk, runs] = process.argv.slice(2);
const here = path.dirname(fileURLToPath(import.meta.url));
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json" };

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  try {
    const body = readFileSync(place(pathname));
    response.writeHead(200, { "content-type": TYPES[path.extname(pathname)] ?? "text/html" }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});

function place(pathname) {
  if (pathname === "/package.json") return document;
  if (pathname.startsWith("/sdk/")) return path.join(sdk, path.posix.normalize(pathname.slice("/sdk".length)));
  return path.join(here, pathname === "/" ? "index.html" : path.posix.normalize(pathname));
}

await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const browser = await launch();
try {
  const page = await browser.newPage();
  const problems = [];
  page.on("pageerror", (problem) => problems.push(problem));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForFunction(() => "ready" in window).catch((problem) => problems.push(problem));
  if (problems.length > 0) throw problems[0];
  const { calls, merges, ...counts } = await page.evaluate(() => window.compare());
  if (!calls || !merges) throw new Error(`not the same was made: ${JSON.stringify({ calls, merges })}`);
  await page.evaluate(() => window.measure(3)); // the engine compiles what is used often
  const times = await page.evaluate((runs) => window.measure(runs), Number(runs));
  const milliseconds = Object.entries(times).map(([name, all]) => [name, median(all)]);
  console.log(JSON.stringify({ ...counts, milliseconds }));
} finally {
  await browser.close();
  server.close();
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
