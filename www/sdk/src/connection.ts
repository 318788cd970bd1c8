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
  readonly #forgotten = new FinalizationRegistry((client: number) => this.#order({ type: "disconnect", client }));
  #last = 0;

  private constructor(port: Port) {
    this.#port = port;
  }

  /** Waits until the worker has loaded the module. */
  static open(port: Port): Promise<[Connection, Greeting]> {
    const connection = new Connection(port);
    return new Promise((resolve, reject) => {
      const told = (message: unknown) => {
        const reply = message as Reply;
        if (reply.type === "here") {
          connection.#order({ type: "hello" });
        } else if (reply.type === "ready") {
          resolve([connection, reply]);
        } else if (reply.type === "failed") {
          reject(untrapped(thrown(reply.problem)));
        } else {
          connection.#told(reply);
        }
      };
      listen(port, {
        told,
        lost: (cause) => {
          const problem = lost(cause);
          reject(problem);
          // A browser's worker goes on after an error of whatever else it does; Node's has ended.
          if (!("addEventListener" in port)) {
            connection.#break(problem);
          }
        },
      });
      connection.#order({ type: "hello" });
    });
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
        this.#stream(await this.request(of, "open", [asked, unpack, checksum], signal, listener)),
      follow: async (...given) => this.#stream(await this.request(of, "follow", given)),
    };
    this.#forgotten.register(client, of);
    return client;
  }

  /** Asks for something, and lets go of it when the signal aborts. */
  request<T>(of: number | null, method: Method, given: readonly unknown[], signal?: Signal, tell?: Listener): Promise<T> {
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
    return {
      next: (signal, listener) => this.request(of, "next", [], signal, listener),
      free: () => this.#order({ type: "free", stream: of }),
    };
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
