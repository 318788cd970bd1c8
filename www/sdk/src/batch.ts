// Documents that come several at a time.

import { parse } from "./numbers.js";
import type { Numbers } from "./numbers.js";

/** How far the reading of a file is. */
export interface Progress {
  /** Bytes so far. */
  readonly received: number;
  /** Bytes in all; null where the publisher does not say. */
  readonly total: number | null;
  /** Releases and records so far, where they are read. */
  readonly documents: number;
}

/** Some documents of a file. */
export interface Batch<Item> {
  /** As JSON text, with every digit of their numbers. */
  readonly texts: readonly string[];
  /** `texts`, parsed when they are first asked for. */
  readonly items: readonly Item[];
  /** How far the file is read that they are of; null where there is none. */
  readonly progress: Progress | null;
}

export class ParsedBatch<Item> implements Batch<Item> {
  readonly texts: readonly string[];
  readonly progress: Progress | null;
  readonly #numbers: Numbers;
  #items: readonly Item[] | undefined;

  constructor(texts: readonly string[], progress: Progress | null, numbers: Numbers) {
    this.texts = texts;
    this.progress = progress;
    this.#numbers = numbers;
  }

  get items(): readonly Item[] {
    return (this.#items ??= [...this.each()]);
  }

  /** Parsed one by one, and not kept. */
  *each(): Generator<Item, void, undefined> {
    for (const text of this.texts) {
      yield parse(text, this.#numbers) as Item;
    }
  }
}

/** What a listener throws is its own affair. */
export function tell(listener: ((progress: Progress) => void) | undefined, progress: Progress | null): void {
  try {
    if (progress !== null) {
      listener?.(progress);
    }
  } catch {
    // As with every listener of a client.
  }
}
