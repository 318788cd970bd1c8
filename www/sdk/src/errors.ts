// Errors. `code` is stable; messages are for people and may change.

/**
 * What went wrong. More may be added.
 *
 * - `invalid-parameter`, `unknown-publisher`, `unknown-endpoint`, `invalid-resume-token`: nothing was sent.
 * - `unreachable`, `interrupted`, `timeout`: no complete answer came. `answer-too-long`: more came than is read at once.
 * - `bad-request` (400), `refused` (401, 403), `not-found` (404), `conflict` (409), `gone` (410),
 *   `precondition-failed` (412), `unsupported-media-type` (415), `invalid-data` (422), `rate-limited` (429),
 *   `publisher-error` (5xx), `unexpected-status`: the publisher said no.
 * - `redirected`: the publisher answers from another address, where this request does not follow.
 * - `unconfirmed-write`: it is not known whether a change was carried out.
 * - `invalid-body`: the answer is not what the endpoint promises.
 * - `paging-loop`: the publisher's pages lead in a circle.
 * - `internal`: the WebAssembly module broke off. `not-loaded`: it was not loaded yet.
 *   `worker-lost`: the worker that has it ended.
 * - `too-large`, `unreadable-document`, `not-an-object`, `not-an-array`, `missing-ocid`,
 *   `no-releases`, `needs-releases`, `invalid-json`, `missing-date`, `null-date`,
 *   `non-string-date`, `non-object-release`, `inconsistent-type`, `unhashable-id`: merging.
 */
export type ErrorCode =
  | "invalid-parameter"
  | "unknown-publisher"
  | "unknown-endpoint"
  | "invalid-resume-token"
  | "unreachable"
  | "interrupted"
  | "timeout"
  | "answer-too-long"
  | "bad-request"
  | "refused"
  | "not-found"
  | "conflict"
  | "gone"
  | "precondition-failed"
  | "unsupported-media-type"
  | "invalid-data"
  | "rate-limited"
  | "publisher-error"
  | "unexpected-status"
  | "redirected"
  | "unconfirmed-write"
  | "invalid-body"
  | "paging-loop"
  | "internal"
  | "not-loaded"
  | "worker-lost"
  | "too-large"
  | "unreadable-document"
  | "not-an-object"
  | "not-an-array"
  | "missing-ocid"
  | "no-releases"
  | "needs-releases"
  | "invalid-json"
  | "missing-date"
  | "null-date"
  | "non-string-date"
  | "non-object-release"
  | "inconsistent-type"
  | "unhashable-id"
  // Keeps the names above in completion while any string is allowed.
  | (string & Record<never, never>);

/** What errors are made of. Absent members are null. */
export interface ErrorReport {
  readonly code: ErrorCode;
  readonly message: string;
  readonly advice: string;
  readonly publisher: string | null;
  readonly endpoint: string | null;
  readonly url: string | null;
  readonly attempts: number;
  /** What the publisher itself says, error by error. */
  readonly errors?: readonly PublisherError[] | undefined;
}

/** One error of a publisher's list, as far as it tells. */
export interface PublisherError {
  /** The part of the request: `body`, `header`, `url`, … */
  readonly location: string | null;
  /** The member, header or parameter at fault. */
  readonly name: string | null;
  readonly description: string;
  readonly code: string | null;
  /** Stays the same when the words change. */
  readonly messageUid: string | null;
  /** Identifies this one occurrence to the publisher. */
  readonly id: string | null;
  readonly url: string | null;
}

/** Base of all errors of this package. */
export class TenderlensError extends Error {
  static {
    this.prototype.name = "TenderlensError";
  }
  readonly code: ErrorCode;
  /** What can be done about it, one sentence. */
  readonly advice: string;
  readonly publisher: string | null;
  readonly endpoint: string | null;
  /** The address that was asked; null when nothing was sent. */
  readonly url: string | null;
  /** Requests sent, the first included; 0 when nothing was sent. */
  readonly attempts: number;
  /** What the publisher itself says, error by error; empty when it lists none. */
  readonly errors: readonly PublisherError[];

  constructor(report: ErrorReport) {
    super(report.message);
    this.code = report.code;
    this.advice = report.advice;
    this.publisher = report.publisher;
    this.endpoint = report.endpoint;
    this.url = report.url;
    this.attempts = report.attempts;
    this.errors = report.errors ?? [];
  }
}

/** A parameter is missing, misspelt or not allowed. Nothing was sent. */
export class ParameterError extends TenderlensError {
  static {
    this.prototype.name = "ParameterError";
  }
  /** Name of the parameter. */
  readonly parameter: string;

  constructor(report: ErrorReport & { readonly parameter: string }) {
    super(report);
    this.parameter = report.parameter;
  }
}

/** The publisher answered with an error status. */
export class HttpError extends TenderlensError {
  static {
    this.prototype.name = "HttpError";
  }
  readonly status: number;
  /** How long the publisher asks to wait, in milliseconds; null when it does not say. */
  readonly retryAfterMs: number | null;

  constructor(report: ErrorReport & { readonly status: number; readonly retryAfterMs: number | null }) {
    super(report);
    this.status = report.status;
    this.retryAfterMs = report.retryAfterMs;
  }
}

/** No complete answer: `unreachable` (which in a browser may also be a refusal by CORS), `interrupted` or `timeout`. */
export class ConnectionError extends TenderlensError {
  static {
    this.prototype.name = "ConnectionError";
  }
}

/** The answer is not what the endpoint promises. */
export class BodyError extends TenderlensError {
  static {
    this.prototype.name = "BodyError";
  }
  /** Byte of the answer where reading ended. */
  readonly offset: number;

  constructor(report: ErrorReport & { readonly offset: number }) {
    super(report);
    this.offset = report.offset;
  }
}

/**
 * The WebAssembly module broke off: memory ran out, or there is a mistake in it. What is called next
 * finds a new instance; everything that was under way in the old one has rejected with this error.
 */
export class InternalError extends TenderlensError {
  static {
    this.prototype.name = "InternalError";
  }

  /** `cause` is what the engine threw. */
  constructor(cause: unknown, about?: { readonly publisher: string; readonly endpoint: string }) {
    const said = cause instanceof Error ? cause.message : String(cause);
    const call = about === undefined ? "" : `${about.publisher}.${about.endpoint}: `;
    super({
      code: "internal",
      message: `${call}the WebAssembly module broke off: ${said}`,
      advice: "Call again, with less at a time if it was much; if it persists, please report it with what was given.",
      publisher: about?.publisher ?? null,
      endpoint: about?.endpoint ?? null,
      url: null,
      attempts: 0,
    });
    this.cause = cause;
  }
}

/** What a merge error is made of. */
export interface MergeErrorReport {
  readonly code: ErrorCode;
  readonly message: string;
  readonly ocid: string | null;
  readonly releaseId: string | null;
  readonly document: number | null;
}

/** Releases could not be merged, or a document could not be read. */
export class MergeError extends TenderlensError {
  static {
    this.prototype.name = "MergeError";
  }
  /** The contracting process, where it is known. */
  readonly ocid: string | null;
  /** The release at fault, where it is known. */
  readonly releaseId: string | null;
  /** Position in the input, from 0, of the document at fault, where it is one document's fault. */
  readonly document: number | null;

  constructor(report: MergeErrorReport) {
    const advice = "Look at the releases one by one.";
    super({ ...report, advice, publisher: null, endpoint: null, url: null, attempts: 0 });
    this.ocid = report.ocid;
    this.releaseId = report.releaseId;
    this.document = report.document;
  }
}
