// Merges a file of releases (one a line) with the npm package, once, and says in a line of JSON how long that took,
// from opening the file to the last byte written to OUT, and the most memory the process ever had.
//
//     node sdk.mjs (compiled|versioned) FILE OUT SDK

import { closeSync, openSync, readFileSync, writevSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [output, file, to, sdk] = process.argv.slice(2);
const { mergeReleases } = await import(pathToFileURL(sdk).href);

const newline = Buffer.from("\n");
const start = performance.now();
const { processes, problems } = mergeReleases(readFileSync(file), { output });
const out = openSync(to, "w");
for (const { bytes } of processes) writevSync(out, [bytes, newline]);
closeSync(out);
const seconds = (performance.now() - start) / 1000;
if (problems.length > 0) throw problems[0];
console.log(JSON.stringify({ seconds, peakKb: peak() }));

function peak() {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
}
