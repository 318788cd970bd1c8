// From the values a caller writes to the texts that are sent.

import { ParameterError } from "./errors.js";

/**
 * Parameters as texts. What the texts may be is checked behind the boundary, by the endpoint table.
 *
 * @throws ParameterError for a value that has no text of its own.
 */
export function texts(publisher: string, endpoint: string, parameters: object): Record<string, string> {
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(parameters) as [string, unknown][]) {
    if (value === undefined || value === null) {
      continue;
    }
    const text = textOf(value);
    if (text === undefined) {
      throw new ParameterError({
        code: "invalid-parameter",
        message: `${publisher}.${endpoint}: ${JSON.stringify(name)} must be a string, a number or a list of them, got ${kind(value)}`,
        advice: value instanceof Date ? DATES : "Correct the parameter; nothing was sent.",
        publisher,
        endpoint,
        url: null,
        attempts: 0,
        parameter: name,
      });
    }
    sent[name] = text;
  }
  return sent;
}

/** Publishers differ in how much of a time they take, and in whose zone. */
const DATES = "Write the date as the parameter's example has it, cut from `date.toISOString()`; nothing was sent.";

function kind(value: unknown): string {
  return value instanceof Date ? "a Date" : Array.isArray(value) ? "a list of something else" : typeof value;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "string") {
    return value;
  }
  if (typeof value === "number" || typeof value === "bigint") {
    return String(value);
  }
  return Array.isArray(value) && value.every(isPart) ? value.join(",") : undefined;
}

function isPart(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number";
}
