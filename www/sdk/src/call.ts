// What calling an endpoint returns.

import type { BulkFile, FileList, OcdsRecord, RecordPackage, Release, ReleasePackage } from "./ocds.js";
import type { Download, Page } from "./page.js";

/** Options of one call. They hold for all of its pages. */
export interface CallOptions {
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
/** JSON in the publisher's own form; its items are the entries of its list, or the one object. */
export type JsonCall = Call<unknown, unknown>;

/** Can be used as a promise. */
export interface Awaitable<T> extends PromiseLike<T> {
  catch<Other = never>(onRejected?: ((reason: unknown) => Other | PromiseLike<Other>) | null): Promise<T | Other>;
  finally(onFinally?: (() => void) | null): Promise<T>;
}
