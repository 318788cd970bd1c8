// Everything that is public. The entries (index.node, index.browser, …) add only how the module is loaded.

export type {
  Awaitable,
  Call,
  CallOptions,
  Credentials,
  DocumentCall,
  DownloadCall,
  FeedCall,
  FileListCall,
  JsonBody,
  JsonCall,
  RecordCall,
  ReleaseCall,
  UploadFile,
  WriteCall,
} from "./call.js";
export { changes, history } from "./changes.js";
export type {
  Change,
  ChangesResult,
  HistoryEntry,
  HistoryResult,
  NotRepeated,
  ProcessChanges,
  ProcessHistory,
  ReleaseChanges,
  Segment,
} from "./changes.js";
export { createClient } from "./client.js";
export type { AnyCall, Client, ClientOptions, RequestCall, Waiting } from "./client.js";
export type { MergeInput } from "./documents.js";
export type { Endpoint, Kind, Paging, Parameter, ParameterValue, ResponseKind, Rule, Window } from "./endpoint.js";
export {
  BodyError,
  ConnectionError,
  HttpError,
  InternalError,
  MergeError,
  ParameterError,
  TenderlensError,
} from "./errors.js";
export type { ErrorCode, ErrorReport, MergeErrorReport, PublisherError } from "./errors.js";
export type { Feed, FeedLink, FeedRow } from "./feed.js";
export type * from "./gen/endpoints.js";
export { mergeReleases, Merger } from "./merge.js";
export type {
  CompiledProcess,
  Merged,
  MergedProcess,
  MergeOptions,
  MergeOutput,
  MergeQuirk,
  MergeResult,
  MergeRules,
  MergeWarning,
  VersionedProcess,
} from "./merge.js";
export type * from "./ocds.js";
export type { Download, Page, PageProblem, Written } from "./page.js";
export { version } from "./version.js";
