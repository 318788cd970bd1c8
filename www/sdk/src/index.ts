/**
 * Everything that is public. The entries (index.node, index.browser, …) add only how the module is loaded.
 *
 * @module tenderlens
 */

export type { Batch, Progress } from "./batch.js";
export type {
  Awaitable,
  BulkCall,
  Call,
  CallOptions,
  Credentials,
  DocumentCall,
  DownloadCall,
  DownloadOptions,
  FeedCall,
  FileCall,
  FileListCall,
  JsonBody,
  JsonCall,
  RecordCall,
  ReleaseCall,
  ReleaseUpdatesCall,
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
export type { AnyCall, Client, RequestCall } from "./client.js";
export type { MergeInput, MergeInputs } from "./documents.js";
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
export type { FollowedBatch, FollowFilesOptions, FollowFromOptions, Following, FollowOptions } from "./follow.js";
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
export type { Exact, Numbers, Parsed } from "./numbers.js";
export type * from "./ocds.js";
export type { ClientOptions, Fetch, RequestEvent, ResponseEvent, RetryOptions, Waiting } from "./options.js";
export type { Download, Page, PageProblem, Written } from "./page.js";
export { toOcds } from "./convert.js";
export type { OcdsConversion, Unmapped } from "./convert.js";
export { version } from "./version.js";
