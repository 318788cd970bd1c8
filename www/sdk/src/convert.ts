// From publishers' own documents to OCDS.

import { asText } from "./documents.js";
import type { MergeInput } from "./documents.js";
import type { Publishers } from "./gen/endpoints.js";
import { call } from "./instance.js";
import { checkNumbers, parse } from "./numbers.js";
import type { Numbers, Parsed } from "./numbers.js";
import type { Release } from "./ocds.js";
import { mergeProblem } from "./reports.js";
import type * as wasm from "./wasm/exports.js";

/** What became of one document. */
export interface OcdsConversion<N extends Numbers = "number"> {
  readonly ocid: string;
  /** OCDS 1.1 releases, as JSON text with every digit of their numbers. */
  readonly texts: readonly string[];
  /** `texts`, parsed when they are first asked for. */
  readonly releases: readonly Parsed<Release, N>[];
  /** Addresses of releases that the document only points to. */
  readonly linked: readonly string[];
  /** Values of the document that do not stand in the releases, or not as published. */
  readonly other: readonly Unmapped[];
  /** What could not be used as published: where and why. */
  readonly problems: readonly string[];
}

/** A value that was not mapped, or not as it was. */
export interface Unmapped {
  /** JSON Pointer into the document. */
  readonly pointer: string;
  /** The value as published, as JSON text. */
  readonly text: string;
}

/**
 * The OCDS 1.1 releases of one document of a publisher: a tender, a release or a record, without what it came
 * in. Where the publisher's documents are OCDS 1.1 already, they are those that the document holds.
 *
 * Give text where amounts must keep every digit: a parsed object has already lost some.
 *
 * @example
 * const { texts } = await client.prozorro.tender({ tender_id });
 * for (const tender of texts) console.log(toOcds("prozorro", tender).releases);
 *
 * @throws MergeError (`unreadable-document`) for what is no document of one contracting process.
 * @throws TypeError for a publisher that is not known, and for a value that cannot be a document.
 */
export function toOcds<N extends Numbers = "number">(
  publisher: keyof Publishers,
  document: MergeInput,
  options: { readonly numbers?: N | undefined } = {},
): OcdsConversion<N> {
  const { numbers = "number" } = options;
  checkNumbers("numbers", numbers);
  const text = asText("toOcds", document);
  try {
    return new Converted<N>(call((module) => module.toOcds(publisher, text)), numbers);
  } catch (problem) {
    throw mergeProblem(problem);
  }
}

/** What the module made, as it is handed out. */
export class Converted<N extends Numbers> implements OcdsConversion<N> {
  readonly ocid: string;
  readonly texts: readonly string[];
  readonly linked: readonly string[];
  readonly other: readonly Unmapped[];
  readonly problems: readonly string[];
  readonly #numbers: Numbers;
  #releases: readonly Parsed<Release, N>[] | undefined;

  constructor(conversion: wasm.Conversion, numbers: Numbers) {
    this.ocid = conversion.ocid;
    this.texts = conversion.releases;
    this.linked = conversion.linked;
    this.other = conversion.other;
    this.problems = conversion.problems;
    this.#numbers = numbers;
  }

  get releases(): readonly Parsed<Release, N>[] {
    return (this.#releases ??= this.texts.map((text) => parse(text, this.#numbers) as Parsed<Release, N>));
  }
}
