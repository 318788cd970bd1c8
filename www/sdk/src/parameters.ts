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
        message: `${publisher}.${endpoint}: ${JSON.stringify(name)} must be a string, a number or a list of them`,
        advice: "Correct the parameter; nothing was sent.",
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
