// Options of a client and of a call, checked: a misspelt one would pass unseen.

import type { Credentials } from "./call.js";
import type { Publishers } from "./gen/endpoints.js";
import { checkNumbers } from "./numbers.js";
import type { Numbers } from "./numbers.js";

/** Options of a client. */
export interface ClientOptions<N extends Numbers = "number"> {
  /**
   * Per publisher: where its requests go instead of the live service.
   *
   * - Scheme, host and prefix, like `https://proxy.example/uk`: the publisher's own path and query follow.
   * - An address with `{url}` in it, like `https://proxy.example/?u={url}`: the live service's whole address stands
   *   there, percent-encoded.
   *
   * In a page either may be relative to it, like `/uk`.
   */
  bases?: { readonly [P in keyof Publishers]?: string | undefined } | undefined;
  /** Per publisher: sent to its endpoints that ask for credentials, and to no other. */
  credentials?: { readonly [P in keyof Publishers]?: Credentials | undefined } | undefined;
  /** Sends the requests, instead of the global `fetch`. */
  fetch?: Fetch | undefined;
  /** What the numbers of documents are parsed to: `number` unless said, or `string` to keep every digit. */
  numbers?: N | undefined;
  /** Told before each request is sent. What it throws is ignored. */
  onRequest?: ((request: RequestEvent) => void) | undefined;
  /** Told when a request was answered, well or badly. What it throws is ignored. */
  onResponse?: ((response: ResponseEvent) => void) | undefined;
  /** Told before each pause. What it throws is ignored. */
  onWait?: ((waiting: Waiting) => void) | undefined;
  /** How patient the client is with a publisher that cannot answer. */
  retry?: RetryOptions | undefined;
  /**
   * For one request, from sending to the last byte, in milliseconds; 60 seconds unless said. For a file, between
   * two pieces of it.
   */
  timeoutMs?: number | undefined;
}

export interface RetryOptions {
  /** Requests sent at most, the first included; 1 means never again. 6 unless said. */
  attempts?: number | undefined;
  /** A publisher that asks for a longer pause is not waited for; 60 seconds unless said. */
  longestPauseMs?: number | undefined;
}

/** Called as the global `fetch` is, with the address as text and a plain object. It has to obey `init.signal`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A request is sent. No key and no token stands in it. */
export interface RequestEvent {
  readonly publisher: string;
  readonly endpoint: string;
  readonly method: string;
  /** The publisher's address, also where a proxy reads it. */
  readonly url: string;
  /** Which request for the same thing this is, from 1. */
  readonly attempt: number;
}

/** A request was answered. */
export interface ResponseEvent extends RequestEvent {
  readonly status: number;
  /** From sending to the last byte; of a file, to the first. */
  readonly elapsedMs: number;
}

/** A request failed and is sent again after a pause. */
export interface Waiting {
  readonly publisher: string;
  readonly endpoint: string;
  /** The attempt that failed, from 1; 0 where a pause is kept that another request was asked for. */
  readonly attempt: number;
  readonly pauseMs: number;
  /** Code of the error that is waited out. */
  readonly code: string;
}

/** Options of a client after checking, with `fetch` ready to be called. */
export type CheckedOptions = ClientOptions<Numbers>;

/** A timer counts to 2^31 - 1; what is longer would end at once. */
const LONGEST_MS = 2 ** 31 - 1;

type Check = (name: string, value: unknown) => void;

const isFunction: Check = (name, value) => expect(typeof value === "function", name, "a function", value);
const isSignal: Check = (name, value) =>
  expect(value === null || value instanceof AbortSignal, name, "an AbortSignal", value);
const isFlag: Check = (name, value) => expect(typeof value === "boolean", name, "a boolean", value);
/** What is given instead of credentials may well be one. */
const isSecret: Check = (name, value) => expect(typeof value === "object" && value !== null, name, "an object");

/** @throws TypeError for what is no option, or none of this value. */
export function checkClient(options: ClientOptions<Numbers>, publishers: readonly string[]): void {
  const caller = "createClient";
  const ofPublishers = (check: Check): Check => (name, value) =>
    members(caller, name, value, "publisher", Object.fromEntries(publishers.map((publisher) => [publisher, check])));
  members(caller, "", options, "option", {
    bases: ofPublishers(isBase),
    credentials: ofPublishers(isSecret),
    fetch: isFunction,
    numbers: checkNumbers,
    onRequest: isFunction,
    onResponse: isFunction,
    onWait: isFunction,
    retry: (name, value) =>
      members(caller, name, value, "option", { attempts: whole(1, 100), longestPauseMs: whole(0, LONGEST_MS) }),
    timeoutMs: whole(1, LONGEST_MS),
  });
}

const CALL = { credentials: isSecret, numbers: checkNumbers, signal: isSignal };
const DOWNLOAD = { ...CALL, checksum: isFlag, onProgress: isFunction };
const FOLLOW = {
  checksum: isFlag,
  from: (name: string, value: unknown) => expect(typeof value === "string", name, "a text", value),
  onProgress: isFunction,
  once: isFlag,
  token: (name: string, value: unknown) => expect(value === null || typeof value === "string", name, "a text", value),
};

/** @throws TypeError for what is no option of the call, or none of this value. */
export function checkCall(caller: string, kind: "call" | "download" | "follow", options: object): void {
  members(caller, "", options, "option", kind === "call" ? CALL : kind === "download" ? DOWNLOAD : FOLLOW);
}

function members(
  caller: string,
  name: string,
  value: unknown,
  what: string,
  known: { readonly [member: string]: Check },
): void {
  const place = name === "" ? caller : name;
  expect(typeof value === "object" && value !== null, name === "" ? `${caller}: its options` : name, "an object", value);
  for (const [member, given] of Object.entries(value as object) as [string, unknown][]) {
    const check = Object.hasOwn(known, member) ? known[member] : undefined;
    if (check === undefined) {
      const names = Object.keys(known).join(", ");
      throw new TypeError(`${place}: there is no ${what} ${JSON.stringify(member)}; known are ${names}`);
    }
    if (given !== undefined) {
      check(name === "" ? `${caller}: ${member}` : `${name}.${member}`, given);
    }
  }
}

function whole(least: number, most: number): Check {
  return (name, value) => {
    const fits = Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
    expect(fits, name, `a whole number from ${least} to ${most}`, value);
  };
}

function isBase(name: string, value: unknown): void {
  expect(typeof value === "string", name, "a text", value);
  const text = value as string;
  const proxied = text.includes("{url}");
  const url = address(text.replaceAll("{url}", "x"));
  expect(url?.protocol === "http:" || url?.protocol === "https:", name, "an address like https://proxy.example/uk", value);
  expect(url?.username === "" && url.password === "", name, "an address without a user's name or password");
  expect(proxied || (url?.search === "" && url.hash === ""), name, "an address without ? and #, or one with {url}", value);
}

/** The bases with their hosts: what is relative to a page is something else to its worker. */
export function absolute(bases: ClientOptions["bases"] = {}): NonNullable<ClientOptions["bases"]> {
  const whole = (base: string) =>
    /^https?:/i.test(base) ? base : (address(base.replaceAll("{url}", PLACE))?.href.replaceAll(PLACE, "{url}") ?? base);
  return Object.fromEntries(Object.entries(bases).map(([publisher, base]) => [publisher, base && whole(base)]));
}

/** Stands for `{url}`, whose braces would be encoded. */
const PLACE = "tenderlens-url-here";

/** In a page an address may be relative to it. */
function address(text: string): URL | undefined {
  const here = (globalThis as { location?: { href: string } }).location?.href;
  try {
    return new URL(text, here);
  } catch {
    return undefined;
  }
}

/** The value is shown unless it may be secret. */
function expect(fits: boolean, name: string, what: string, ...value: unknown[]): void {
  if (!fits) {
    const got = value.map((given) => `, got ${shown(given)}`).join("");
    throw new TypeError(`${name} must be ${what}${got}`);
  }
}

function shown(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? JSON.stringify(value)
    : value === null
      ? "null"
      : typeof value;
}
