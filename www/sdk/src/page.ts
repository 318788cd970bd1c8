// What endpoints answer.

/** One answer of an endpoint. */
export interface Page<Data = unknown, Item = unknown> {
  readonly publisher: string;
  readonly endpoint: string;
  /** The body as it was sent, with every digit of its numbers. */
  readonly text: string;
  /** `text`, parsed when it is first asked for. */
  readonly data: Data;
  /** The releases, records or file entries of the page. */
  readonly items: readonly Item[];
  /** Resume token of the next page, to be kept and given to `client.resume`; null at the end. */
  readonly next: string | null;
  /** Entries that could not be used. */
  readonly problems: readonly PageProblem[];
}

export interface PageProblem {
  /** JSON Pointer into the page. */
  readonly pointer: string;
  readonly problem: string;
}

/** A file, to be saved. */
export interface Download {
  readonly publisher: string;
  readonly endpoint: string;
  readonly bytes: Uint8Array;
}
