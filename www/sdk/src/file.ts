// Files: whole, as they come in, or the documents in them.

import { ParsedBatch, tell } from "./batch.js";
import type { Batch, Progress } from "./batch.js";
import type { BulkCall } from "./call.js";
import { LazyAnswer } from "./lazy.js";
import type { Numbers } from "./numbers.js";
import type { Download } from "./page.js";
import { PieceIterator } from "./pieces.js";
import type { Pieces } from "./pieces.js";
import type { Piece } from "./wasm/exports.js";

/** What a call of a file needs. */
export interface FileSource {
  readonly publisher: string;
  readonly endpoint: string;
  readonly signal: AbortSignal | null | undefined;
  readonly numbers: Numbers;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  /** Asks for the file: as it is, or `unpack`ed. */
  open(unpack: boolean, signal: AbortSignal): Promise<Pieces<Piece>>;
}

type Chunk = Uint8Array<ArrayBuffer>;

export class FileCall<Item> extends LazyAnswer<Download> implements BulkCall<Item> {
  readonly #source: FileSource;

  constructor(source: FileSource) {
    super(() => this.#whole());
    this.#source = source;
  }

  chunks(): AsyncIterableIterator<Chunk> {
    return this.#iterate(
      false,
      (piece) => piece.bytes,
      (bytes) => (bytes === undefined ? [] : [bytes]),
    );
  }

  batches(): AsyncIterableIterator<Batch<Item>> {
    return this.#iterate(
      true,
      (piece) => this.#batch(piece),
      (batch) => [batch],
    );
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<Item> {
    return this.#iterate(
      true,
      (piece) => this.#batch(piece),
      (batch) => batch.each(),
    );
  }

  #batch(piece: Piece): ParsedBatch<Item> {
    return new ParsedBatch(piece.texts ?? [], piece.progress, this.#source.numbers);
  }

  #iterate<Made, T>(
    unpack: boolean,
    make: (piece: Piece) => Made,
    values: (made: Made) => Iterable<T>,
  ): PieceIterator<Made, T> {
    const { signal, onProgress } = this.#source;
    const open = async (abort: AbortSignal) => {
      const pieces = await this.#source.open(unpack, abort);
      const next = async () => {
        const piece = await pieces.next();
        if (piece === undefined) {
          return undefined;
        }
        tell(onProgress, piece.progress);
        return make(piece);
      };
      return { next, close: () => pieces.close() };
    };
    return new PieceIterator({ signal, open, values });
  }

  async #whole(): Promise<Download> {
    const { publisher, endpoint } = this.#source;
    const chunks: Chunk[] = [];
    let length = 0;
    for await (const chunk of this.chunks()) {
      chunks.push(chunk);
      length += chunk.length;
    }
    const bytes = new Uint8Array(length);
    for (const chunk of chunks.reverse()) {
      length -= chunk.length;
      bytes.set(chunk, length);
    }
    return { publisher, endpoint, bytes };
  }
}
