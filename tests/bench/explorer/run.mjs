// Measures the built explorer in Chromium and prints what it found as JSON.
//
//     node run.mjs DIST RUNS

import { launch } from "../../packaging/support/browser.js";
import { serve } from "./host.mjs";
import { lines, lists, loading } from "./lists.mjs";
import { startup } from "./startup.mjs";

const [dist, runs] = process.argv.slice(2);
const PROCESSES = 100_000;
const PACKAGE = 50_000_000;

const site = await serve(dist);
const browser = await launch();
const milliseconds = {};
const note = (name, values) => (milliseconds[name] = [...(milliseconds[name] ?? []), ...values]);
try {
  site.publisher.body = lines(60);
  const { measured, bytes } = await startup(browser, site.url, Number(runs));
  for (const [name, values] of Object.entries(measured)) note(name, values);
  let rate = 0;
  for (let run = 0; run < Math.min(3, Number(runs)); run += 1) {
    const loaded = await loading(browser, site, PACKAGE);
    note("main thread blocked by 50 MB", [Math.max(0, ...loaded.tasks)]);
    rate = Math.max(rate, loaded.rate);
  }
  const long = await lists(browser, site, PROCESSES);
  note("main thread blocked by 100,000 processes", [Math.max(0, ...long.blockedLoading)]);
  note("INP, typing", [percentile(long.typing, 0.98)]);
  note("INP, turning pages", [percentile(long.turning, 0.98)]);
  note("frame while scrolling", [percentile(long.scrolling, 0.99)]);
  const found = Object.entries(milliseconds).map(([name, values]) => [name, { median: percentile(values, 0.5), longest: Math.max(...values) }]);
  console.log(JSON.stringify({ runs: Number(runs), processes: PROCESSES, rowNodes: long.nodes, rate, bytes, measured: Object.fromEntries(found) }));
} finally {
  await browser.close();
  await site.stop();
}

function percentile(values, part) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
