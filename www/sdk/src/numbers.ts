// How the numbers of documents are read.

/**
 * What the numbers of parsed documents become: `number`, as JavaScript's own, or `string`, with every digit
 * as it was published: `1.10` stays `"1.10"`, and no amount is too long.
 */
export type Numbers = "number" | "string";

/** The type of a document whose numbers are strings. */
export type Exact<T> = T extends number ? string : T extends object ? { [K in keyof T]: Exact<T[K]> } : T;

/** The type of a document as it is parsed. */
export type Parsed<T, N extends Numbers> = N extends "string" ? Exact<T> : T;

/** @throws TypeError for what is none of both. */
export function checkNumbers(name: string, numbers: unknown): asserts numbers is Numbers {
  if (numbers !== "number" && numbers !== "string") {
    throw new TypeError(`${name} must be "number" or "string", got ${JSON.stringify(numbers)}`);
  }
}

/** Parses a document. Some publishers start their JSON with a byte order mark, which `JSON.parse` refuses. */
export function parse(text: string, numbers: Numbers): unknown {
  const json = text.startsWith("\uFEFF") ? text.slice(1) : text;
  return JSON.parse(numbers === "string" ? quoted(json) : json);
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** JSON with its numbers in quotes. */
function quoted(json: string): string {
  const parts: string[] = [];
  let copied = 0;
  let at = 0;
  while (at < json.length) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) {
      at = behindString(json, at);
    } else if (isDigit(code)) {
      const end = behindNumber(json, at);
      parts.push(json.slice(copied, at), '"', json.slice(at, end), '"');
      copied = at = end;
    } else {
      at += 1;
    }
  }
  parts.push(json.slice(copied));
  return parts.join("");
}

/** Where a string that starts here ends, or the text does. */
function behindString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(json, end)) {
    end = json.indexOf('"', end + 1);
  }
  return end < 0 ? json.length : end + 1;
}

/** Whether an odd number of backslashes stands before. */
function isEscaped(json: string, at: number): boolean {
  let before = at;
  while (json.charCodeAt(before - 1) === BACKSLASH) {
    before -= 1;
  }
  return (at - before) % 2 === 1;
}

function behindNumber(json: string, start: number): number {
  let end = start + 1;
  while (end < json.length && (isDigit(json.charCodeAt(end)) || ".eE+".includes(json.charAt(end)))) {
    end += 1;
  }
  return end;
}

function isDigit(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x2d;
}
