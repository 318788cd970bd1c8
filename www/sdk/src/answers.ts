// From the plain answers of the wasm boundary to pages and files.

import { itemsOf } from "./items.js";
import type { Download, Page, PageProblem, Written } from "./page.js";
import type { FileAnswer, PageAnswer, WriteAnswer } from "./wasm/exports.js";

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
  #data: { parsed: Data } | undefined;
  #items: readonly Item[] | undefined;

  constructor(answer: PageAnswer) {
    this.publisher = answer.publisher;
    this.endpoint = answer.endpoint;
    this.text = answer.text;
    this.next = answer.next;
    this.position = answer.position;
    this.maybeMore = answer.maybeMore;
    this.warnings = answer.warnings;
    this.problems = answer.problems;
    this.#kind = answer.kind;
  }

  get data(): Data {
    this.#data ??= { parsed: (this.#kind === "checksum" ? checksum(this.text) : parse(this.text)) as Data };
    return this.#data.parsed;
  }

  get items(): readonly Item[] {
    this.#items ??= itemsOf(this.#kind, this.data) as Item[];
    return this.#items;
  }
}

/** A copy without the prototype of whatever the boundary made. */
export function download({ publisher, endpoint, bytes }: FileAnswer): Download {
  return { publisher, endpoint, bytes };
}

/** Some publishers start their JSON with a byte order mark, which JSON.parse refuses. */
function parse(text: string): unknown {
  return JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text);
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
  #data: { parsed: unknown } | undefined;

  constructor(answer: WriteAnswer) {
    this.publisher = answer.publisher;
    this.endpoint = answer.endpoint;
    this.status = answer.status;
    this.location = answer.location;
    this.text = answer.text;
    this.accessToken = answer.accessToken;
    this.transfer = answer.transfer;
  }

  get data(): unknown {
    this.#data ??= { parsed: parseOr(this.text) };
    return this.#data.parsed;
  }
}

function parseOr(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return text;
  }
}
