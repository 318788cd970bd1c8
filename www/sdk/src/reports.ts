// From the plain reports of the wasm boundary to errors.

import { BodyError, ConnectionError, HttpError, MergeError, ParameterError, TenderlensError } from "./errors.js";
import type { CallReport, MergeReport } from "./wasm/exports.js";

/** What a failed call should reject with. What is not a report (the reason of a signal) stays as it is. */
export function callProblem(problem: unknown, signal: AbortSignal | null | undefined): unknown {
  if (signal?.aborted === true && Object.is(problem, signal.reason)) {
    return problem;
  }
  return isReport<CallReport>(problem, "attempts") ? callError(problem) : problem;
}

/** What a failed merge should throw. */
export function mergeProblem(problem: unknown): unknown {
  return isReport<MergeReport>(problem, "releaseId") ? new MergeError(problem) : problem;
}

function isReport<Report extends object>(problem: unknown, member: keyof Report): problem is Report {
  const plain = typeof problem === "object" && problem !== null && !(problem instanceof TenderlensError);
  return plain && "code" in problem && member in problem;
}

function callError(raw: CallReport): TenderlensError {
  // Without a readable resume token there is neither; the boundary writes them as empty.
  const report = { ...raw, publisher: raw.publisher || null, endpoint: raw.endpoint || null };
  const { parameter, status, offset } = report;
  if (parameter !== null) {
    return new ParameterError({ ...report, parameter });
  }
  if (status !== null) {
    return new HttpError({ ...report, status });
  }
  if (offset !== null) {
    return new BodyError({ ...report, offset });
  }
  return isConnection(report.code) ? new ConnectionError(report) : new TenderlensError(report);
}

function isConnection(code: string): boolean {
  return code === "unreachable" || code === "interrupted" || code === "timeout";
}
