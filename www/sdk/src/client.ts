// The client: one namespace per publisher, one method per endpoint, built from the table.

import type { Call, CallOptions, DownloadOptions, JsonBody, UploadFile, WriteCall } from "./call.js";
import { Caller } from "./caller.js";
import type { Endpoint, ParameterValue } from "./endpoint.js";
import { TenderlensError } from "./errors.js";
import { checked } from "./fetch.js";
import type { Calls, Publishers } from "./gen/endpoints.js";
import { call, here, resident } from "./instance.js";
import { clientOf } from "./namespaces.js";
import type { Numbers, Parsed } from "./numbers.js";
import type { BulkFile, FileList, OcdsRecord, RecordPackage, Release, ReleasePackage } from "./ocds.js";
import { absolute, checkClient } from "./options.js";
import type { ClientOptions } from "./options.js";
import type * as wasm from "./wasm/exports.js";

/** A call of an endpoint that is only known at run time. */
export type AnyCall<N extends Numbers = "number"> = Call<
  Parsed<ReleasePackage | RecordPackage | FileList, N>,
  Parsed<Release | OcdsRecord | BulkFile, N>
>;

/** What a call of known ids returns; `AnyCall` where they are only known at run time. */
export type RequestCall<P extends string, E extends string, N extends Numbers = "number"> =
  `${P}.${E}` extends keyof Calls<N> ? Calls<N>[`${P}.${E}`] : AnyCall<N>;

/** All publishers, and what is not bound to one. */
export interface Client<N extends Numbers = "number"> extends Publishers<N> {
  /** Every endpoint of every publisher, as data. */
  endpoints(): Endpoint[];
  /** Calls an endpoint by its ids, with parameters that are only checked at run time. */
  request<P extends string, E extends string, M extends Numbers = N>(
    publisher: P,
    endpoint: E,
    parameters?: { readonly [name: string]: ParameterValue },
    options?: DownloadOptions<M>,
  ): RequestCall<P, E, M>;
  /** Sends a write by its ids. It is sent when it is first awaited, once, and never repeated. */
  write(
    publisher: string,
    endpoint: string,
    parameters?: { readonly [name: string]: ParameterValue },
    content?: JsonBody | UploadFile,
    options?: CallOptions,
  ): WriteCall;
  /** Continues where a page's `next` says, whatever endpoint it is of, in this session or a later one. */
  resume<M extends Numbers = N>(token: string, options?: CallOptions<M>): AnyCall<M>;
}

/**
 * Makes a client. Nothing is sent, and nothing has to be closed.
 *
 * @throws TypeError for an option that is not known or of the wrong type.
 */
export function createClient<N extends Numbers = "number">(options: ClientOptions<N> = {}): Client<N> {
  const rows = (table ??= endpoints());
  checkClient(options, [...new Set(rows.map((row) => row.publisher))]);
  const caller = new Caller(connect(options), here, rows, { ...options });
  return clientOf<N>(rows, caller);
}

/** Read once; what callers get is their own. */
let table: readonly Endpoint[] | undefined;

function endpoints(): Endpoint[] {
  return JSON.parse(call((module) => module.endpoints())) as Endpoint[];
}

/** The module's client, which every instance makes anew. Options that it refuses are refused at once. */
function connect({ bases, credentials, fetch, retry, timeoutMs }: ClientOptions<Numbers>): () => wasm.Client {
  const options = { bases: absolute(bases), credentials, retry, timeoutMs };
  const client = resident((module) => new module.Client(options, fetch && checked(fetch)));
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
