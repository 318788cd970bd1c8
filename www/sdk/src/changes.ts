// What each release changed, and the history of a value.

import { documents } from "./documents.js";
import type { MergeInputs } from "./documents.js";
import { MergeError } from "./errors.js";
import { call } from "./instance.js";
import type { MergeRules } from "./merge.js";
import { mergeProblem } from "./reports.js";
import type * as wasm from "./wasm/exports.js";
import type { Exports } from "./wasm/tenderlens.js";

/** What was found, and what could not be used. */
export interface ChangesResult {
  /** By ocid, ascending. */
  readonly processes: readonly ProcessChanges[];
  /** Processes whose releases cannot be merged and entries that could not be used; empty when all went well. */
  readonly problems: readonly MergeError[];
}

/** What the releases of one contracting process changed. */
export interface ProcessChanges {
  readonly ocid: string;
  /** `releases` as JSON text. */
  readonly text: string;
  /** In merge order; parsed when first asked for. */
  readonly releases: readonly ReleaseChanges[];
}

/** One release and what it says that the earlier ones did not. */
export interface ReleaseChanges {
  /** Position of the release among those of its process as they were given, from 0. */
  readonly release: number;
  readonly ocid: string | null;
  readonly releaseId: string | null;
  readonly date: string | null;
  readonly tag: readonly string[];
  /** In the order of the release. */
  readonly changes: readonly Change[];
  /** How many values it repeats unchanged. */
  readonly unchanged: number;
  /** What it does not mention and what therefore stays as it was: the outermost parts, the first 50 of them. */
  readonly notRepeated: readonly NotRepeated[];
  /** How many values it does not mention, all of them counted. */
  readonly notRepeatedValues: number;
}

/** One value that a release added, changed or removed. */
export interface Change {
  /** `removed`: it is explicitly null now. What a release merely does not repeat is not removed. */
  readonly change: "added" | "changed" | "removed";
  /** What sort of value it is, to choose how to show it. */
  readonly kind: "amount" | "number" | "date" | "text" | "boolean" | "list" | "object";
  /** JSON Pointer into the compiled release. */
  readonly pointer: string;
  /** The same, step by step. */
  readonly path: readonly Segment[];
  /** How many steps lead to the outermost object or array that came with this release; null if there is none. */
  readonly newFrom: number | null;
  /** The earlier value, as JSON text with every digit of its numbers. */
  readonly old: string | null;
  /** The value in this release, as JSON text. */
  readonly new: string | null;
  /** For an amount: the currency beside it, after this release. */
  readonly currency: string | null;
}

/** A step from an object or array to something in it. */
export type Segment =
  | { readonly type: "field"; readonly name: string }
  | { readonly type: "item"; readonly index: number; readonly id: string | null };

/** A part of the process that a release does not mention. */
export interface NotRepeated {
  /** JSON Pointer into the compiled release. */
  readonly pointer: string;
  readonly path: readonly Segment[];
  /** How many values it holds. */
  readonly values: number;
}

/** The values of one field of all processes. */
export interface HistoryResult {
  /** By ocid, ascending. */
  readonly processes: readonly ProcessHistory[];
  readonly problems: readonly MergeError[];
}

/** The values of one field of one contracting process. */
export interface ProcessHistory {
  readonly ocid: string;
  /** One for each release that changed the value, in merge order; empty if there is no such field. */
  readonly entries: readonly HistoryEntry[];
}

/** A value as of one release. */
export interface HistoryEntry {
  /** JSON text; null once it is explicitly null. */
  readonly value: string | null;
  /** Position of the release among those of its process as they were given, from 0. */
  readonly release: number;
  readonly releaseId: string | null;
  readonly date: string | null;
  readonly tag: readonly string[];
}

/**
 * What each release of each contracting process added, changed and removed.
 *
 * @example
 * for (const { releases } of changes(page).processes)
 *   for (const { date, changes } of releases) console.log(date, changes.map((it) => it.pointer));
 *
 * @throws MergeError, TypeError as `mergeReleases` does.
 */
export function changes(
  releases: MergeInputs,
  options: MergeRules = {},
): ChangesResult {
  return changesResult(accounts((module) => module.changes(documents("changes", releases, options.maxBytes), options)));
}

/**
 * The values that a JSON Pointer into the compiled release, like `/tender/value/amount`, has had.
 *
 * @throws MergeError, TypeError as `mergeReleases` does.
 */
export function history(
  releases: MergeInputs,
  pointer: string,
  options: MergeRules = {},
): HistoryResult {
  const given = documents("history", releases, options.maxBytes);
  return historyResult(accounts((module) => module.history(given, pointer, options)));
}

/** What the module found, as it is handed out. */
export function changesResult(found: wasm.Accounts): ChangesResult {
  return { processes: found.processes.map((process) => new ParsedChanges(process)), problems: problems(found) };
}

/** What the module found, as it is handed out. */
export function historyResult(found: wasm.Accounts): HistoryResult {
  const processes = found.processes.map(({ ocid, text }) => ({ ocid, entries: JSON.parse(text) as HistoryEntry[] }));
  return { processes, problems: problems(found) };
}

function accounts(find: (module: Exports) => wasm.Accounts): wasm.Accounts {
  try {
    return call(find);
  } catch (problem) {
    throw mergeProblem(problem);
  }
}

function problems(found: wasm.Accounts): readonly MergeError[] {
  return found.problems.map((problem) => new MergeError(problem));
}

class ParsedChanges implements ProcessChanges {
  readonly ocid: string;
  readonly text: string;
  #releases: readonly ReleaseChanges[] | undefined;

  constructor({ ocid, text }: { ocid: string; text: string }) {
    this.ocid = ocid;
    this.text = text;
  }

  get releases(): readonly ReleaseChanges[] {
    return (this.#releases ??= JSON.parse(this.text) as ReleaseChanges[]);
  }
}
