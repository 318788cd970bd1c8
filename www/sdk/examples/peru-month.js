// Compiles a month of Peru into a file, one contracting process a line.
//
//     node peru-month.js YEAR MONTH FILE

import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { createClient, Merger } from "tenderlens";

const [year = "2024", month = "04", file = "month.ndjson"] = process.argv.slice(2);
const parameters = /** @type {import("tenderlens").PeruFileParameters & { type: "json" }} */ ({
  source: "seace_v3",
  type: "json",
  year: Number(year),
  month,
});

const call = createClient().peru.file(parameters, {
  checksum: true,
  onProgress: ({ received, documents }) => console.error(`${documents} documents in ${received} bytes`),
});
const merger = new Merger();
for await (const { texts } of call.batches()) merger.add(texts);

const { processes, problems } = merger.finish();
for (const { ocid, message } of problems) console.error(`${ocid ?? "a document"}: ${message}`);

function* lines() {
  for (const { bytes } of processes) {
    yield bytes;
    yield "\n";
  }
}
await pipeline(Readable.from(lines()), createWriteStream(file));
console.error(`${processes.length} contracting processes in ${file}`);
