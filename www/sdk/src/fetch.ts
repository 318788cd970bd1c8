// What is given instead of the global `fetch`.

import type { Fetch } from "./options.js";

/** The module trusts an answer to be one, whoever makes it. */
export function checked(fetch: Fetch): Fetch {
  return async (url, init) => {
    const answer = (await fetch(url, init)) as Partial<Response> | undefined;
    const isResponse = typeof answer?.status === "number" && typeof answer.arrayBuffer === "function";
    if (!isResponse || typeof answer.headers?.entries !== "function") {
      throw new TypeError("the function given as fetch did not answer with a Response");
    }
    return answer as Response;
  };
}
