// What an instance uses of its surroundings, so that what it has under way can be ended when it breaks.

import type { Host } from "./wasm/tenderlens.js";

/** A host of its own for one instance, whose exports go through `guard`. */
export function host(guard: (exports: WebAssembly.Exports) => WebAssembly.Exports): Host & { end(): void } {
  const requests = new Set<AbortController>();
  const timers = new Set<Timer>();
  class Guarded {
    readonly exports: WebAssembly.Exports;
    constructor(module: WebAssembly.Module, imports: WebAssembly.Imports) {
      this.exports = guard(new WebAssembly.Instance(module, imports).exports);
    }
  }
  /** Each request has one, and aborts it when it is over, whether or not it was answered. */
  class Request extends AbortController {
    constructor() {
      super();
      requests.add(this);
    }
    override abort(reason?: unknown): void {
      requests.delete(this);
      super.abort(reason);
    }
  }
  return {
    WebAssembly: { Module: WebAssembly.Module, Instance: Guarded },
    AbortController: Request,
    setTimeout(callback, milliseconds) {
      const timer: Timer = setTimeout(() => {
        timers.delete(timer);
        callback();
      }, milliseconds);
      timers.add(timer);
      return timer;
    },
    clearTimeout(timer) {
      timers.delete(timer);
      clearTimeout(timer);
    },
    end() {
      timers.forEach(clearTimeout);
      timers.clear();
      requests.forEach((request) => request.abort());
    },
  };
}

type Timer = ReturnType<typeof setTimeout>;
