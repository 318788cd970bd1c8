// What is loaded, in part or whole, and the ways on where a list is empty.
import { expect, testOn } from "../support/test.js";
import { coverage, heading, matching, opened, rows } from "../support/search.js";
import { clearFaults, fault } from "../support/server.js";

const test = testOn();

const UK = "UK Find a Tender";

test("a stopped load keeps what it read, says that there is more, and goes on from there", async ({ page, site }) => {
  await opened(page, site, "#/s?src=uk");
  const before = await matching(page);
  await fault(site, { publisher: "uk", fault: "slow", ms: 700 });
  await page.getByRole("button", { name: /^Read all/ }).click();
  await page.getByRole("button", { name: "Go ahead" }).click();
  const stop = page.getByRole("button", { name: /^Stop and keep/ });
  await expect(coverage(page, UK)).toHaveAttribute("data-state", "loading");
  await expect.poll(() => matching(page)).toBeGreaterThan(before);
  await stop.click();
  await expect(coverage(page, UK)).toHaveAttribute("data-state", "partial");
  await expect(coverage(page, UK)).toContainText(/pages 1–\d+, more to load/);
  const kept = await matching(page);
  expect(kept).toBeGreaterThan(before);
  await clearFaults(site);
  await page.getByRole("button", { name: /^Resume from page \d+/ }).click();
  await page.getByRole("button", { name: "Go ahead" }).click();
  await expect(coverage(page, UK)).toHaveAttribute("data-state", "complete", { timeout: 60_000 });
  await expect.poll(() => matching(page)).toBeGreaterThan(kept);
});

test("a list that is empty names the one filter without which there are rows, and how many", async ({ page, site }) => {
  await page.goto(`${site}#/s?cat=works&q=qqxqqx&src=uk`);
  const empty = page.locator(".state[data-kind=empty]");
  await expect(empty.getByRole("heading", { name: "No loaded process meets all of this" })).toBeVisible();
  const ways = empty.locator(".state-ways a");
  await expect(ways).toHaveCount(1);
  await expect(ways).toHaveText(/^Without “words”: \d+ processes$/);
  const number = Number((await ways.innerText()).match(/\d+/)[0]);
  await ways.click();
  await expect(page).toHaveURL(/#\/s\?cat=works&src=uk$/);
  await expect(rows(page).first()).toBeVisible();
  await expect.poll(() => matching(page)).toBe(number);
  await page.goto(`${site}#/s?q=qqxqqx&src=uk&val=999999999999..;GBP`);
  await expect(empty).toContainText("No single change would give rows.");
  await empty.getByRole("link", { name: "Remove all filters" }).click();
  await expect(heading(page)).toHaveText(/processes loaded/);
});

test("a publisher that is asked to filter does, the list says so, and another filter is never taken for loaded", async ({ page, site }) => {
  const asked = [];
  page.on("request", (request) => request.url().includes("/sandbox/peru/") && asked.push(new URL(request.url()).searchParams));
  const peru = coverage(page, "Peru OECE");
  await opened(page, site, "#/s?cat=works&src=peru");
  await expect(peru).not.toContainText("filtered by the publisher");
  await peru.getByRole("link", { name: /^Have the publisher filter by category/ }).click();
  await expect(page).toHaveURL(/#\/s\?ask=1&cat=works&src=peru$/);
  await expect(peru).toContainText("filtered by the publisher: category");
  await expect(rows(page).first()).toBeVisible();
  expect(asked.at(-1).get("mainProcurementCategory")).toBe("works");
  for (const row of await rows(page).allInnerTexts()) expect(row).toContain("Works");
  await peru.locator("details > summary").click();
  await expect(peru.locator("details")).toContainText("The publisher filters by category, dates.");
  await page.reload();
  await expect(peru).toContainText("filtered by the publisher: category");
  // Without the filter, what was read through it is not all there is: it is read anew.
  await page.getByRole("button", { name: "Remove filter: Works" }).click();
  await expect(peru).not.toContainText("filtered by the publisher");
  await expect.poll(() => asked.at(-1).has("mainProcurementCategory")).toBe(false);
  await page.goBack();
  await expect(peru).toContainText("filtered by the publisher: category");
  await peru.getByRole("link", { name: /^Ask for all again/ }).click();
  await expect(page).toHaveURL(/#\/s\?cat=works&src=peru$/);
  await expect(peru).not.toContainText("filtered by the publisher");
});
