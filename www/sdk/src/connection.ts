// The page's end of a connection to a worker that has the module.

import { InternalError, TenderlensError } from "./errors.js";
import type { Home, ModuleClient, ModuleStream } from "./home.js";
import type { About } from "./instance.js";
import { listen } from "./messages.js";
import type { Method, Order, Port, Problem, Reply } from "./messages.js";
import type * as wasm from "./wasm/exports.js";

interface Waiting {
  resolve(value: unknown): void;
  reject(problem: unknown): void;
  readonly tell: Listener;
}

type Listener = ((event: wasm.ListenerEvent) => void) | undefined;
type Signal = AbortSignal | null | undefined;

/** What the worker says of itself. */
export interface Greeting {
  /** The endpoint table, as JSON text. */
  readonly endpoints: string;
  readonly version: string;
}

export class Connection {
  readonly #port: Port;
  readonly #waiting = new Map<number, Waiting>();
  /** What to say when what stands for something in the worker is forgotten. */
  readonly #forgotten = new FinalizationRegistry((order: Order) => this.#order(order));
  #last = 0;

  private constructor(port: Port) {
    this.#port = port;
  }

  /** Waits until the worker has loaded the module. */
  static open(port: Port, signal: Signal): Promise<[Connection, Greeting]> {
    const connection = new Connection(port);
    return unlessAborted(
      signal,
      new Promise((resolve, reject) => connection.#greet((greeting) => resolve([connection, greeting]), reject)),
    );
  }

  #greet(ready: (greeting: Greeting) => void, failed: (problem: unknown) => void): void {
    const told = (message: unknown) => {
      const reply = message as Reply;
      if (reply.type === "here") {
        this.#order({ type: "hello" });
      } else if (reply.type === "ready") {
        ready(reply);
      } else if (reply.type === "failed") {
        failed(untrapped(thrown(reply.problem)));
      } else {
        this.#told(reply);
      }
    };
    listen(this.#port, {
      told,
      lost: (cause) => {
        const problem = lost(cause);
        failed(problem);
        // A browser's worker goes on after an error of whatever else it does; Node's has ended.
        if (!("addEventListener" in this.#port)) {
          this.#break(problem);
        }
      },
    });
    this.#order({ type: "hello" });
  }

  /** A client in the worker. */
  client(options: wasm.Options): ModuleClient {
    const of = (this.#last += 1);
    this.#order({ type: "connect", client: of, options });
    const client: ModuleClient = {
      page: (asked, signal, listener) => this.request(of, "page", [asked], signal, listener),
      resume: (token, expected, credentials, signal, listener) =>
        this.request(of, "resume", [token, expected, credentials], signal, listener),
      write: (asked, carried, bytes, signal, listener) =>
        this.request(of, "write", [asked, carried, bytes], signal, listener),
      open: async (asked, unpack, checksum, signal, listener) =>
        this.#stream(await this.request(of, "open", [asked, unpack, checksum], signal, listener, (late) => this.#free(late))),
      follow: async (...given) => this.#stream(await this.request(of, "follow", given)),
    };
    this.#forgotten.register(client, { type: "disconnect", client: of });
    return client;
  }

  /** Asks for something, and lets go of it when the signal aborts: `late` gets what was on its way then. */
  request<T>(
    of: number | null,
    method: Method,
    given: readonly unknown[],
    signal?: Signal,
    tell?: Listener,
    late?: (value: T) => void,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const id = (this.#last += 1);
      const settle = () => {
        this.#waiting.delete(id);
        signal?.removeEventListener("abort", aborted);
      };
      const aborted = () => {
        settle();
        if (late !== undefined) {
          const reject = () => this.#waiting.delete(id);
          this.#waiting.set(id, { resolve: (value) => (reject(), late(value as T)), reject, tell: undefined });
        }
        this.#order({ type: "abort", id });
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", aborted);
      this.#waiting.set(id, {
        resolve: (value) => (settle(), resolve(value as T)),
        reject: (problem) => (settle(), reject(problem)),
        tell,
      });
      try {
        this.#order({ type: "request", id, of, method, given, listens: tell !== undefined });
      } catch (problem) {
        // What cannot be sent to another thread is refused here.
        settle();
        reject(problem);
      }
    });
  }

  #stream(of: number): ModuleStream {
    const stream: ModuleStream = {
      next: (signal, listener) => this.request(of, "next", [], signal, listener),
      free: () => this.#free(of),
    };
    this.#forgotten.register(stream, { type: "free", stream: of });
    return stream;
  }

  #free(stream: number): void {
    this.#order({ type: "free", stream });
  }

  #told(reply: Exclude<Reply, { type: "here" | "ready" | "failed" }>): void {
    const waiting = this.#waiting.get(reply.id);
    if (reply.type === "event") {
      waiting?.tell?.(reply.event);
    } else if (reply.type === "value") {
      waiting?.resolve(reply.value);
    } else {
      waiting?.reject(thrown(reply.problem));
    }
  }

  #break(problem: unknown): void {
    for (const waiting of [...this.#waiting.values()]) {
      waiting.reject(problem);
    }
  }

  #order(order: Order): void {
    this.#port.postMessage(order, []);
  }
}

/** The module in the worker broke off; whoever asked knows about what. */
class Trap extends Error {}

/** Calls of a connection: a trap is told as one of the call that was under way. */
export const remote: Home = {
  async ask<T>(about: About | undefined, use: () => Promise<T>): Promise<T> {
    try {
      return await use();
    } catch (problem) {
      throw untrapped(problem, about);
    }
  },
  release(free) {
    free();
  },
};

/** The promise, or the signal's reason as soon as it aborts. */
function unlessAborted<T>(signal: Signal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(signal?.reason);
    if (signal?.aborted) {
      aborted();
    }
    signal?.addEventListener("abort", aborted, { once: true });
    void promise.then(resolve, reject).finally(() => signal?.removeEventListener("abort", aborted));
  });
}

function untrapped(problem: unknown, about?: About): unknown {
  return problem instanceof Trap ? new InternalError(problem, about) : problem;
}

function thrown(problem: Problem): unknown {
  return "trap" in problem ? new Trap(problem.trap) : problem.thrown;
}

function lost(cause: unknown): TenderlensError {
  const problem = new TenderlensError({
    code: "worker-lost",
    message: `the worker broke off: ${cause instanceof Error ? cause.message : String(cause)}`,
    advice: 'Look at the worker\'s script: it has to call `expose()` of "tenderlens/worker-host".',
    publisher: null,
    endpoint: null,
    url: null,
    attempts: 0,
  });
  problem.cause = cause;
  return problem;
}
