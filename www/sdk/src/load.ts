// Compiling the module, from wherever it is.

import type { ModuleSource } from "./source.js";

/** @throws TypeError when nothing, or something else, is found at an address. */
export async function compile(source: ModuleSource | PromiseLike<ModuleSource>): Promise<WebAssembly.Module> {
  const given = await source;
  if (given instanceof WebAssembly.Module) {
    return given;
  }
  if (typeof given === "string" || given instanceof URL) {
    return compileAnswer(await fetch(given));
  }
  if (given instanceof Response) {
    return compileAnswer(given);
  }
  // What is none is refused there.
  return WebAssembly.compile(given as BufferSource);
}

function compileAnswer(answer: Response): Promise<WebAssembly.Module> {
  const type = answer.headers.get("content-type") ?? "";
  // A server that answers a page for whatever it does not have says 200, too.
  if (!answer.ok || type.startsWith("text/html")) {
    throw new TypeError(
      `the WebAssembly module of tenderlens is not at ${answer.url} (${answer.status} ${type}): ` +
        'serve tenderlens_bg.wasm there, or give it to `init` of "tenderlens/slim"',
    );
  }
  // Engines compile while the file comes in, but only what is declared as WebAssembly.
  return type.startsWith("application/wasm")
    ? WebAssembly.compileStreaming(answer)
    : answer.arrayBuffer().then((bytes) => WebAssembly.compile(bytes));
}
