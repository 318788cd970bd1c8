// Everything that is public. The entries (index.node, index.browser) add only how the wasm is loaded.

export type { Awaitable, Call, CallOptions, DownloadCall, FileListCall, RecordCall, ReleaseCall } from "./call.js";
export { createClient } from "./client.js";
export type { AnyCall, Client, ClientOptions, RequestCall, Waiting } from "./client.js";
export type { Endpoint, Kind, Paging, Parameter, ParameterValue, ResponseKind, Window } from "./endpoint.js";
export { BodyError, ConnectionError, HttpError, MergeError, ParameterError, TenderlensError } from "./errors.js";
export type { ErrorCode, ErrorReport, MergeErrorReport } from "./errors.js";
export type * from "./gen/endpoints.js";
export { mergeReleases } from "./merge.js";
export type { MergedProcess, MergeInput, MergeResult, MergeWarning } from "./merge.js";
export type * from "./ocds.js";
export type { Download, Page, PageProblem } from "./page.js";
export { version } from "./version.js";
