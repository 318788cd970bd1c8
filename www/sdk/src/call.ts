// What calling an endpoint returns.

import type { Batch, Progress } from "./batch.js";
import type { Feed, FeedRow } from "./feed.js";
import type { FollowFilesOptions, FollowFromOptions, Following, FollowOptions } from "./follow.js";
import type { Numbers, Parsed } from "./numbers.js";
import type { BulkFile, FileList, OcdsRecord, RecordPackage, Release, ReleasePackage } from "./ocds.js";
import type { Download, Page, Written } from "./page.js";

/** Options of one call. They hold for all of its pages. */
export interface CallOptions<N extends Numbers = Numbers> {
  /** As whom; what is not given is taken from the client's options. */
  credentials?: Credentials | undefined;
  /** What numbers are parsed to; as the client's options say unless given. */
  numbers?: N | undefined;
  /** Aborting it ends requests, pauses and iteration, and rejects with its `reason`. */
  signal?: AbortSignal | null | undefined;
}

/** Options of a call that answers a file. */
export interface DownloadOptions<N extends Numbers = Numbers> extends CallOptions<N> {
  /** Compare what came with the SHA-256 that the publisher states, which it does for bulk files in JSON. */
  checksum?: boolean | undefined;
  /** Told how far the reading is. What it throws is ignored. */
  onProgress?: ((progress: Progress) => void) | undefined;
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
  /** The call that goes on where a page's `next` or `position` says, which also says with which parameters. */
  resume(token: string): Call<Data, Item>;
}

/** A call that answers a file. Nothing is sent until it is awaited or iterated. Awaited, it holds the whole file. */
export interface DownloadCall extends Awaitable<Download> {
  /** The file as it comes in, for files of any size. */
  chunks(): AsyncIterableIterator<Uint8Array<ArrayBuffer>>;
}

/**
 * A call that answers a packed file of releases or records. Iterated, it reads them while the file comes in,
 * and holds only some of them.
 *
 * @example
 * const month = client.peru.file({ source: "seace_v3", type: "json", year: 2024, month: "04" }, { checksum: true });
 * for await (const { texts } of month.batches()) file.write(texts.join("\n") + "\n");
 */
export interface BulkCall<Item> extends DownloadCall, AsyncIterable<Item> {
  /** The documents one by one. */
  [Symbol.asyncIterator](): AsyncIterableIterator<Item>;
  /** Some documents at a time, also as text. */
  batches(): AsyncIterableIterator<Batch<Item>>;
}

export type ReleaseCall<N extends Numbers = "number"> = Call<Parsed<ReleasePackage, N>, Parsed<Release, N>>;
export type RecordCall<N extends Numbers = "number"> = Call<Parsed<RecordPackage, N>, Parsed<OcdsRecord, N>>;
/** JSON in the publisher's own form; its items are the entries of its list, or the one object. */
export type JsonCall = Call;
/** A document's description, or with `download` its file. */
export type DocumentCall<Parameters> = Parameters extends { download: string } ? DownloadCall : JsonCall;
/** A bulk file: packed documents, or with another `type` a packed table. */
export type FileCall<Parameters, N extends Numbers = "number"> = Parameters extends { type: "json" }
  ? BulkCall<Parsed<Release | OcdsRecord, N>>
  : DownloadCall;
/** A change at the publisher. It is sent when it is first awaited, once, and never repeated. */
export type WriteCall = Awaitable<Written>;

/** A feed, which can be followed. */
export interface FeedCall<N extends Numbers = "number"> extends Call<Parsed<Feed, N>, Parsed<FeedRow, N>> {
  resume(token: string): FeedCall<N>;
  /** Reads the feed from its beginning or a token on, and goes on with what changes. */
  follow(options?: FollowOptions): Following<Parsed<FeedRow, N>>;
}

/** A search of releases by time of update, which can be followed. */
export interface ReleaseUpdatesCall<N extends Numbers = "number"> extends ReleaseCall<N> {
  resume(token: string): ReleaseUpdatesCall<N>;
  /**
   * Reads what was updated from a time or a token on, in windows that are short enough for the publisher to
   * miss nothing, and goes on with what is updated.
   */
  follow(options: FollowFromOptions): Following<Parsed<Release, N>>;
}

/** The list of monthly files, which can be followed. */
export interface FileListCall<N extends Numbers = "number"> extends Call<Parsed<FileList, N>, Parsed<BulkFile, N>> {
  resume(token: string): FileListCall<N>;
  /** Reads the documents of all files from a month or a token on, and again those of files that are made anew. */
  follow(options: FollowFilesOptions): Following<Parsed<Release | OcdsRecord, N>>;
}

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
