// What endpoints answer.

/** One answer of an endpoint. */
export interface Page<Data = unknown, Item = unknown> {
  readonly publisher: string;
  readonly endpoint: string;
  /** The body as it was sent, with every digit of its numbers; numbers that were none are mended (`problems`). */
  readonly text: string;
  /** `text`, parsed when it is first asked for. */
  readonly data: Data;
  /** The releases, records, rows or entries of the page, or its one object. */
  readonly items: readonly Item[];
  /** The same as text: each as it was sent, with every digit of its numbers. Cut out when first asked for. */
  readonly texts: readonly string[];
  /** Resume token of the next page, to be kept and given to `client.resume`; null at the end. */
  readonly next: string | null;
  /** Of a feed: resume token of what comes later, also at its end. */
  readonly position: string | null;
  /** The page is full and yet names no next one: what follows may be missing. */
  readonly maybeMore: boolean;
  /** What was sent but may not do what was meant. */
  readonly warnings: readonly string[];
  /** Entries that could not be used, and numbers that were mended. */
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

/** What a publisher answered to a change that it carried out. */
export interface Written {
  readonly publisher: string;
  readonly endpoint: string;
  readonly status: number;
  /** Address of what was created. */
  readonly location: string | null;
  /** The object as answered, which may hold only what was changed: read it again to know all of it. */
  readonly text: string;
  /** `text`, parsed when it is first asked for. */
  readonly data: unknown;
  /** Lets its holder change the object later. It is answered once: keep it. */
  readonly accessToken: string | null;
  /** Hands the object over to another owner. */
  readonly transfer: string | null;
}
