// The endpoint table as data: what `client.endpoints()` returns.

/** One row of the table. */
export interface Endpoint {
  /** Id of the publisher: the namespace on the client. */
  publisher: string;
  /** The method in that namespace. */
  id: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Whether it changes something at the publisher. Such a call is never repeated. */
  write: boolean;
  /** Below the publisher's own base path; path parameters stand as `{name}`. */
  path: string;
  summary: string;
  parameters: Parameter[];
  /** What is sent besides the parameters: nothing, a JSON object or a file. */
  body: "none" | "data" | "file";
  /** Whom the service lets in: everybody, holders of a broker's key, or owners of the object. */
  auth: "none" | "broker" | "owner";
  response: ResponseKind;
  paging: Paging;
  /** How many items a page holds at most, and the parameter that says so. */
  pageSize: { parameter: string | null; default: number } | null;
  /** Two dates that are always sent together, because the service would invent the missing one. */
  window: Window | null;
  /** What holds between the parameters. */
  rules: Rule[];
  /** Observed behaviour that surprises. */
  quirks: string[];
}

export type ResponseKind =
  | "releasePackage"
  | "recordPackage"
  | "release"
  | "record"
  | "choices"
  | "feed"
  | "object"
  | "list"
  | "documents"
  | "description"
  | "checksum"
  | "file"
  | "documentOrFile"
  | "fileList"
  | "zip";

/** How the next page is found, and the parameter that says where it is. */
export type Paging =
  | { style: "none" }
  | { style: "page" | "searchAfter" | "cursor" | "feed"; parameter: string }
  | { style: "pageSize"; parameter: { page: string; size: string; default: number } };

/** What holds between parameters: the first two are checked before anything is sent, the others warn. */
export type Rule =
  | { rule: "same"; names: string[] }
  | { rule: "atLeast"; count: number; of: string[]; unless: string[] }
  | { rule: "ignored"; names: string[]; by: string[] }
  | { rule: "bestAlone"; name: string; because: string };

export interface Window {
  from: string;
  to: string;
  /** How far the missing end is put from the given one. */
  days: number;
  /** What is sent when neither end is given. */
  widest: [from: string, to: string];
  /** Beside one of these neither end is sent unless it is given. */
  unless: string[];
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
  /** Id of the publisher's endpoint that lists the values which find anything. */
  choices: string | null;
}

/** What a value may be; checked before anything is sent. */
export type Kind =
  | { type: "text" | "opaque" | "date" | "month" | "dateTime" | "ocid" }
  | { type: "words" | "jsonObject" | "country" | "flag" }
  | { type: "integer"; min: number; max: number }
  | { type: "oneOf" | "listOf"; values: string[] };

/** What any parameter takes. A list is sent separated by commas; null and undefined are not sent. */
export type ParameterValue = string | number | readonly (string | number)[] | null | undefined;
