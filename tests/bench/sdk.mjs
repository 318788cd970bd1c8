// Merges a file of releases (one a line) with the npm package, once, and says in a line of JSON how long that took,
// from opening the file to the last byte written to OUT, and the most memory the process ever had.
//
//     node sdk.mjs (compiled|versioned) FILE OUT SDK

import { closeSync, openSync, readFileSync, readSync, writevSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [output, file, to, sdk] = process.argv.slice(2);
const { Merger } = await import(pathToFileURL(sdk).href);

const LINE_FEED = Buffer.from("\n");
/** As many buffers as Linux takes at once, each with its line feed. */
const MOST_AT_ONCE = 512;

const start = performance.now();
const merger = new Merger({ output });
for (const lines of wholeLines(file)) merger.add(lines);
const { processes, problems } = merger.finish();
const out = openSync(to, "w");
for (let at = 0; at < processes.length; at += MOST_AT_ONCE) {
  writevSync(out, processes.slice(at, at + MOST_AT_ONCE).flatMap(({ bytes }) => [bytes, LINE_FEED]));
}
closeSync(out);
const seconds = (performance.now() - start) / 1000;
if (problems.length > 0) throw problems[0];
console.log(JSON.stringify({ seconds, peakKb: peak() }));

/** Pieces of a file that end where a line does. The buffer is used again for the next piece. */
function* wholeLines(file) {
  let buffer = Buffer.allocUnsafeSlow(1 << 20);
  let held = 0;
  const from = openSync(file, "r");
  for (;;) {
    const read = readSync(from, buffer, held, buffer.length - held, null);
    held += read;
    const end = read === 0 ? held : buffer.lastIndexOf(LINE_FEED, held - 1) + 1;
    if (end > 0) yield buffer.subarray(0, end);
    buffer.copyWithin(0, end, held);
    held -= end;
    if (read === 0) break;
    if (held === buffer.length) buffer = Buffer.concat([buffer], 2 * held);
  }
  closeSync(from);
}

function peak() {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
}
