// Following a publisher: what it has, then what changes there, without an end.

import type { Batch, Progress } from "./batch.js";

/** Where and how long to follow. Aborting is the call's own `signal`. */
export interface FollowOptions {
  /** Where an earlier run was: what it had is not handed out again. */
  token?: string | null | undefined;
  /** Stop at the end instead of waiting there for more. */
  once?: boolean | undefined;
}

/** As `FollowOptions`, of what has no beginning of its own. */
export type FollowFromOptions = FollowOptions &
  (
    | {
        /** The month, the date or the time (`2026-01-31T12:00:00`) to begin at, unless there is a `token`. */
        from: string;
      }
    | { from?: string | undefined; token: string }
  );

/** As `FollowFromOptions`, of monthly files. */
export type FollowFilesOptions = FollowFromOptions & {
  /** Compare each file with the SHA-256 that the publisher states. */
  checksum?: boolean | undefined;
  /** Told how far the reading of a file is. What it throws is ignored. */
  onProgress?: ((progress: Progress) => void) | undefined;
};

/**
 * A publisher that is followed. Nothing is sent until it is iterated. At the end of what there is it waits
 * as long as the publisher wants, and goes on; leaving the loop or aborting ends it. After an error it can be
 * iterated again and goes on where it was.
 *
 * @example
 * const following = client.prozorro.tenders().follow({ token: stored });
 * for await (const { items, token } of following.batches()) await store(items, token);
 */
export interface Following<Item> extends AsyncIterable<Item> {
  /** What came, several at a time, each with the place to go on behind it. */
  batches(): AsyncIterableIterator<FollowedBatch<Item>>;
  /** One by one. */
  [Symbol.asyncIterator](): AsyncIterableIterator<Item>;
  /**
   * Where to go on: behind the last batch that was taken whole, so that the items of one that was not come
   * again. Null before the first.
   */
  readonly token: string | null;
}

/** What came. There may be no items: then only the place to go on is new. */
export interface FollowedBatch<Item> extends Batch<Item> {
  /** Where to go on behind these items, in this session or a later one. Keep both together. */
  readonly token: string;
  /** What should be known about them, like entries that could not be used. */
  readonly notes: readonly string[];
  /** All that there is now has come; more is waited for. */
  readonly atEnd: boolean;
}
