// Run by memory.test.js with --expose-gc: `node --expose-gc memory.js BASE` merges and calls 200 times, and prints
// the memory that is held after 50 times and after all.

const collect = /** @type {() => void} */ (/** @type {unknown} */ (globalThis.gc));

/** @type {WebAssembly.Memory[]} */
const memories = [];
WebAssembly.Instance = class extends WebAssembly.Instance {
  /**
   * @param {WebAssembly.Module} module
   * @param {WebAssembly.Imports} [imports]
   */
  constructor(module, imports) {
    super(module, imports);
    memories.push(/** @type {WebAssembly.Memory} */ (this.exports["memory"]));
  }
};

const { createClient, mergeReleases, toOcds } = await import("tenderlens");
const client = createClient({ bases: { uk: String(process.argv[2]), peru: String(process.argv[2]) } });

async function held() {
  // What was closed a moment ago is let go of in a later turn.
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    collect();
  }
  const module = memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  return { heap: process.memoryUsage().heapUsed, module };
}

async function once(/** @type {number} */ round) {
  const { signal } = new AbortController();
  const call = client.uk.releasePackages({ limit: 50, updatedFrom: `2024-01-01T00:00:${String(round % 60).padStart(2, "0")}` }, { signal });
  const page = await call;
  const { processes } = mergeReleases(page.text);
  if (processes[0]?.compiledRelease.ocid === undefined || page.items.length === 0) throw new Error("nothing came");
  if (toOcds("uk", page.texts[0] ?? "", { numbers: "string" }).releases.length === 0) throw new Error("not converted");
  // Left early: its stream is closed by that.
  for await (const _ of client.peru.file({ source: "seace_v3", type: "csv", year: 2024, month: "04" }).chunks()) break;
}

const after = [];
for (let round = 1; round <= 200; round += 1) {
  await once(round);
  if (round === 50 || round === 200) after.push(await held());
}
console.log(JSON.stringify(after));
