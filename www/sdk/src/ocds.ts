// The members of OCDS documents that most programs read. Publishers leave out what they like and add
// their own: everything is optional but what identifies a document, and every other member is there
// as `unknown`. https://standard.open-contracting.org/latest/en/schema/

/** A release: what changed at one moment of a contracting process. Also the shape of a compiled release. */
export interface Release {
  /** Identifies the contracting process. */
  ocid: string;
  /** Identifies the release within its process. */
  id: string;
  /** ISO 8601. */
  date?: string;
  tag?: string[];
  language?: string;
  buyer?: OrganizationReference;
  parties?: Organization[];
  tender?: Tender;
  awards?: Award[];
  contracts?: Contract[];
  [member: string]: unknown;
}

/** A versioned release: for every field that is merged, the values it has had. */
export interface VersionedRelease {
  ocid: string;
  [member: string]: unknown;
}

/** An entry of a versioned field. */
export interface VersionedValue<Value = unknown> {
  releaseID: string;
  releaseDate: string;
  releaseTag: string[];
  value: Value;
}

/** A record: everything known about one contracting process. */
export interface OcdsRecord {
  ocid: string;
  /** Complete releases, or links to them. */
  releases?: (Release | LinkedRelease)[];
  /** The publisher's own. */
  compiledRelease?: Release;
  [member: string]: unknown;
}

export interface LinkedRelease {
  url: string;
  date?: string;
  tag?: string[];
  [member: string]: unknown;
}

export interface ReleasePackage extends Package {
  releases: Release[];
}

export interface RecordPackage extends Package {
  records: OcdsRecord[];
}

export interface Package {
  uri?: string;
  version?: string;
  publishedDate?: string;
  links?: { next?: string | null; prev?: string | null };
  [member: string]: unknown;
}

export interface Tender {
  id?: string;
  title?: string;
  description?: string;
  status?: string;
  mainProcurementCategory?: string;
  procurementMethod?: string;
  value?: Value;
  tenderPeriod?: Period;
  [member: string]: unknown;
}

export interface Award {
  id?: string;
  title?: string;
  status?: string;
  date?: string;
  value?: Value;
  suppliers?: OrganizationReference[];
  [member: string]: unknown;
}

export interface Contract {
  id?: string;
  awardID?: string;
  title?: string;
  status?: string;
  value?: Value;
  period?: Period;
  dateSigned?: string;
  [member: string]: unknown;
}

export interface Organization extends OrganizationReference {
  roles?: string[];
}

export interface OrganizationReference {
  id?: string;
  name?: string;
  [member: string]: unknown;
}

/** An amount as JavaScript reads it; where every digit counts, read it from the page's `text`. */
export interface Value {
  amount?: number | null;
  /** ISO 4217. */
  currency?: string | null;
  [member: string]: unknown;
}

export interface Period {
  startDate?: string;
  endDate?: string;
  [member: string]: unknown;
}

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
