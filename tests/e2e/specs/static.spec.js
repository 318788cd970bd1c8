// The dist folder on a plain static file server below a subpath, with no sandbox behind it.
import { test, expect } from "@playwright/test";
import { dist } from "../support/server.js";
import { serveStatic } from "../support/static.js";

let host;
test.beforeAll(async () => {
  host = await serveStatic(dist, "/some/where/");
});
test.afterAll(() => host.stop());

const RELEASE = {
  ocid: "ocds-h6vhtk-0aaaaa",
  id: "000001-2026",
  date: "2026-11-01T10:00:00Z",
  tag: ["tender"],
  tender: { title: "Fictional footbridge", value: { amount: 1250000.5, currency: "GBP" } },
  buyer: { name: "Fictional Council" },
};

test("everything loads relatively and the live publishers are asked", async ({ page }) => {
  const missing = [];
  page.on("response", (response) => {
    if (response.status() >= 400 && !response.url().endsWith("/config.json")) missing.push(response.url());
  });
  await page.route("https://www.find-tender.service.gov.uk/**", (route) =>
    route.fulfill({ json: { version: "1.1", releases: [RELEASE] }, headers: { "access-control-allow-origin": "*" } }),
  );
  await page.goto(`${host.url}#/s?src=uk`);
  await expect(page.locator(".search-row")).toHaveCount(1);
  await page.getByRole("link", { name: "Fictional footbridge" }).click();
  await expect(page.locator(".process-sums")).toContainText("GBP 1,250,000.50");
  await expect(page.getByText("Fictional data.")).toHaveCount(0);
  expect(missing).toEqual([]);
});

test("a publisher that refuses other sites is explained, with a way on", async ({ page }) => {
  await page.route("https://contratacionesabiertas.oece.gob.pe/**", (route) => route.abort("failed"));
  await page.goto(`${host.url}#/s?src=peru`);
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("it does not let other sites read it (CORS)");
  await expect(alert).toContainText("https://contratacionesabiertas.oece.gob.pe/api/v1/recordsAfter?size=100&startDate=");
  await expect(alert.getByRole("link", { name: "Open the address in a tab" })).toHaveAttribute("href", /^https:\/\/contrataciones/);
});

test("a path instead of a hash is led to its page", async ({ page }) => {
  await page.route("https://www.find-tender.service.gov.uk/**", (route) =>
    route.fulfill({ json: { version: "1.1", releases: [RELEASE] }, headers: { "access-control-allow-origin": "*" } }),
  );
  await page.goto(`${host.url}p/uk/ocds-h6vhtk-0aaaaa`);
  await expect(page).toHaveURL(/\/some\/where\/#\/p\/uk\/ocds-h6vhtk-0aaaaa$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Fictional footbridge");
});

test("compressed copies stand beside what compresses", async () => {
  const { readdirSync } = await import("node:fs");
  const names = readdirSync(dist);
  for (const name of names.filter((it) => /\.(html|js|css|wasm|svg|webmanifest)$/.test(it))) {
    expect(names, name).toEqual(expect.arrayContaining([`${name}.br`, `${name}.gz`]));
  }
});
