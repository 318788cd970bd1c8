// What a page and a worker say to each other. Everything is plain data.

import type * as wasm from "./wasm/exports.js";

/** One end of a connection: a worker, a message port, or inside a worker its global scope. */
export type Port = {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
} & (
  | { addEventListener(type: string, listener: (event: Event) => void): void; start?(): void }
  // Node's workers.
  | { on(type: string, listener: (value: unknown) => void): unknown }
);

/** From the page. */
export type Order =
  | { readonly type: "hello" }
  | { readonly type: "connect"; readonly client: number; readonly options: wasm.Options }
  | { readonly type: "disconnect"; readonly client: number }
  | { readonly type: "abort"; readonly id: number }
  | { readonly type: "free"; readonly stream: number }
  | Request;

/** What is answered under its `id`. */
export interface Request {
  readonly type: "request";
  readonly id: number;
  /** The client or stream that is asked; null for what is neither's. */
  readonly of: number | null;
  readonly method: Method;
  readonly given: readonly unknown[];
  /** Whether events are to be told. */
  readonly listens: boolean;
}

export type Method =
  | "page"
  | "resume"
  | "write"
  | "open"
  | "follow"
  | "next"
  | "mergeReleases"
  | "changes"
  | "history"
  | "toOcds";

/** From the worker. */
export type Reply =
  /** There is somebody to say hello to. */
  | { readonly type: "here" }
  | { readonly type: "ready"; readonly endpoints: string; readonly version: string }
  | { readonly type: "failed"; readonly problem: Problem }
  | { readonly type: "event"; readonly id: number; readonly event: wasm.ListenerEvent }
  | { readonly type: "value"; readonly id: number; readonly value: unknown }
  | { readonly type: "problem"; readonly id: number; readonly problem: Problem };

/** What was thrown: the module broke off, or a report or error that can be sent as it is. */
export type Problem = { readonly trap: string } | { readonly thrown: unknown };

/** Who listens to a port. */
export interface Listener {
  told(message: unknown): void;
  /** The other side did not start, or ended. */
  lost?(cause: unknown): void;
}

/** Listens to a port, of whatever kind it is. */
export function listen(port: Port, listener: Listener): void {
  const lost = (cause: unknown) => listener.lost?.(cause);
  if ("addEventListener" in port) {
    port.addEventListener("message", (event) => listener.told((event as MessageEvent).data));
    port.addEventListener("error", (event) => lost((event as ErrorEvent).message ?? "its script was not loaded"));
    port.start?.();
  } else {
    port.on("message", (message) => listener.told(message));
    port.on("error", lost);
    port.on("exit", () => lost("it ended"));
  }
}
