// Documents to merge: what may be given, and how much of it.

import { ParsedPage } from "./answers.js";
import { MergeError } from "./errors.js";
import type { Page } from "./page.js";

/** A release package, record package, release or record: as JSON text, as UTF-8 bytes, parsed, or a call's page. */
export type MergeInput = string | Uint8Array | Page | object;

/** One document or a list of them. A lone parsed one goes in a list, too. */
export type MergeInputs = string | Uint8Array | Page | readonly MergeInput[];

/** The most text that is held: 512 MiB. More, and what is made of it, does not fit beside it in the 4 GB of a module. */
export const MOST_BYTES = 512 * 1024 * 1024;

/**
 * All documents of one call, in the form in which they cross into the module.
 *
 * @throws MergeError (`too-large`) when there is more than is held.
 */
export function documents(
  caller: string,
  input: MergeInputs,
  limit = MOST_BYTES,
): readonly (string | Uint8Array)[] {
  const held: (string | Uint8Array)[] = [];
  // At least this many bytes: a text has at least one a character. What it is exactly is counted in the module.
  let bytes = 0;
  for (const document of isList(input) ? input : [input]) {
    const text = asText(caller, document);
    bytes += text.length;
    if (bytes > limit) {
      throw tooLarge(limit);
    }
    held.push(text);
  }
  return held;
}

/**
 * A document as text or bytes.
 *
 * @throws TypeError for a value that cannot be a document.
 */
export function asText(caller: string, input: MergeInput): string | Uint8Array {
  if (typeof input === "string" || input instanceof Uint8Array) {
    return input;
  }
  if (input instanceof ParsedPage) {
    return input.text;
  }
  if (typeof input === "object" && input !== null) {
    return JSON.stringify(input);
  }
  throw new TypeError(`${caller}: a document is text, bytes or an object, got ${typeof input}`);
}

export function isList<T>(input: T | readonly T[]): input is readonly T[] {
  return Array.isArray(input);
}

function tooLarge(limit: number): MergeError {
  const message =
    `the documents are larger than ${limit} bytes of text, the most that is merged here; ` +
    "give fewer processes at a time, or merge files with the program `tenderlens merge`";
  return new MergeError({ code: "too-large", message, ocid: null, releaseId: null, document: null });
}
