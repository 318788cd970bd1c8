// The instance of the module: made when it is first needed, and made again after it broke.

import { InternalError, TenderlensError } from "./errors.js";
import type { Home } from "./home.js";
import { host } from "./host.js";
import { bind } from "./wasm/tenderlens.js";
import type { Exports } from "./wasm/tenderlens.js";

/** What a call was about, for its error. */
export interface About {
  readonly publisher: string;
  readonly endpoint: string;
}

let compiled: (() => WebAssembly.Module) | undefined;
let instance: Instance | undefined;

/** Says where the module comes from. It is asked for again whenever an instance has to be made. */
export function install(module: () => WebAssembly.Module): void {
  compiled = module;
}

/**
 * Calls the module.
 *
 * @throws InternalError when the module traps. What is called next finds a new instance.
 */
export function call<T>(use: (wasm: Exports) => T): T {
  return current().call(use);
}

/** The instance of this moment, for what is made in it and ends with it. */
export function here(): Home {
  return current();
}

/** Something inside the module: the function gives it back, made again in every new instance. */
export function resident<T>(make: (wasm: Exports) => T): () => T {
  let home: Instance | undefined;
  let made: T;
  return () => {
    const here = current();
    if (here !== home) {
      made = here.call(make);
      home = here;
    }
    return made;
  };
}

/** Something inside the module that cannot be made again: it ends with its instance, and then every use throws. */
export function owned<T>(make: (wasm: Exports) => T): <R>(use: (made: T) => R) => R {
  const home = current();
  const made = home.call(make);
  return (use) => home.call(() => use(made));
}

function current(): Instance {
  if (instance === undefined || instance.broken) {
    if (compiled === undefined) {
      throw notLoaded();
    }
    instance = make(compiled);
  }
  return instance;
}

function make(module: () => WebAssembly.Module): Instance {
  try {
    return new Instance(module());
  } catch (problem) {
    throw problem instanceof TenderlensError ? problem : new InternalError(problem);
  }
}

function notLoaded(): TenderlensError {
  return new TenderlensError({
    code: "not-loaded",
    message: 'tenderlens is used before its WebAssembly module is loaded: "tenderlens/slim" loads none by itself',
    advice: 'Call `await init(source)` of "tenderlens/slim" first, or import "tenderlens".',
    publisher: null,
    endpoint: null,
    url: null,
    attempts: 0,
  });
}

/**
 * Each instance has glue of its own: what the glue of a broken instance still holds (finalizers, listeners)
 * ends in that instance and reaches no other.
 */
class Instance implements Home {
  /** Why it can be used no more. */
  #trap: { readonly cause: unknown } | undefined;
  /** Frames of the module that are on the stack, and calls of ours that put some there. */
  #depth = 0;
  #calls = 0;
  readonly #waiting = new Set<(trap: unknown) => void>();
  readonly #host = host((exports) => this.#guard(exports));
  readonly #exports = bind(this.#host);

  constructor(module: WebAssembly.Module) {
    this.call((wasm) => wasm.initSync({ module }));
  }

  get broken(): boolean {
    return this.#trap !== undefined;
  }

  call<T>(use: (wasm: Exports) => T, about?: About): T {
    this.#calls += 1;
    try {
      return use(this.#exports);
    } catch (problem) {
      throw this.#trap === undefined ? problem : new InternalError(this.#trap.cause, about);
    } finally {
      this.#calls -= 1;
    }
  }

  ask<T>(about: About | undefined, use: (wasm: Exports) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const trapped = (cause: unknown) => reject(new InternalError(cause, about));
      this.#waiting.add(trapped);
      const settled = () => this.#waiting.delete(trapped);
      try {
        this.call(use, about).finally(settled).then(resolve, reject);
      } catch (problem) {
        settled();
        reject(problem);
      }
    });
  }

  /** Lets go of something inside. What broke holds nothing any more. */
  release(free: () => void): void {
    if (!this.broken) {
      this.call(free);
    }
  }

  #guard(exports: WebAssembly.Exports): WebAssembly.Exports {
    const guarded = Object.entries(exports).map(([name, value]) => [
      name,
      typeof value === "function" ? this.#guardOne(value as Entry) : value,
    ]);
    return Object.fromEntries(guarded) as WebAssembly.Exports;
  }

  #guardOne(entry: Entry): Entry {
    return (...given) => {
      if (this.#trap !== undefined) {
        return this.#end(this.#trap.cause);
      }
      this.#depth += 1;
      try {
        return entry(...given);
      } catch (problem) {
        // Whatever comes through the module's frames cuts them off half done: a trap, a full stack, a
        // function of the caller's that throws where none may.
        this.#break(problem);
        return this.#end(problem);
      } finally {
        this.#depth -= 1;
      }
    };
  }

  #break(cause: unknown): void {
    if (this.#trap !== undefined) {
      return;
    }
    this.#trap = { cause };
    this.#host.end();
    for (const reject of this.#waiting) {
      reject(cause);
    }
    this.#waiting.clear();
  }

  /** Where only the engine called there is nobody to tell: who waits for the outcome has been told. */
  #end(cause: unknown): typeof NOTHING {
    if (this.#calls > 0 || this.#depth > 1) {
      throw cause;
    }
    return NOTHING;
  }
}

type Entry = (...given: unknown[]) => unknown;

/** What the glue takes for "no value and no error", whatever it expects. */
const NOTHING = Object.freeze([0, 0, 0, 0]);
