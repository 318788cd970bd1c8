// `test` with a server per file, and no error of the page unnoticed.
import { existsSync } from "node:fs";
import { test as base, expect } from "@playwright/test";
import { clearFaults, serve, shared } from "./server.js";

/** A `test` whose fixture `site` is the address of a server started with these arguments. */
export function testOn(...args) {
  return base.extend({
    server: [
      async ({}, use) => {
        const server = await serve(...args);
        await use(server);
        await server.stop();
      },
      { scope: "worker" },
    ],
    site: async ({ server }, use) => {
      await clearFaults(server.url);
      await use(server.url);
    },
    page: async ({ page }, use) => {
      const errors = [];
      page.on("pageerror", (error) => errors.push(error));
      await use(page);
      expect(errors, "errors of the page").toEqual([]);
    },
  });
}

/** Recorded data lives beside the project: without it these tests are skipped, and fail in CI. */
export function needsShared(test) {
  const absent = !existsSync(shared);
  if (absent && process.env.CI) throw new Error(`there is no ${shared}`);
  test.skip(absent, "there is no ../shared beside the workspace");
}

export { expect };
