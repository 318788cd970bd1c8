// From the plain answers of the wasm boundary to pages and files.

import type { Download, Page, PageProblem } from "./page.js";
import type { FileAnswer, PageAnswer } from "./wasm/tenderlens.js";

/** A page whose text is parsed on first use. The types are a promise of the endpoint table. */
export class ParsedPage<Data, Item> implements Page<Data, Item> {
  readonly publisher: string;
  readonly endpoint: string;
  readonly text: string;
  readonly next: string | null;
  readonly problems: readonly PageProblem[];
  #data: { parsed: Data } | undefined;
  #items: readonly Item[] | undefined;

  constructor(answer: PageAnswer) {
    this.publisher = answer.publisher;
    this.endpoint = answer.endpoint;
    this.text = answer.text;
    this.next = answer.next;
    this.problems = answer.problems;
  }

  get data(): Data {
    this.#data ??= { parsed: parse(this.text) as Data };
    return this.#data.parsed;
  }

  get items(): readonly Item[] {
    this.#items ??= itemsOf(this.data) as Item[];
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

/** As the package reader in Rust counts them: a lone release or record is a package of one. */
function itemsOf(data: unknown): object[] {
  if (!isObject(data)) {
    return [];
  }
  if ("ocid" in data && !("records" in data)) {
    return [data];
  }
  const lists = [data["releases"], data["records"], data["results"]];
  return lists.flatMap((list: unknown) => (Array.isArray(list) ? list.filter(isObject) : []));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
