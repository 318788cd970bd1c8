// From calls to the module and back.

import { ParsedPage, ParsedWrite } from "./answers.js";
import type { Progress } from "./batch.js";
import type { Awaitable, CallOptions, DownloadOptions, JsonBody, UploadFile } from "./call.js";
import type { Endpoint } from "./endpoint.js";
import { FileCall } from "./file.js";
import type { FollowFilesOptions, FollowOptions } from "./follow.js";
import type { Home, ModuleClient, ModuleStream } from "./home.js";
import { LazyAnswer, PagedCall } from "./lazy.js";
import type { Numbers } from "./numbers.js";
import { checkCall } from "./options.js";
import type { CheckedOptions } from "./options.js";
import type { Page, Written } from "./page.js";
import { texts } from "./parameters.js";
import type { Pieces } from "./pieces.js";
import { callProblem } from "./reports.js";
import { Follow } from "./run.js";
import type * as wasm from "./wasm/exports.js";

type Signal = AbortSignal | null | undefined;
type Ids = { readonly publisher: string; readonly endpoint: string };

/** Sends what a client is asked for. */
export class Caller {
  readonly #client: () => ModuleClient;
  readonly #home: () => Home;
  readonly #options: CheckedOptions;
  readonly #rows: ReadonlyMap<string, Endpoint>;
  readonly #listener: ((event: wasm.ListenerEvent) => void) | undefined;

  constructor(client: () => ModuleClient, home: () => Home, rows: readonly Endpoint[], options: CheckedOptions) {
    this.#client = client;
    this.#home = home;
    this.#options = options;
    this.#rows = new Map(rows.map((row) => [`${row.publisher}.${row.id}`, row]));
    const { onRequest, onResponse, onWait } = options;
    this.#listener = onRequest || onResponse || onWait ? (event) => this.#tell(event) : undefined;
  }

  call(publisher: string, endpoint: string, parameters: object = {}, options: DownloadOptions = {}): Awaitable<unknown> {
    const ids = { publisher, endpoint };
    if (this.#answersFile(ids, parameters)) {
      checkCall(`${publisher}.${endpoint}`, "download", options);
      return this.#file(ids, parameters, options);
    }
    checkCall(`${publisher}.${endpoint}`, "call", options);
    const { signal, credentials } = options;
    const send = async () => {
      const asked = { ...ids, parameters: texts(publisher, endpoint, parameters), credentials };
      return this.#home().ask(ids, () => this.#client().page(asked, signal, this.#listener));
    };
    return this.#paged(send, ids, parameters, options);
  }

  write(
    publisher: string,
    endpoint: string,
    parameters: object = {},
    content?: JsonBody | UploadFile,
    options: CallOptions = {},
  ): Awaitable<Written> {
    checkCall(`${publisher}.${endpoint}`, "call", options);
    const { signal, credentials } = options;
    return new LazyAnswer(async () => {
      const { bytes, ...carried } = carry(content);
      const ids = { publisher, endpoint };
      const asked = { ...ids, parameters: texts(publisher, endpoint, parameters), credentials };
      const send = () => this.#client().write(asked, carried, bytes, signal, this.#listener);
      const answer = await answered(this.#home().ask(ids, send), signal);
      return new ParsedWrite(answer, this.#numbers(options));
    });
  }

  resume(token: string, options: CallOptions = {}): Awaitable<unknown> {
    checkCall("resume", "call", options);
    return this.#paged(() => this.#resumed(token, undefined, options), undefined, {}, options);
  }

  #resumed(token: string, ids: Ids | undefined, { credentials, signal }: CallOptions): Promise<wasm.PageAnswer> {
    const expected = ids && `${ids.publisher}.${ids.endpoint}`;
    return this.#home().ask(ids, () => this.#client().resume(token, expected, credentials, signal, this.#listener));
  }

  #paged(
    send: () => Promise<wasm.PageAnswer>,
    ids: Ids | undefined,
    parameters: object,
    options: CallOptions,
  ): PagedCall<unknown, unknown> {
    const { signal } = options;
    const page = async (answer: Promise<wasm.PageAnswer>): Promise<Page> =>
      new ParsedPage(await answered(answer, signal), this.#numbers(options));
    return new PagedCall({
      first: () => page(send()),
      following: (token) => page(this.#resumed(token, ids, options)),
      follow: (how) => this.#follow(ids, parameters, options, how),
      signal,
    });
  }

  #follow(
    ids: Ids | undefined,
    parameters: object,
    options: CallOptions,
    how: FollowFilesOptions | FollowOptions,
  ): Follow<unknown> {
    if (ids === undefined) {
      throw new TypeError("follow: call it on the call of an endpoint, with its own token");
    }
    const { publisher, endpoint } = ids;
    checkCall("follow", "follow", how);
    const { once = false, token = null } = how;
    const { checksum = false, from, onProgress } = how as Partial<FollowFilesOptions>;
    const open = async (at: string | null, signal: AbortSignal): Promise<Pieces<wasm.Piece>> => {
      const asked = { ...ids, parameters: texts(publisher, endpoint, parameters) };
      const follow = async () => this.#client().follow(asked, from, at ?? undefined, once, checksum);
      return this.#pieces(ids, follow, options.signal, signal);
    };
    return new Follow({ signal: options.signal, numbers: this.#numbers(options), open }, token, onProgress);
  }

  #file(ids: Ids, parameters: object, options: DownloadOptions): FileCall<unknown> {
    const { publisher, endpoint } = ids;
    const { checksum = false, credentials, signal } = options;
    const onProgress: ((progress: Progress) => void) | undefined = options.onProgress;
    const open = async (unpack: boolean, abort: AbortSignal): Promise<Pieces<wasm.Piece>> => {
      const asked = { ...ids, parameters: texts(publisher, endpoint, parameters), credentials };
      const send = () => this.#client().open(asked, unpack, checksum, abort, this.#listener);
      return this.#pieces(ids, send, signal, abort);
    };
    return new FileCall({ ...ids, signal, numbers: this.#numbers(options), onProgress, open });
  }

  /** What a stream of the module hands out. It lives in the instance that made it, and ends with it. */
  async #pieces(
    ids: Ids,
    open: () => Promise<ModuleStream>,
    signal: Signal,
    abort: AbortSignal,
  ): Promise<Pieces<wasm.Piece>> {
    const home = this.#home();
    const stream = await answered(home.ask(ids, open), signal);
    const next = async () =>
      (await answered(home.ask(ids, () => stream.next(abort, this.#listener)), signal)) ?? undefined;
    return { next, close: () => home.release(() => stream.free()) };
  }

  /** As the module decides it, which alone knows the answer's kind. */
  #answersFile({ publisher, endpoint }: Ids, parameters: object): boolean {
    const response = this.#rows.get(`${publisher}.${endpoint}`)?.response;
    const download = (parameters as { readonly download?: unknown }).download;
    return response === "zip" || response === "file" || (response === "documentOrFile" && Boolean(download));
  }

  #numbers({ numbers }: CallOptions): Numbers {
    return numbers ?? this.#options.numbers ?? "number";
  }

  #tell(event: wasm.ListenerEvent): void {
    const { onRequest, onResponse, onWait } = this.#options;
    const method = this.#rows.get(`${event.publisher}.${event.endpoint}`)?.method ?? "GET";
    switch (event.type) {
      case "wait":
        return onWait?.(without(event));
      case "request":
        return onRequest?.({ ...without(event), method });
      case "response":
        return onResponse?.({ ...without(event), method });
    }
  }
}

/** What the caller is told; which listener it is for is seen from that. */
function without<T extends { type: string }>({ type: _, ...told }: T): Omit<T, "type"> {
  return told;
}

/** A text is JSON already; an object that holds bytes is a file. */
function carry(content: JsonBody | UploadFile | undefined): wasm.Carried & { bytes?: Uint8Array } {
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

async function answered<T>(answer: Promise<T>, signal: Signal): Promise<T> {
  try {
    return await answer;
  } catch (problem) {
    throw callProblem(problem, signal);
  }
}
