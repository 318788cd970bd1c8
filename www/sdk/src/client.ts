// The client: one namespace per publisher, one method per endpoint, built from the table.

import { download, ParsedPage, ParsedWrite } from "./answers.js";
import type { Awaitable, Call, CallOptions, Credentials, JsonBody, UploadFile, WriteCall } from "./call.js";
import type { Endpoint, ParameterValue } from "./endpoint.js";
import { TenderlensError } from "./errors.js";
import type { Publishers } from "./gen/endpoints.js";
import { ask, call, resident } from "./instance.js";
import { LazyAnswer, PagedCall } from "./lazy.js";
import type { BulkFile, FileList, OcdsRecord, RecordPackage, Release, ReleasePackage } from "./ocds.js";
import type { Download, Page, Written } from "./page.js";
import { texts } from "./parameters.js";
import { callProblem } from "./reports.js";
import type * as wasm from "./wasm/exports.js";

/** Options of a client. */
export interface ClientOptions {
  /** Per publisher: scheme, host and prefix to use instead of the live service's, for a proxy or a sandbox. */
  bases?: { readonly [P in keyof Publishers]?: string | undefined } | undefined;
  /** For one request, from sending to the last byte, in milliseconds; 60 seconds unless said. */
  timeoutMs?: number | undefined;
  /** How patient the client is with a publisher that cannot answer. */
  retry?:
    | {
        /** Requests sent at most, the first included; 1 means never again. 6 unless said. */
        attempts?: number | undefined;
        /** A publisher that asks for a longer pause is not waited for; 60 seconds unless said. */
        longestPauseMs?: number | undefined;
      }
    | undefined;
  /** Per publisher: sent to its endpoints that ask for credentials, and to no other. */
  credentials?: { readonly [P in keyof Publishers]?: Credentials | undefined } | undefined;
  /** Told before each pause. What it throws is ignored. */
  onWait?: ((waiting: Waiting) => void) | undefined;
}

/** A request failed and is sent again after a pause. */
export interface Waiting {
  readonly publisher: string;
  readonly endpoint: string;
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  readonly pauseMs: number;
  /** Code of the error that is waited out. */
  readonly code: string;
}

/** A call of an endpoint that is only known at run time. One that answers a file can only be awaited. */
export type AnyCall = Call<ReleasePackage | RecordPackage | FileList, Release | OcdsRecord | BulkFile>;

/** What a call of known ids returns; `AnyCall` where they are only known at run time. */
export type RequestCall<P extends string, E extends string> = P extends keyof Publishers
  ? E extends keyof Publishers[P]
    ? Publishers[P][E] extends (...given: never[]) => infer C
      ? C
      : never
    : AnyCall
  : AnyCall;

type Method = (parameters: object, ...rest: unknown[]) => unknown;

/** All publishers, and what is not bound to one. */
export interface Client extends Publishers {
  /** Every endpoint of every publisher, as data. */
  endpoints(): Endpoint[];
  /** Calls an endpoint by its ids, with parameters that are only checked at run time. */
  request<P extends string, E extends string>(
    publisher: P,
    endpoint: E,
    parameters?: { readonly [name: string]: ParameterValue },
    options?: CallOptions,
  ): RequestCall<P, E>;
  /** Sends a write by its ids. It is sent when it is first awaited, once, and never repeated. */
  write(
    publisher: string,
    endpoint: string,
    parameters?: { readonly [name: string]: ParameterValue },
    content?: JsonBody | UploadFile,
    options?: CallOptions,
  ): WriteCall;
  /** Continues where a page's `next` says, in this session or a later one. */
  resume(token: string, options?: CallOptions): AnyCall;
}

/**
 * Makes a client. Nothing is sent, and nothing has to be closed.
 *
 * @throws TypeError for an option that is not known or of the wrong type.
 */
export function createClient(options: ClientOptions = {}): Client {
  const { onWait, ...rest } = options;
  const rows = endpoints();
  const caller = new Caller(connect(rest), rows, onWait);
  const namespaces: Record<string, Record<string, Method>> = {};
  for (const row of rows) {
    const namespace = (namespaces[row.publisher] ??= {});
    namespace[row.id] = method(caller, row);
  }
  const client = {
    ...namespaces,
    endpoints,
    request: caller.call.bind(caller),
    write: caller.write.bind(caller),
    resume: caller.resume.bind(caller),
  };
  // The generated types and the rows come from the same table; TypeScript cannot know.
  return client as unknown as Client;
}

/** What a write carries stands between its parameters and its options. */
function method(caller: Caller, { publisher, id, write, body }: Endpoint): Method {
  if (!write) {
    return (parameters, options) => caller.call(publisher, id, parameters, options as CallOptions);
  }
  if (body === "none") {
    return (parameters, options) => caller.write(publisher, id, parameters, undefined, options as CallOptions);
  }
  return (parameters, content, options) =>
    caller.write(publisher, id, parameters, content as JsonBody | UploadFile, options as CallOptions);
}

function endpoints(): Endpoint[] {
  return JSON.parse(call((module) => module.endpoints())) as Endpoint[];
}

/** The module's client, which every instance makes anew. Options that it refuses are refused at once. */
function connect(options: wasm.Options): () => wasm.Client {
  const client = resident((module) => new module.Client(options));
  try {
    client();
    return client;
  } catch (problem) {
    if (problem instanceof TenderlensError) {
      throw problem;
    }
    const message = problem instanceof Error ? problem.message : String(problem);
    throw new TypeError(`createClient: ${message}`, { cause: problem });
  }
}

type Answer = wasm.PageAnswer | wasm.FileAnswer;
type Signal = AbortSignal | null | undefined;

class Caller {
  readonly #client: () => wasm.Client;
  readonly #onWait: ((waiting: Waiting) => void) | undefined;
  readonly #rows: ReadonlyMap<string, Endpoint>;

  constructor(client: () => wasm.Client, rows: readonly Endpoint[], onWait: ((waiting: Waiting) => void) | undefined) {
    this.#client = client;
    this.#onWait = onWait;
    this.#rows = new Map(rows.map((row) => [`${row.publisher}.${row.id}`, row]));
  }

  call(publisher: string, endpoint: string, parameters: object = {}, options: CallOptions = {}): Awaitable<unknown> {
    const { signal, credentials } = options;
    const send = async (): Promise<Answer> => {
      const sent = texts(publisher, endpoint, parameters);
      const page = () => this.#client().page(publisher, endpoint, sent, credentials, signal, this.#onWait);
      return ask({ publisher, endpoint }, page);
    };
    if (this.#answersFile(publisher, endpoint, parameters)) {
      return new LazyAnswer(() => answered(send(), signal));
    }
    return this.#paged(send, options);
  }

  write(
    publisher: string,
    endpoint: string,
    parameters: object = {},
    content?: JsonBody | UploadFile,
    options: CallOptions = {},
  ): Awaitable<Written> {
    const { signal, credentials } = options;
    return new LazyAnswer(async () => {
      const { bytes, ...carried } = carry(content);
      const request = { parameters: texts(publisher, endpoint, parameters), ...carried };
      try {
        const send = () => this.#client().write(publisher, endpoint, request, bytes, credentials, signal);
        return new ParsedWrite(await ask({ publisher, endpoint }, send));
      } catch (problem) {
        throw callProblem(problem, signal);
      }
    });
  }

  resume(token: string, options: CallOptions = {}): Awaitable<unknown> {
    return this.#paged(() => this.#resumed(token, options), options);
  }

  #resumed(token: string, { credentials, signal }: CallOptions): Promise<Answer> {
    return ask(undefined, () => this.#client().resume(token, credentials, signal, this.#onWait));
  }

  /** As the module decides it, which alone knows the answer's kind. */
  #answersFile(publisher: string, endpoint: string, parameters: object): boolean {
    const response = this.#rows.get(`${publisher}.${endpoint}`)?.response;
    const download = (parameters as { readonly download?: unknown }).download;
    return response === "zip" || response === "file" || (response === "documentOrFile" && Boolean(download));
  }

  #paged(send: () => Promise<Answer>, options: CallOptions): PagedCall<unknown, unknown> {
    const { signal } = options;
    return new PagedCall({
      first: () => page(send(), signal),
      following: (token) => page(this.#resumed(token, options), signal),
      signal,
    });
  }
}

interface Carried {
  json?: string;
  file?: { name: string; mediaType: string };
  bytes?: Uint8Array;
}

/** A text is JSON already; an object that holds bytes is a file. */
function carry(content: JsonBody | UploadFile | undefined): Carried {
  if (content === undefined) {
    return {};
  }
  if (typeof content === "string") {
    return { json: content };
  }
  if (content["bytes"] instanceof Uint8Array) {
    const { name, mediaType, bytes } = content as UploadFile;
    return { file: { name, mediaType: mediaType ?? "application/octet-stream" }, bytes };
  }
  return { json: JSON.stringify(content) };
}

/** Only an endpoint that answers files answers bytes, and those are not paged. */
function page(answer: Promise<Answer>, signal: Signal): Promise<Page> {
  return answered(answer, signal) as Promise<Page>;
}

async function answered(answer: Promise<Answer>, signal: Signal): Promise<Page | Download> {
  try {
    const arrived = await answer;
    return "bytes" in arrived ? download(arrived) : new ParsedPage(arrived);
  } catch (problem) {
    throw callProblem(problem, signal);
  }
}
