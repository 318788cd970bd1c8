// `node --expose-gc catalog.mjs WASM_MODULE COUNT RUNS wasm|array`: the same tasks on the same generated
// processes, by the catalog as wasm or by a page's array of objects. Says in a line of JSON how long each
// took, and what it answered.

import { createRequire } from "node:module";
import { Page } from "./page.mjs";

const [module, count, runs, contender] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4]), process.argv[5]];
const { Bench } = createRequire(import.meta.url)(module);

const BATCH = 1000;
const TASKS = Bench.tasks();

/** What is typed until a key; empty where a task is none of typing. */
function typed(task, key) {
  const text = TASKS[task].startsWith("type: ") ? [...TASKS[task].slice("type: ".length)] : [];
  return text.slice(0, key + 1).join("");
}

class Catalog {
  bench = new Bench();

  generate(from, length) {
    return this.bench.generate(from, length);
  }

  add() {
    if (this.bench.add() > 0) throw new Error("the generated data is not as it should be");
  }

  run = (task, key) => this.bench.run(task, key);
  answer = (task, key) => JSON.parse(this.bench.answer(task, key));
  memory = () => Bench.memory();
}

class Objects {
  page = new Page();
  waiting = [];
  before = heap();

  generate(from, length) {
    const numbers = Array.from({ length }, (_, index) => from + index);
    this.waiting = numbers.map((number) => new TextEncoder().encode(Bench.text(number)));
    return this.waiting.reduce((all, bytes) => all + bytes.length, 0);
  }

  add() {
    const decoder = new TextDecoder();
    for (const bytes of this.waiting) this.page.add(JSON.parse(decoder.decode(bytes)));
    this.waiting = [];
  }

  run = (task, key) => this.page.run(task, typed(task, key));
  answer = (task, key) => this.page.answer(task, typed(task, key));
  memory = () => heap() - this.before;
}

function heap() {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

const it = contender === "wasm" ? new Catalog() : new Objects();
let [bytes, ingestMs] = [0, 0];
for (let from = 0; from < count; from += BATCH) {
  bytes += it.generate(from, Math.min(BATCH, count - from));
  const start = performance.now();
  it.add();
  ingestMs += performance.now() - start;
}
const memoryBytes = it.memory();

const tasks = TASKS.map((name, task) => {
  const keys = Array.from({ length: Bench.keys(task) }, (_, key) => key);
  const time = (key) => {
    const start = performance.now();
    it.run(task, key);
    return performance.now() - start;
  };
  const first = time(0);
  const times = Array.from({ length: runs }, () => keys.map(time)).flat();
  times.sort((a, b) => a - b);
  const answers = keys.map((key) => it.answer(task, key));
  return { name, first, median: times[times.length >> 1], longest: times.at(-1), answers };
});
console.log(JSON.stringify({ processes: count, bytes, ingestMs, tasks, memoryBytes }));
