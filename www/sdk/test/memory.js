// Run by memory.test.js with --expose-gc: `node --expose-gc memory.js BASE [worker]` merges and calls 200 times, here
// or in a worker, and prints the memory that is held after 50 times and after all.
import { once as event } from "node:events";
import { MessageChannel, Worker } from "node:worker_threads";

import { held } from "./held.js";

const [, , base, where] = process.argv;
/** @type {Worker | undefined} */
let worker;

/** What is the same in a worker, answered with promises. */
async function here() {
  const local = /** @type {unknown} */ (await import("tenderlens"));
  return /** @type {import("tenderlens/worker").WorkerTenderlens} */ (local);
}

async function overWorker() {
  const { connect } = await import("tenderlens/worker");
  const { port1, port2 } = new MessageChannel();
  worker = new Worker(new URL("./memory-host.js", import.meta.url));
  worker.postMessage(port2, [port2]);
  return connect(port1);
}

const { createClient, mergeReleases, toOcds } = await (where === "worker" ? overWorker() : here());
const client = createClient({ bases: { uk: String(base), peru: String(base) } });

async function once(/** @type {number} */ round) {
  const { signal } = new AbortController();
  const call = client.uk.releasePackages({ limit: 50, updatedFrom: `2024-01-01T00:00:${String(round % 60).padStart(2, "0")}` }, { signal });
  const page = await call;
  const { processes } = await mergeReleases(page.text);
  if (processes[0]?.compiledRelease.ocid === undefined || page.items.length === 0) throw new Error("nothing came");
  if ((await toOcds("uk", page.texts[0] ?? "", { numbers: "string" })).releases.length === 0) throw new Error("not converted");
  // Left early: its stream is closed by that.
  for await (const _ of client.peru.file({ source: "seace_v3", type: "csv", year: 2024, month: "04" }).chunks()) break;
}

/** Of this thread, and of the worker if there is one. */
async function all() {
  const threads = [await held()];
  if (worker !== undefined) {
    worker.postMessage("held?");
    threads.push(...(await event(worker, "message")));
  }
  return threads;
}

const after = [];
for (let round = 1; round <= 200; round += 1) {
  await once(round);
  if (round === 50 || round === 200) after.push(await all());
}
console.log(JSON.stringify(after));
await worker?.terminate();
