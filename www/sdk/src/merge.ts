// The OCDS merge.

import { asText, documents, isList } from "./documents.js";
import type { MergeInput, MergeInputs } from "./documents.js";
import { MergeError } from "./errors.js";
import { call, owned } from "./instance.js";
import { checkNumbers, parse } from "./numbers.js";
import type { Numbers, Parsed } from "./numbers.js";
import type { Release, VersionedRelease } from "./ocds.js";
import { mergeProblem } from "./reports.js";
import type * as wasm from "./wasm/exports.js";

/** What a merge makes. */
export type MergeOutput = "compiled" | "versioned";

/** How to read and match what releases hold. */
export interface MergeRules {
  /** The OCDS version whose merge rules count; `1.1` unless given. */
  rules?: "1.1" | "1.0" | undefined;
  /**
   * Arrays whose objects are not matched by `id`, by field path like `awards.items`: `append` keeps every
   * object apart, `position` matches them by their place in the array.
   */
  overrides?: { readonly [path: string]: "append" | "position" } | undefined;
  /** The most text to hold, in bytes: 512 MiB unless lowered. It cannot be raised. */
  maxBytes?: number | undefined;
}

export interface MergeOptions<Output extends MergeOutput = MergeOutput, N extends Numbers = Numbers>
  extends MergeRules {
  /** `compiled` (the latest value of every field, unless given) or `versioned` (all its values over time). */
  output?: Output | undefined;
  /** What the numbers of merged releases are parsed to: `number` unless said, or `string` to keep every digit. */
  numbers?: N | undefined;
  /** Whether to look for oddities that the merge takes in its stride, like two releases of one date. */
  quirks?: boolean | undefined;
}

/** What was merged, and what could not be. */
export interface MergeResult<Output extends MergeOutput = "compiled", N extends Numbers = "number"> {
  /** By ocid, ascending. */
  readonly processes: readonly MergedProcess<Output, N>[];
  /** Processes that could not be merged and entries that could not be used; empty when all went well. */
  readonly problems: readonly MergeError[];
}

/** One contracting process. */
export type MergedProcess<Output extends MergeOutput = "compiled", N extends Numbers = "number"> = {
  compiled: CompiledProcess<N>;
  versioned: VersionedProcess<N>;
}[Output];

/** What compiled and versioned processes have in common. */
export interface Merged {
  readonly ocid: string;
  /** The merged release as JSON text in UTF-8, with every digit of its numbers: for files, streams and workers. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** `bytes` as a string. Both are made when they are first asked for. */
  readonly text: string;
  /** What was odd but did not stop the merge. */
  readonly warnings: readonly MergeWarning[];
  /** Further oddities, if they were asked for. */
  readonly quirks: readonly MergeQuirk[];
}

export interface CompiledProcess<N extends Numbers = "number"> extends Merged {
  /**
   * `merged`: compiled here from the complete releases. `publisher`: the publisher's own compiled
   * release, because the record only links to its releases.
   */
  readonly basis: "merged" | "publisher";
  /** The compiled release, parsed when it is first asked for. */
  readonly compiledRelease: Parsed<Release, N>;
}

export interface VersionedProcess<N extends Numbers = "number"> extends Merged {
  /** The versioned release, parsed when it is first asked for. */
  readonly versionedRelease: Parsed<VersionedRelease, N>;
}

export interface MergeWarning {
  /** Stable, like `duplicate-id`. */
  readonly code: string;
  readonly message: string;
  /** The fields that lead to it, like `awards.items`; null where it is of the process as a whole. */
  readonly path: string | null;
  readonly releaseId: string | null;
}

export interface MergeQuirk {
  /** Stable, like `equal-dates`. */
  readonly code: string;
  readonly message: string;
  /** JSON Pointer into the release. */
  readonly pointer: string;
  readonly ocid: string | null;
  readonly releaseId: string | null;
  /** Position of the release among those of its process, from 0. */
  readonly release: number;
}

/**
 * Merges releases into compiled or versioned releases, one per contracting process (ocid).
 *
 * Give texts or bytes where amounts must keep every digit: a parsed object has already lost some. A
 * release that comes twice with equal content counts once. A text may hold several documents, as JSON Lines do.
 *
 * @example
 * const { processes, problems } = mergeReleases(await client.uk.releasePackages());
 *
 * @throws MergeError (`unreadable-document`) for a document that is no JSON at all, and
 *   (`too-large`) for more text than is held.
 * @throws TypeError for a value that cannot be a document.
 */
export function mergeReleases<Output extends MergeOutput = "compiled", N extends Numbers = "number">(
  releases: MergeInputs,
  options: MergeOptions<Output, N> = {},
): MergeResult<Output, N> {
  const held = documents("mergeReleases", releases, options.maxBytes);
  return merge(options, (rest) => call((module) => module.mergeReleases(held, rest)));
}

/**
 * Merges releases that come one after the other, in any order. What is added is copied into the module, and
 * leaves it with `finish`.
 *
 * @example
 * const merger = new Merger({ output: "versioned" });
 * for await (const page of client.uk.releasePackages({ updatedFrom }).pages()) merger.add(page);
 * const { processes } = merger.finish();
 */
export class Merger<Output extends MergeOutput = "compiled", N extends Numbers = "number"> {
  readonly #options: MergeOptions<Output, N>;
  readonly #inside: <R>(use: (merger: wasm.Merger) => R) => R;
  #finished = false;

  /** @throws Error for an option that is not known or of the wrong type. */
  constructor(options: MergeOptions<Output, N> = {}) {
    this.#options = { ...options };
    const { rest } = split(options);
    this.#inside = owned((module) => new module.Merger(rest));
  }

  /**
   * Takes a document, or a list of them: releases, records and packages, as text, bytes or parsed. What is
   * given may be changed afterwards.
   *
   * @throws MergeError (`too-large`) when there is more text than is held, and (`unreadable-document`) for
   *   bytes that are not UTF-8; what was added before stays.
   * @throws TypeError for a value that cannot be a document.
   */
  add(input: MergeInput | MergeInputs): this {
    if (this.#finished) {
      throw new Error("Merger: nothing can be added after finish(); make a new one");
    }
    for (const document of isList(input) ? input : [input]) {
      const text = asText("Merger", document);
      try {
        this.#inside((merger) => merger.add(text));
      } catch (problem) {
        throw mergeProblem(problem);
      }
    }
    return this;
  }

  /**
   * Merges all that was added, once, and lets go of it.
   *
   * @throws MergeError as `mergeReleases` does; `document` counts what was added, from 0.
   * @throws InternalError after the module broke off: what was added is lost with it, and has to be added to a
   *   new merger.
   */
  finish(): MergeResult<Output, N> {
    if (this.#finished) {
      throw new Error("Merger: finish() was called before; make a new one");
    }
    this.#finished = true;
    return merge(this.#options, () => this.#inside((merger) => merger.finish()));
  }
}

function merge<Output extends MergeOutput, N extends Numbers>(
  options: MergeOptions<Output, N>,
  run: (options: wasm.MergeOptions) => wasm.Merged,
): MergeResult<Output, N> {
  const how = split(options);
  try {
    return mergeResult(run(how.rest), how);
  } catch (problem) {
    throw mergeProblem(problem);
  }
}

/** What the module made, as it is handed out. */
export function mergeResult<Output extends MergeOutput, N extends Numbers>(
  { batches, problems }: wasm.Merged,
  { numbers, rest }: Split<Output, N>,
): MergeResult<Output, N> {
  const Process = rest.output === "versioned" ? ParsedVersioned : ParsedCompiled;
  const processes = batches.flatMap(({ bytes, processes }) =>
    processes.map((process) => new Process(process, bytes.subarray(process.start, process.end), numbers)),
  );
  return {
    // The options say which of both it is; a conditional type is not narrowed by its value.
    processes: processes as readonly unknown[] as readonly MergedProcess<Output, N>[],
    problems: problems.map((problem) => new MergeError(problem)),
  };
}

/** How numbers are parsed is decided on this side of the boundary. */
export interface Split<Output extends MergeOutput, N extends Numbers> {
  readonly numbers: N;
  readonly rest: Omit<MergeOptions<Output, N>, "numbers">;
}

export function split<Output extends MergeOutput, N extends Numbers>({
  numbers = "number" as N,
  ...rest
}: MergeOptions<Output, N>): Split<Output, N> {
  checkNumbers("numbers", numbers);
  return { numbers, rest };
}

const decoder = new TextDecoder();

class ParsedProcess<Document> {
  readonly ocid: string;
  readonly warnings: readonly MergeWarning[];
  readonly quirks: readonly MergeQuirk[];
  readonly #numbers: Numbers;
  /** A part of its batch, until bytes are asked for: what is handed out is its own. */
  #held: Uint8Array<ArrayBuffer>;
  #bytes: Uint8Array<ArrayBuffer> | undefined;
  #text: string | undefined;
  #parsed: Document | undefined;

  constructor(process: wasm.MergedText, held: Uint8Array<ArrayBuffer>, numbers: Numbers) {
    this.ocid = process.ocid;
    this.warnings = process.warnings;
    this.quirks = process.quirks;
    this.#held = held;
    this.#numbers = numbers;
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return (this.#bytes ??= this.#held = this.#held.slice());
  }

  get text(): string {
    return (this.#text ??= decoder.decode(this.#held));
  }

  protected parsed(): Document {
    return (this.#parsed ??= parse(this.text, this.#numbers) as Document);
  }
}

class ParsedCompiled extends ParsedProcess<Release> implements CompiledProcess {
  readonly basis: "merged" | "publisher";

  constructor(process: wasm.MergedText, held: Uint8Array<ArrayBuffer>, numbers: Numbers) {
    super(process, held, numbers);
    this.basis = process.basis;
  }

  get compiledRelease(): Release {
    return this.parsed();
  }
}

class ParsedVersioned extends ParsedProcess<VersionedRelease> implements VersionedProcess {
  get versionedRelease(): VersionedRelease {
    return this.parsed();
  }
}
