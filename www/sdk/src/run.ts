// A run of following, over the module's pieces.

import { ParsedBatch, tell } from "./batch.js";
import type { Batch, Progress } from "./batch.js";
import type { FollowedBatch, Following } from "./follow.js";
import type { Numbers } from "./numbers.js";
import { PieceIterator } from "./pieces.js";
import type { Pieces, PieceSource } from "./pieces.js";
import type { Piece } from "./wasm/exports.js";

class ParsedFollowedBatch<Item> extends ParsedBatch<Item> implements FollowedBatch<Item> {
  readonly token: string;
  readonly notes: readonly string[];
  readonly atEnd: boolean;

  constructor(piece: Piece, numbers: Numbers) {
    super(piece.texts ?? [], piece.progress, numbers);
    this.token = piece.token ?? "";
    this.notes = piece.notes ?? [];
    this.atEnd = piece.atEnd ?? false;
  }
}

/** What a run needs of its call. */
export interface FollowSource {
  readonly signal: AbortSignal | null | undefined;
  readonly numbers: Numbers;
  open(token: string | null, signal: AbortSignal): Promise<Pieces<Piece>>;
}

export class Follow<Item> implements Following<Item> {
  readonly #source: FollowSource;
  readonly #onProgress: ((progress: Progress) => void) | undefined;
  #token: string | null;
  #running = false;

  constructor(source: FollowSource, token: string | null, onProgress: ((progress: Progress) => void) | undefined) {
    this.#source = source;
    this.#token = token;
    this.#onProgress = onProgress;
  }

  get token(): string | null {
    return this.#token;
  }

  batches(): AsyncIterableIterator<FollowedBatch<Item>> {
    return this.#iterate((batch) => [batch]);
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<Item> {
    return this.#iterate((batch) => batch.each());
  }

  #iterate<T>(values: (batch: ParsedFollowedBatch<Item>) => Iterable<T>): AsyncIterableIterator<T> {
    const { numbers, signal } = this.#source;
    let isMine = false;
    const source: PieceSource<ParsedFollowedBatch<Item>, T> = {
      signal,
      values,
      open: async (abort) => {
        if (this.#running) {
          throw new TypeError("follow: there is one iteration at a time; call follow() again for another");
        }
        this.#running = isMine = true;
        const pieces = await this.#source.open(this.#token, abort);
        const next = async () => {
          const piece = await pieces.next();
          return piece && this.#told(new ParsedFollowedBatch<Item>(piece, numbers));
        };
        return { next, close: () => pieces.close() };
      },
      taken: (batch) => {
        this.#token = batch.token;
      },
      ended: () => {
        this.#running &&= !isMine;
      },
    };
    return new PieceIterator(source);
  }

  #told<B extends Batch<Item>>(batch: B): B {
    tell(this.#onProgress, batch.progress);
    return batch;
  }
}
