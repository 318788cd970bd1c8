// The endpoint table as data: what `client.endpoints()` returns.

/** One row of the table. */
export interface Endpoint {
  /** Id of the publisher: the namespace on the client. */
  publisher: string;
  /** The method in that namespace. */
  id: string;
  method: "GET";
  /** Below the publisher's own base path; path parameters stand as `{name}`. */
  path: string;
  summary: string;
  parameters: Parameter[];
  response: ResponseKind;
  paging: Paging;
  /** Two dates that are always sent together, because the service would invent the missing one. */
  window: Window | null;
  /** Observed behaviour that surprises. */
  quirks: string[];
}

export type ResponseKind = "releasePackage" | "recordPackage" | "fileList" | "zip";

/** How the next page is found, and the parameter that says where it is. */
export type Paging = { style: "none" } | { style: "page" | "searchAfter" | "cursor"; parameter: string };

export interface Window {
  from: string;
  to: string;
  /** How far the missing end is put from the given one. */
  days: number;
  /** What is sent when neither end is given. */
  widest: [from: string, to: string];
}

export interface Parameter {
  name: string;
  place: "path" | "query";
  kind: Kind;
  required: boolean;
  /** What the service assumes when the parameter is absent. */
  default: string | null;
  example: string;
  doc: string;
}

/** What a value may be; checked before anything is sent. */
export type Kind =
  | { type: "text" | "opaque" | "date" | "month" | "dateTime" | "ocid" }
  | { type: "integer"; min: number; max: number }
  | { type: "oneOf" | "listOf"; values: string[] };

/** What any parameter takes. A list is sent separated by commas; null and undefined are not sent. */
export type ParameterValue = string | number | readonly (string | number)[] | null | undefined;
