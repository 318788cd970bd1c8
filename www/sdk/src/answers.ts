// From the plain answers of the wasm boundary to pages and files.

import { itemsOf } from "./items.js";
import { parse } from "./numbers.js";
import type { Numbers } from "./numbers.js";
import type { Page, PageProblem, Written } from "./page.js";
import type { PageAnswer, WriteAnswer } from "./wasm/exports.js";

/** A page whose text is parsed on first use. The types are a promise of the endpoint table. */
export class ParsedPage<Data, Item> implements Page<Data, Item> {
  readonly publisher: string;
  readonly endpoint: string;
  readonly text: string;
  readonly next: string | null;
  readonly position: string | null;
  readonly maybeMore: boolean;
  readonly warnings: readonly string[];
  readonly problems: readonly PageProblem[];
  readonly #kind: string;
  readonly #numbers: Numbers;
  readonly #places: Uint32Array;
  readonly #bytes: number;
  #texts: readonly string[] | undefined;
  #data: { parsed: Data } | undefined;
  #items: readonly Item[] | undefined;

  constructor(answer: PageAnswer, numbers: Numbers) {
    this.publisher = answer.publisher;
    this.endpoint = answer.endpoint;
    this.text = answer.text;
    this.next = answer.next;
    this.position = answer.position;
    this.maybeMore = answer.maybeMore;
    this.warnings = answer.warnings;
    this.problems = answer.problems;
    this.#kind = answer.kind;
    this.#numbers = numbers;
    this.#places = answer.places;
    this.#bytes = answer.bytes;
  }

  get data(): Data {
    this.#data ??= { parsed: (this.#kind === "checksum" ? checksum(this.text) : parse(this.text, this.#numbers)) as Data };
    return this.#data.parsed;
  }

  get texts(): readonly string[] {
    return (this.#texts ??= slices(this.text, this.#bytes, this.#places));
  }

  get items(): readonly Item[] {
    this.#items ??= itemsOf(this.#kind, this.data) as Item[];
    return this.#items;
  }
}

/** Parts of a text that are named by their places in its UTF-8 form, which has so many bytes. */
function slices(text: string, length: number, places: Uint32Array): string[] {
  const bytes = length === text.length ? undefined : new TextEncoder().encode(text);
  const decoder = new TextDecoder();
  const parts: string[] = [];
  for (let at = 0; at + 1 < places.length; at += 2) {
    const [start, end] = places.subarray(at, at + 2);
    parts.push(bytes === undefined ? text.slice(start, end) : decoder.decode(bytes.subarray(start, end)));
  }
  return parts;
}

/** The digits, however they are wrapped. */
function checksum(text: string): string {
  return /(?<![0-9a-z])[0-9a-f]{64}(?![0-9a-z])/i.exec(text)?.[0] ?? text;
}

/** What a write answered. Not every answer is JSON: then `data` is its text. */
export class ParsedWrite implements Written {
  readonly publisher: string;
  readonly endpoint: string;
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
  readonly accessToken: string | null;
  readonly transfer: string | null;
  readonly #numbers: Numbers;
  #data: { parsed: unknown } | undefined;

  constructor(answer: WriteAnswer, numbers: Numbers) {
    this.publisher = answer.publisher;
    this.endpoint = answer.endpoint;
    this.status = answer.status;
    this.location = answer.location;
    this.text = answer.text;
    this.accessToken = answer.accessToken;
    this.transfer = answer.transfer;
    this.#numbers = numbers;
  }

  get data(): unknown {
    this.#data ??= { parsed: parseOr(this.text, this.#numbers) };
    return this.#data.parsed;
  }
}

function parseOr(text: string, numbers: Numbers): unknown {
  try {
    return parse(text, numbers);
  } catch {
    return text;
  }
}
