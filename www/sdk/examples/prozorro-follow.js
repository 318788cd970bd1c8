// Follows Prozorro's feed into a file, one changed tender a line, until it is stopped. It goes on where it was when
// it is started again.
//
//     node prozorro-follow.js FILE

import { appendFile, readFile, writeFile } from "node:fs/promises";

import { createClient } from "tenderlens";

const file = process.argv[2] ?? "changed.ndjson";
const stored = `${file}.token`;

const stop = new AbortController();
process.once("SIGINT", () => stop.abort());

const feed = createClient().prozorro.tenders({ opt_fields: ["status", "tenderID"] }, { signal: stop.signal });
try {
  const following = feed.follow({ token: await readFile(stored, "utf8").catch(() => null) });
  for await (const { texts, token, atEnd } of following.batches()) {
    // First the rows, then the place behind them: after a crash in between some rows come twice, and none is missing.
    await appendFile(file, texts.map((row) => `${row}\n`).join(""));
    await writeFile(stored, token);
    console.error(atEnd ? "up to date, waiting for changes" : `${texts.length} more`);
  }
} catch (problem) {
  if (problem !== stop.signal.reason) throw problem;
}
