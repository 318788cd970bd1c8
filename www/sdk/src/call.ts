// What calling an endpoint returns.

import type { Feed, FeedRow } from "./feed.js";
import type { BulkFile, FileList, OcdsRecord, RecordPackage, Release, ReleasePackage } from "./ocds.js";
import type { Download, Page, Written } from "./page.js";

/** Options of one call. They hold for all of its pages. */
export interface CallOptions {
  /** As whom; what is not given is taken from the client's options. */
  credentials?: Credentials | undefined;
  /** Aborting it ends requests, pauses and iteration, and rejects with its `reason`. */
  signal?: AbortSignal | null | undefined;
}

/**
 * A call of a paged endpoint. Nothing is sent until it is awaited or iterated.
 *
 * Await it for the first page; iterate it for the items of all pages. Its first page is asked for
 * once, however often it is awaited or iterated.
 *
 * @example
 * const page = await client.uk.releasePackages({ limit: 10 });
 * for await (const release of client.uk.releasePackages({ limit: 10 })) console.log(release.ocid);
 */
export interface Call<Data = unknown, Item = unknown> extends Awaitable<Page<Data, Item>>, AsyncIterable<Item> {
  /** The pages, each requested when the one before has been taken. */
  pages(): AsyncIterable<Page<Data, Item>>;
}

/** A call that answers a file. Nothing is sent until it is awaited. */
export type DownloadCall = Awaitable<Download>;

export type ReleaseCall = Call<ReleasePackage, Release>;
export type RecordCall = Call<RecordPackage, OcdsRecord>;
export type FileListCall = Call<FileList, BulkFile>;
export type FeedCall = Call<Feed, FeedRow>;
/** JSON in the publisher's own form; its items are the entries of its list, or the one object. */
export type JsonCall = Call<unknown, unknown>;
/** A document's description, or with `download` its file. */
export type DocumentCall<Parameters> = Parameters extends { download: string } ? DownloadCall : JsonCall;
/** A change at the publisher. It is sent when it is first awaited, once, and never repeated. */
export type WriteCall = Awaitable<Written>;

/** A JSON object, or the text of one where every digit counts. The client puts it into its envelope. */
export type JsonBody = string | { readonly [member: string]: unknown };

/** A file to be sent. */
export interface UploadFile {
  name: string;
  /** MIME type; `application/octet-stream` unless said. */
  mediaType?: string | undefined;
  bytes: Uint8Array;
}

/** What lets a caller write. It is sent, and shown nowhere: not in errors, not in addresses. */
export interface Credentials {
  /** A broker's key: the user name of HTTP Basic, or a bearer token. */
  key?: { scheme: "basic" | "bearer"; value: string } | undefined;
  /** The token that the creation of an object answered; sent as a header unless said. */
  owner?: { place?: "header" | "query" | "body" | undefined; token: string } | undefined;
}

/** Can be used as a promise. */
export interface Awaitable<T> extends PromiseLike<T> {
  catch<Other = never>(onRejected?: ((reason: unknown) => Other | PromiseLike<Other>) | null): Promise<T | Other>;
  finally(onFinally?: (() => void) | null): Promise<T>;
}
