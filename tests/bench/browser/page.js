// In the page: what the package costs beside the browser's own JSON, from the bytes of an answer to objects.
// No transfer is in any time: `fetch` answers from memory.
import { createClient, mergeReleases } from "/sdk/index.browser.js";
import { plainMerge } from "./plain-merge.js";

const answer = new Uint8Array(await (await fetch("/package.json")).arrayBuffer());
const base = "https://publisher.test";
window.fetch = async () => new Response(answer, { headers: { "content-type": "application/json" } });
let calls = 0;

const CONTENDERS = {
  /** As a page would read it without us. */
  async "fetch, text, JSON.parse"() {
    return JSON.parse(await (await fetch(base)).text()).releases;
  },
  /** Every call asks for something else: an answer that is remembered would cost nothing. */
  async "SDK call, parsed objects"() {
    const updatedFrom = new Date(Date.UTC(2026, 0, 1) + calls++ * 1000).toISOString().slice(0, 19);
    return (await createClient({ bases: { uk: base } }).uk.releasePackages({ updatedFrom })).items;
  },
  async "JSON.parse and a plain JavaScript merge"() {
    return plainMerge(JSON.parse(await (await fetch(base)).text()).releases);
  },
  async "SDK merge of the same bytes, parsed objects"() {
    const bytes = new Uint8Array(await (await fetch(base)).arrayBuffer());
    const { processes, problems } = mergeReleases(bytes);
    if (problems.length > 0) throw problems[0];
    return processes.map(({ compiledRelease }) => compiledRelease);
  },
};

/** All in turns, so that a busy moment of the machine meets all of them; milliseconds by name. */
window.measure = async (runs) => {
  const times = Object.fromEntries(Object.keys(CONTENDERS).map((name) => [name, []]));
  for (let run = 0; run < runs; run += 1) {
    for (const [name, contend] of Object.entries(CONTENDERS)) {
      const start = performance.now();
      const made = await contend();
      times[name].push(performance.now() - start);
      if (made.length === 0) throw new Error(`${name} made nothing`);
    }
  }
  return times;
};

/** Whether each pair makes the same: a fast answer that is another one would be none. */
window.compare = async () => {
  const [read, called, plain, merged] = await Promise.all(Object.values(CONTENDERS).map((contend) => contend()));
  return { calls: same(read, called), merges: same(plain, merged), releases: read.length, processes: merged.length };
};

/** Members in any order. */
function same(one, other) {
  return JSON.stringify(one, sorted) === JSON.stringify(other, sorted);
}

function sorted(_, value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
window.ready = true;
