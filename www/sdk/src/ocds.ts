// OCDS documents: the standard's own types, and the lists that publishers have besides.

export type * from "./gen/ocds.js";

/** A list of bulk files. */
export interface FileList {
  results: BulkFile[];
  [member: string]: unknown;
}

/** An entry of a list of bulk files. */
export interface BulkFile {
  id?: string;
  source?: string;
  year?: string;
  month?: string;
  /** Addresses, by format. */
  files?: { [format: string]: string | null };
  [member: string]: unknown;
}
