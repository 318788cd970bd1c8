// Loaded before the package: how much memory this thread and the modules in it hold. It takes --expose-gc.

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

export async function held() {
  // What was closed a moment ago is let go of in a later turn.
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    collect();
  }
  const module = memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  return { heap: process.memoryUsage().heapUsed, module };
}
