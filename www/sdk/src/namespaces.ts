// From the endpoint table to a client's namespaces and methods.

import type { CallOptions, DownloadOptions, JsonBody, UploadFile } from "./call.js";
import type { Caller } from "./caller.js";
import type { Client } from "./client.js";
import type { Endpoint } from "./endpoint.js";
import type { Numbers } from "./numbers.js";

type Method = (parameters: object, ...rest: unknown[]) => unknown;

/** A client whose methods ask `caller`. */
export function clientOf<N extends Numbers>(rows: readonly Endpoint[], caller: Caller): Client<N> {
  const namespaces: Record<string, Record<string, Method>> = {};
  for (const row of rows) {
    const namespace = (namespaces[row.publisher] ??= {});
    namespace[row.id] = method(caller, row);
  }
  const client = {
    ...namespaces,
    endpoints: () => structuredClone(rows),
    request: caller.call.bind(caller),
    write: caller.write.bind(caller),
    resume: caller.resume.bind(caller),
  };
  // The generated types and the rows come from the same table; TypeScript cannot know.
  return client as unknown as Client<N>;
}

/** What a write carries stands between its parameters and its options. */
function method(caller: Caller, { publisher, id, write, body }: Endpoint): Method {
  if (!write) {
    return (parameters, options) => caller.call(publisher, id, parameters, options as DownloadOptions);
  }
  if (body === "none") {
    return (parameters, options) => caller.write(publisher, id, parameters, undefined, options as CallOptions);
  }
  return (parameters, content, options) =>
    caller.write(publisher, id, parameters, content as JsonBody | UploadFile, options as CallOptions);
}
