/**
 * Entry for pages whose worker has the module: the same facade, with the work done there.
 *
 * @module tenderlens/worker
 */

import { Caller } from "./caller.js";
import { changesResult, historyResult } from "./changes.js";
import type { ChangesResult, HistoryResult } from "./changes.js";
import type { Client } from "./client.js";
import { Connection, remote } from "./connection.js";
import { Converted } from "./convert.js";
import type { OcdsConversion } from "./convert.js";
import { asText, documents, isList } from "./documents.js";
import type { MergeInput, MergeInputs } from "./documents.js";
import type { Endpoint } from "./endpoint.js";
import type { Publishers } from "./gen/endpoints.js";
import { mergeResult, split } from "./merge.js";
import type { MergeOptions, MergeOutput, MergeResult, MergeRules, Split } from "./merge.js";
import type { Method, Port } from "./messages.js";
import { clientOf } from "./namespaces.js";
import { checkNumbers } from "./numbers.js";
import type { Numbers } from "./numbers.js";
import { absolute, checkClient } from "./options.js";
import type { ClientOptions } from "./options.js";
import { mergeProblem } from "./reports.js";
import type * as wasm from "./wasm/exports.js";

/** Options of a client whose requests a worker sends. A `fetch` of one's own is given to `expose` there. */
export type WorkerClientOptions<N extends Numbers = "number"> = Omit<ClientOptions<N>, "fetch">;

/**
 * What the package has, done by a worker: clients are the same, and what else is asked for is answered with
 * promises. Bytes that come back are handed over, not copied.
 */
export interface WorkerTenderlens {
  createClient<N extends Numbers = "number">(options?: WorkerClientOptions<N>): Client<N>;
  mergeReleases<Output extends MergeOutput = "compiled", N extends Numbers = "number">(
    releases: MergeInputs,
    options?: MergeOptions<Output, N>,
  ): Promise<MergeResult<Output, N>>;
  /** Gathers releases that come one after the other. */
  createMerger<Output extends MergeOutput = "compiled", N extends Numbers = "number">(
    options?: MergeOptions<Output, N>,
  ): WorkerMerger<Output, N>;
  changes(releases: MergeInputs, options?: MergeRules): Promise<ChangesResult>;
  history(releases: MergeInputs, pointer: string, options?: MergeRules): Promise<HistoryResult>;
  toOcds<N extends Numbers = "number">(
    publisher: keyof Publishers,
    document: MergeInput,
    options?: { readonly numbers?: N | undefined },
  ): Promise<OcdsConversion<N>>;
  /** The version of the package in the worker. */
  version(): string;
}

/** Options of connecting. */
export interface ConnectOptions {
  /** Ends the waiting for the worker, with the signal's own `reason`. */
  signal?: AbortSignal | null | undefined;
}

/** A `Merger` whose releases are merged in a worker. What is added is held here until `finish` sends it there. */
export interface WorkerMerger<Output extends MergeOutput = "compiled", N extends Numbers = "number"> {
  add(input: MergeInput | MergeInputs): this;
  finish(): Promise<MergeResult<Output, N>>;
}

/**
 * Connects to a worker that calls `expose()` of `tenderlens/worker-host`, and waits until it has loaded the
 * module: for ever, unless a signal says how long. The worker remains the caller's, to be terminated when it is not
 * needed any more.
 *
 * @example
 * const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
 * const { createClient, mergeReleases } = await connect(worker);
 */
export async function connect(worker: Port, { signal }: ConnectOptions = {}): Promise<WorkerTenderlens> {
  const [connection, { endpoints, version }] = await Connection.open(worker, signal);
  const rows = JSON.parse(endpoints) as Endpoint[];
  const publishers = [...new Set(rows.map((row) => row.publisher))];

  async function asked<T>(method: Method, ...given: unknown[]): Promise<T> {
    try {
      return await remote.ask(undefined, () => connection.request<T>(null, method, given));
    } catch (problem) {
      throw mergeProblem(problem);
    }
  }

  async function merged<Output extends MergeOutput, N extends Numbers>(
    given: readonly (string | Uint8Array)[],
    how: Split<Output, N>,
  ): Promise<MergeResult<Output, N>> {
    return mergeResult(await asked<wasm.Merged>("mergeReleases", given, how.rest), how);
  }

  return {
    createClient<N extends Numbers>(options: WorkerClientOptions<N> = {}) {
      const { bases, credentials, retry, timeoutMs } = options;
      refuseFetch(options);
      checkClient(options, publishers);
      const client = connection.client({ bases: absolute(bases), credentials, retry, timeoutMs });
      return clientOf<N>(rows, new Caller(() => client, () => remote, rows, { ...options }));
    },
    async mergeReleases(releases, options = {}) {
      const given = documents("mergeReleases", releases, options.maxBytes);
      return merged(given, split(options));
    },
    createMerger(options = {}) {
      const how = split(options);
      let held: (string | Uint8Array)[] | undefined = [];
      return {
        add(input) {
          for (const document of isList(input) ? input : [input]) {
            const text = asText("createMerger", document);
            // A reader of a stream may use its buffer again.
            stillOpen(held).push(typeof text === "string" ? text : text.slice());
          }
          return this;
        },
        async finish() {
          const given = documents("createMerger", stillOpen(held), how.rest.maxBytes);
          held = undefined;
          return merged(given, how);
        },
      };
    },
    async changes(releases, options = {}) {
      return changesResult(await asked("changes", documents("changes", releases, options.maxBytes), options));
    },
    async history(releases, pointer, options = {}) {
      const given = documents("history", releases, options.maxBytes);
      return historyResult(await asked("history", given, pointer, options));
    },
    async toOcds<N extends Numbers>(
      publisher: keyof Publishers,
      document: MergeInput,
      { numbers = "number" as N }: { readonly numbers?: N | undefined } = {},
    ) {
      checkNumbers("numbers", numbers);
      return new Converted<N>(await asked("toOcds", publisher, asText("toOcds", document)), numbers);
    },
    version: () => version,
  };
}

function stillOpen<T>(held: T | undefined): T {
  if (held === undefined) {
    throw new Error("createMerger: finish() was called before; make a new one");
  }
  return held;
}

function refuseFetch(options: object): void {
  if ("fetch" in options && options.fetch !== undefined) {
    throw new TypeError(
      'createClient: no function can be sent to a worker; give fetch to `expose` of "tenderlens/worker-host" there',
    );
  }
}

export * from "./errors.js";
export type { Port } from "./messages.js";
