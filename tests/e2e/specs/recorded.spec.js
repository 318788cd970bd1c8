// The main job on recorded payloads: what publishers really answered.
import path from "node:path";
import { expect, needsShared, testOn } from "../support/test.js";
import { shared } from "../support/server.js";

const test = testOn("--data", path.join(shared, "data"));

test.beforeAll(() => needsShared(test));

test("Peru's recorded page lists its 20 processes", async ({ page, site }) => {
  await page.goto(`${site}#/s?src=peru`);
  await expect(page.locator(".search-row")).toHaveCount(20);
  await expect(page.getByText("Recorded data.")).toBeVisible();
});

test("a recorded process of Peru opens with title, buyer, value and timeline", async ({ page, site }) => {
  await page.goto(`${site}#/p/peru/ocds-dgv273-seacev3-2024-2407-110`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("AS-SM-35-2024-ELSE-1");
  await expect(page.locator(".process-facts")).toContainText("EMPRESA REGIONAL DE SERVICIOS PUBLICOS DE ELECTRICIDAD DEL SUR ESTE");
  await expect(page.locator(".process-sums")).toContainText("PEN 210,147.69");
  await expect(page.locator(".process-sums")).toContainText("PEN 236,348.14");
  await expect(page.locator(".spine-item")).toHaveCount(24);
  await expect(page.locator(".spine-item").first()).toContainText("2024");
  await page.getByRole("button", { name: "Fetch the releases and merge them here" }).click();
  await expect(page.getByRole("alert")).toContainText("Peru OECE does not have this");
  await expect(page.locator(".process-sums"), "what was there stays").toContainText("PEN 210,147.69");
});

test("Find a Tender's four recorded releases appear, and the cursor leads to the recording's end", async ({ page, site }) => {
  await page.goto(`${site}#/s?src=uk`);
  await expect(page.locator(".search-row")).toHaveCount(4);
  await expect(page.getByText("Unified Communications and Mobile Services - Revised")).toBeVisible();
  const asked = page.waitForRequest(/cursor=/);
  await page.getByRole("button", { name: "Load more from UK Find a Tender" }).click();
  await asked;
  await expect(page.getByText("The recording of UK Find a Tender ends here.")).toBeVisible();
  await expect(page.locator(".search-row")).toHaveCount(4);
});
