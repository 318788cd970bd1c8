// The worker's end of a connection: the module for a page.

import { InternalError } from "./errors.js";
import { checked } from "./fetch.js";
import type { Home, ModuleClient, ModuleStream } from "./home.js";
import { call, here, resident } from "./instance.js";
import { listen } from "./messages.js";
import type { Order, Port, Problem, Reply, Request } from "./messages.js";
import type { Fetch } from "./options.js";

type Listener = Parameters<ModuleClient["page"]>[2];

/** Answers what comes through a port as soon as the module is loaded. */
export function answer(port: Port, fetch: Fetch | undefined, loaded: Promise<void>): void {
  if (typeof port?.postMessage !== "function") {
    throw new TypeError("expose: there is nobody to answer; call it in a worker, or give it a port");
  }
  const desk = new Desk(port, fetch && checked(fetch), loaded);
  // Told later, to whoever asks.
  loaded.catch(() => {});
  listen(port, { told: (message) => desk.take(message as Order) });
  desk.say({ type: "here" });
}

class Desk {
  readonly #port: Port;
  readonly #fetch: Fetch | undefined;
  readonly #loaded: Promise<void>;
  readonly #clients = new Map<number, () => ModuleClient>();
  readonly #streams = new Map<number, { readonly home: Home; readonly stream: ModuleStream }>();
  readonly #aborts = new Map<number, AbortController>();
  #last = 0;

  constructor(port: Port, fetch: Fetch | undefined, loaded: Promise<void>) {
    this.#port = port;
    this.#fetch = fetch;
    this.#loaded = loaded;
  }

  say(reply: Reply, transfer: ArrayBuffer[] = []): void {
    this.#port.postMessage(reply, transfer);
  }

  take(order: Order): void {
    switch (order.type) {
      case "hello":
        void this.#greet();
        return;
      case "connect":
        this.#clients.set(order.client, resident((module) => new module.Client(order.options, this.#fetch)));
        return;
      case "disconnect":
        this.#clients.delete(order.client);
        return;
      case "abort":
        this.#aborts.get(order.id)?.abort();
        return;
      case "free":
        this.#free(order.stream);
        return;
      case "request":
        void this.#answer(order);
    }
  }

  async #greet(): Promise<void> {
    try {
      await this.#loaded;
      const [endpoints, version] = call((module) => [module.endpoints(), module.version()] as const);
      this.say({ type: "ready", endpoints, version });
    } catch (problem) {
      this.say({ type: "failed", problem: told(problem) });
    }
  }

  async #answer(request: Request): Promise<void> {
    const { id } = request;
    const controller = new AbortController();
    this.#aborts.set(id, controller);
    try {
      await this.#loaded;
      const listener: Listener = request.listens ? (event) => this.say({ type: "event", id, event }) : undefined;
      const value = await this.#carryOut(request, controller.signal, listener);
      this.say({ type: "value", id, value }, buffers(value));
    } catch (problem) {
      this.#refuse(id, problem);
    } finally {
      this.#aborts.delete(id);
    }
  }

  #refuse(id: number, problem: unknown): void {
    try {
      this.say({ type: "problem", id, problem: told(problem) });
    } catch {
      // Not everything that can be thrown can be sent.
      this.say({ type: "problem", id, problem: { thrown: new Error(String(problem)) } });
    }
  }

  #carryOut({ of, method, given }: Request, signal: AbortSignal, listener: Listener): unknown {
    switch (method) {
      case "page":
      case "resume":
      case "write": {
        const ask = this.#client(of)[method] as (...given: unknown[]) => Promise<unknown>;
        return here().ask(undefined, () => ask.call(this.#client(of), ...given, signal, listener));
      }
      case "open":
      case "follow": {
        const open = async () => {
          const client = this.#client(of);
          return (client[method] as (...given: unknown[]) => ModuleStream).call(client, ...given, signal, listener);
        };
        return this.#opened(open);
      }
      case "next": {
        const { home, stream } = this.#streams.get(of ?? 0) ?? gone();
        return home.ask(undefined, () => stream.next(signal, listener));
      }
      default:
        return call((module) => (module[method] as (...given: unknown[]) => unknown)(...given));
    }
  }

  async #opened(open: () => Promise<ModuleStream>): Promise<number> {
    const home = here();
    const stream = await home.ask(undefined, open);
    const of = (this.#last += 1);
    this.#streams.set(of, { home, stream });
    return of;
  }

  #client(of: number | null): ModuleClient {
    return (this.#clients.get(of ?? 0) ?? gone())();
  }

  #free(of: number): void {
    const held = this.#streams.get(of);
    this.#streams.delete(of);
    held?.home.release(() => held.stream.free());
  }
}

function gone(): never {
  throw new Error("the page asks for something that it let go of");
}

function told(problem: unknown): Problem {
  if (!(problem instanceof InternalError)) {
    return { thrown: problem };
  }
  return { trap: problem.cause instanceof Error ? problem.cause.message : String(problem.cause) };
}

/** Bytes are handed over, not copied: what the module answers is nobody else's. */
function buffers(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    return value.buffer instanceof ArrayBuffer && value.byteLength === value.buffer.byteLength ? [value.buffer] : [];
  }
  if (typeof value !== "object" || value === null) {
    return [];
  }
  return Object.values(value).flatMap(buffers);
}
