// The OCDS merge.

import { MergeError } from "./errors.js";
import type { Release } from "./ocds.js";
import { mergeProblem } from "./reports.js";
import * as wasm from "./wasm/tenderlens.js";

/** A release package, record package, release or record: as JSON text, as UTF-8 bytes, or parsed. */
export type MergeInput = string | Uint8Array | object;

/** What was merged, and what could not be. */
export interface MergeResult {
  /** By ocid, ascending. */
  readonly processes: readonly MergedProcess[];
  /** Processes that could not be merged and entries that could not be used; empty when all went well. */
  readonly problems: readonly MergeError[];
}

/** One contracting process. */
export interface MergedProcess {
  readonly ocid: string;
  /**
   * `merged`: compiled here from the complete releases. `publisher`: the publisher's own compiled
   * release, because the record only links to its releases.
   */
  readonly basis: "merged" | "publisher";
  /** The compiled release, as JSON text with every digit of its numbers. */
  readonly text: string;
  /** `text`, parsed when it is first asked for. */
  readonly compiledRelease: Release;
  /** What was odd but did not stop the merge. */
  readonly warnings: readonly MergeWarning[];
}

export interface MergeWarning {
  /** Stable, like `duplicate-id`. */
  readonly code: string;
  readonly message: string;
  /** The fields that lead to it, like `awards.items`. */
  readonly path: string;
  readonly releaseId: string | null;
}

/**
 * Merges releases into compiled releases, one per contracting process (ocid).
 *
 * Give texts or bytes where amounts must keep every digit: a parsed object has already lost some. A
 * release that comes twice with equal text counts once.
 *
 * @example
 * const { processes, problems } = mergeReleases(await (await fetch(url)).text());
 *
 * @throws MergeError (`unreadable-document`) for a document that is no OCDS JSON at all.
 * @throws TypeError for a value that cannot be a document.
 */
export function mergeReleases(releases: string | Uint8Array | readonly MergeInput[]): MergeResult {
  const documents = isList(releases) ? releases.map(document) : [document(releases)];
  try {
    const merged = wasm.mergeReleases(documents);
    return {
      processes: merged.processes.map((process) => new ParsedProcess(process)),
      problems: merged.problems.map((problem) => new MergeError(problem)),
    };
  } catch (problem) {
    throw mergeProblem(problem);
  }
}

function isList(releases: string | Uint8Array | readonly MergeInput[]): releases is readonly MergeInput[] {
  return Array.isArray(releases);
}

function document(input: MergeInput): string | Uint8Array {
  if (typeof input === "string" || input instanceof Uint8Array) {
    return input;
  }
  if (typeof input === "object" && input !== null) {
    return JSON.stringify(input);
  }
  throw new TypeError(`mergeReleases: a document is text, bytes or an object, got ${typeof input}`);
}

class ParsedProcess implements MergedProcess {
  readonly ocid: string;
  readonly basis: "merged" | "publisher";
  readonly text: string;
  readonly warnings: readonly MergeWarning[];
  #compiledRelease: Release | undefined;

  constructor(process: wasm.MergedText) {
    this.ocid = process.ocid;
    this.basis = process.basis;
    this.text = process.text;
    this.warnings = process.warnings;
  }

  get compiledRelease(): Release {
    return (this.#compiledRelease ??= JSON.parse(this.text) as Release);
  }
}
