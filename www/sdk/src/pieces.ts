// Iterating over what comes piece by piece.

/** Where pieces come from: asked for one after the other, closed when no more is wanted. */
export interface Pieces<Piece> {
  next(): Promise<Piece | undefined>;
  close(): void;
}

/** How an iteration gets its pieces. */
export interface PieceSource<Piece, T> {
  readonly signal: AbortSignal | null | undefined;
  open(signal: AbortSignal): Promise<Pieces<Piece>>;
  /** What is handed out of a piece. */
  values(piece: Piece): Iterable<T>;
  /** Called when all of a piece has been taken and more is asked for. */
  taken?(piece: Piece): void;
  /** Called once at the end, however it came. */
  ended?(): void;
}

/**
 * One iteration. Unlike a generator it can be left while it waits: that ends the request or the pause.
 * Calls of `next` that overlap are answered one after the other.
 */
export class PieceIterator<Piece, T> implements AsyncIterableIterator<T> {
  readonly #source: PieceSource<Piece, T>;
  readonly #controller = new AbortController();
  readonly #abort = () => {
    this.#controller.abort(this.#source.signal?.reason);
    if (!this.#asking) {
      this.#close();
    }
  };
  #pieces: Pieces<Piece> | undefined;
  #piece: { piece: Piece; values: Iterator<T> } | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #asking = false;
  #ended = false;

  constructor(source: PieceSource<Piece, T>) {
    this.#source = source;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    const next = this.#last.then(() => this.#next());
    this.#last = next.catch(() => {});
    return next;
  }

  async return(): Promise<IteratorResult<T, undefined>> {
    this.#controller.abort();
    // What was waiting ends with the abort.
    await this.#last;
    this.#end();
    return { done: true, value: undefined };
  }

  async #next(): Promise<IteratorResult<T, undefined>> {
    if (this.#ended) {
      return { done: true, value: undefined };
    }
    try {
      const value = await this.#value();
      if (value.done === true) {
        this.#end();
      }
      return value;
    } catch (problem) {
      const left = this.#controller.signal.aborted && this.#source.signal?.aborted !== true;
      this.#end();
      if (left) {
        return { done: true, value: undefined };
      }
      throw problem;
    }
  }

  async #value(): Promise<IteratorResult<T, undefined>> {
    const { signal } = this.#source;
    for (;;) {
      // An abort counts at once, not only where the next piece would be asked for.
      signal?.throwIfAborted();
      const value = this.#piece?.values.next();
      if (value !== undefined && value.done !== true) {
        return { done: false, value: value.value };
      }
      if (this.#piece !== undefined) {
        this.#source.taken?.(this.#piece.piece);
        this.#piece = undefined;
      }
      const piece = await this.#ask();
      if (piece === undefined) {
        return { done: true, value: undefined };
      }
      this.#piece = { piece, values: this.#source.values(piece)[Symbol.iterator]() };
    }
  }

  async #ask(): Promise<Piece | undefined> {
    this.#asking = true;
    try {
      if (this.#pieces === undefined) {
        this.#source.signal?.addEventListener("abort", this.#abort);
        this.#pieces = await this.#source.open(this.#controller.signal);
      }
      return await this.#pieces.next();
    } finally {
      this.#asking = false;
    }
  }

  #end(): void {
    if (this.#ended) {
      return;
    }
    this.#ended = true;
    this.#source.signal?.removeEventListener("abort", this.#abort);
    this.#close();
    this.#piece = undefined;
    this.#source.ended?.();
  }

  #close(): void {
    this.#pieces?.close();
    this.#pieces = undefined;
  }
}
