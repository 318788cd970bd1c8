// Publishers misbehave: the page says so and finds its way on.
import { expect, testOn } from "../support/test.js";
import { clearFaults, fault } from "../support/server.js";

const test = testOn();

test("a 429 with Retry-After 2 is waited out and the list completes", async ({ page, site }) => {
  await fault(site, { publisher: "uk", fault: "rate-limited", times: 1, retryAfter: 2 });
  const started = Date.now();
  await page.goto(`${site}#/s?src=uk`);
  await expect(page.getByText("UK Find a Tender asked us to wait.")).toBeVisible();
  await expect(page.getByRole("timer")).toHaveText(/^[12] s$/);
  await expect(page.locator(".search-row").first()).toBeVisible();
  expect(Date.now() - started).toBeGreaterThanOrEqual(2000);
  await expect(page.getByText("asked us to wait")).toHaveCount(0);
});

test("a dead publisher shows the error state with a working Retry, and the others their rows", async ({ page, site }) => {
  await fault(site, { publisher: "peru", fault: "dead" });
  await page.goto(`${site}#/s`);
  const alert = page.getByRole("alert");
  await expect(alert.getByRole("heading", { name: "Peru OECE could not be read" })).toBeVisible();
  await expect(alert).toContainText("it does not let other sites read it (CORS)");
  await expect(page.locator(".search-row").filter({ hasText: "Find a Tender" }).first()).toBeVisible();
  await clearFaults(site);
  await alert.getByRole("button", { name: "Retry" }).click();
  await expect(page.getByText("OECE, Peru").first()).toBeVisible();
  await expect(alert).toHaveCount(0);
});

test("an answer cut in the middle says so and Retry loads it", async ({ page, site }) => {
  await fault(site, { publisher: "uk", fault: "truncated" });
  await page.goto(`${site}#/s?src=uk`);
  await expect(page.getByRole("alert")).toContainText("UK Find a Tender could not be read");
  await clearFaults(site);
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(page.locator(".search-row").first()).toBeVisible();
});

test("an HTML page instead of JSON is named with its place", async ({ page, site }) => {
  await fault(site, { publisher: "uk", fault: "html" });
  await page.goto(`${site}#/s?src=uk`);
  await expect(page.getByRole("alert")).toContainText("is not what this endpoint promises");
  await expect(page.getByRole("alert")).toContainText("at byte 0");
});

test("a refusal is said in the publisher's words", async ({ page, site }) => {
  await fault(site, { publisher: "peru", fault: "forbidden" });
  await page.goto(`${site}#/s?src=peru`);
  await expect(page.getByRole("alert")).toContainText("Status 403");
  await expect(page.getByRole("alert").getByRole("link", { name: "Open the address in a tab" })).toBeVisible();
});

test("a process that does not exist says at which publisher", async ({ page, site }) => {
  await page.goto(`${site}#/p/uk/ocds-h6vhtk-ffffff`);
  await expect(page.getByRole("alert")).toContainText("UK Find a Tender does not have this");
  await page.goto(`${site}#/p/nobody/ocds-h6vhtk-ffffff`);
  await expect(page.getByRole("alert")).toContainText('There is no publisher with the id "nobody"');
});

test("a wait can be stopped and what is loaded stays", async ({ page, site }) => {
  await page.goto(`${site}#/s?src=uk`);
  const rows = page.locator(".search-row");
  await expect(rows.first()).toBeVisible();
  const before = await rows.count();
  await fault(site, { publisher: "uk", fault: "rate-limited", retryAfter: 30 });
  await page.getByRole("button", { name: "Load more from UK Find a Tender" }).click();
  await expect(page.getByText("asked us to wait")).toBeVisible();
  await page.locator(".state-banner").getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText("asked us to wait")).toHaveCount(0);
  await expect(rows).toHaveCount(before);
});
