// Looking for processes: filters, chips, saved searches, and the task T1 up to the list.
import { tabTo } from "../support/keyboard.js";
import { expect, testOn } from "../support/test.js";
import { coverage, heading, matching, opened, rows, unfold } from "../support/search.js";

const test = testOn();

test("chips take conditions back, one or all", async ({ page, site }) => {
  await opened(page, site, "#/s?src=uk&cat=works&stage=tender");
  const before = await matching(page);
  await page.getByRole("button", { name: "Remove filter: Tender" }).click();
  await expect.poll(() => matching(page)).toBeGreaterThanOrEqual(before);
  await expect(page).toHaveURL(/#\/s\?cat=works&src=uk$/);
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(page).toHaveURL(/#\/s$/);
  await expect(page.locator(".search-chip")).toHaveCount(0);
});

test("a value is compared inside its currency, and what has another one is told", async ({ page, site }) => {
  await opened(page, site, "#/s?src=uk,peru");
  await page.getByLabel("Currency").selectOption("GBP");
  await page.getByRole("textbox", { name: "From" }).fill("1,000,000");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/val=1000000\.\.;GBP/);
  await expect(page.locator(".facet-note")).toContainText(/PEN \d/);
  for (const row of await rows(page).allInnerTexts()) expect(row).toContain("GBP");
  await page.getByRole("textbox", { name: "From" }).fill("a lot");
  await page.keyboard.press("Tab");
  await expect(page.getByText("Write an amount in digits")).toBeVisible();
});

test("what matched is marked, also where the title does not show it", async ({ page, site }) => {
  await opened(page, site, "#/s?src=peru");
  await page.getByRole("searchbox", { name: /^Words/ }).fill("municipalidad");
  await expect(page.locator(".search-row mark").first()).toBeVisible();
  for (const row of await rows(page).all()) await expect(row.locator("mark").first()).toHaveText(/municipalidad/i);
});

test("on a narrow screen the filters are a sheet that keeps the focus and gives it back", async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await opened(page, site, "#/s?src=uk");
  const toggle = page.getByRole("button", { name: "Filters" });
  await toggle.click();
  const sheet = page.getByRole("dialog", { name: "Filters" });
  await expect(sheet.getByRole("button", { name: "Close" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(sheet.getByRole("button", { name: "Show the list" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(sheet.getByRole("button", { name: "Close" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(toggle).toBeFocused();
  await expect(sheet).toHaveCount(0);
});

/** What a row must show of a works tender of Find a Tender over a million pounds that closes by 5 December. */
function expectTask1(row) {
  expect(row).toContain("Find a Tender, United Kingdom");
  expect(row).toContain("Works");
  const value = row.match(/GBP\s([\d,]+)/);
  expect(Number(value[1].replaceAll(",", "")), row).toBeGreaterThanOrEqual(1_000_000);
  const [, day, month] = row.match(/closes (\d+) (Nov|Dec) 2026/) ?? [];
  expect(month === "Nov" ? Number(day) >= 21 : Number(day) <= 5, row).toBe(true);
}

async function expectTask1List(page, context, site) {
  const uk = coverage(page, "UK Find a Tender");
  await expect(uk).toHaveAttribute("data-state", "complete", { timeout: 60_000 });
  await expect(uk).toContainText("complete");
  await expect(heading(page)).toHaveText(/match(es)?, of/);
  const list = await rows(page).allInnerTexts();
  expect(list.length).toBeGreaterThan(0);
  expect(list.length).toBe(Math.min(50, await matching(page)));
  list.forEach(expectTask1);
  const pasted = await context.newPage();
  await pasted.goto(page.url());
  await pasted.getByRole("button", { name: "Go ahead" }).click();
  await expect(pasted.locator(".search-coverage-row")).toHaveAttribute("data-state", "complete", { timeout: 60_000 });
  await expect(heading(pasted)).toHaveText(await heading(page).innerText());
  expect(await rows(pasted).allInnerTexts()).toEqual(list);
}

test("T1: works tenders over a million pounds that close within 14 days, in six acts at most", async ({ page, context, site }) => {
  test.setTimeout(120_000);
  await page.goto(site);
  let acts = 0;
  const act = async (done) => {
    acts += 1;
    await done;
  };
  await act(page.locator(".home-questions a[href*='cat=works&src=uk']").click());
  await act(page.getByRole("radio", { name: "In the next 14 days" }).check());
  await expect(page).toHaveURL(/due=/);
  await act(page.getByRole("button", { name: /^Verify/ }).click());
  await act(page.getByRole("button", { name: "Go ahead" }).click());
  expect(acts).toBeLessThanOrEqual(6);
  await expectTask1List(page, context, site);
});

test("T1 by keyboard alone", async ({ page, context, site }) => {
  test.setTimeout(120_000);
  await page.goto(site);
  const link = page.locator(".home-questions a[href*='cat=works&src=uk']");
  await expect(link).toBeVisible();
  await tabTo(page, link);
  await page.keyboard.press("Enter");
  await expect(heading(page)).toBeFocused();
  await expect(rows(page).first()).toBeVisible();
  await tabTo(page, page.getByRole("radio", { name: "Any time" }));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(page).toHaveURL(/due=%2B14d/);
  await tabTo(page, page.getByRole("button", { name: /^Verify/ }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Go ahead" }));
  await page.keyboard.press("Enter");
  await expectTask1List(page, context, site);
});

test("a saved search is kept on the device and marks what is new since the last visit", async ({ page, site }) => {
  await opened(page, site, "#/s?cat=works&src=uk");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByLabel("Name of this search").fill("UK works");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Save", exact: true })).toBeFocused();
  await expect(page.locator(".search-row-new")).toHaveCount(0);
  await page.evaluate(() => {
    const saved = JSON.parse(localStorage.getItem("tenderlens.searches"));
    saved[0].visited = "2026-11-10T00:00:00Z";
    localStorage.setItem("tenderlens.searches", JSON.stringify(saved));
  });
  await page.goto(site);
  await page.goto(`${site}#/s`);
  await page.reload();
  await page.getByRole("link", { name: "UK works" }).click();
  await expect(page).toHaveURL(/cat=works&src=uk$/);
  await expect(page.locator(".search-row-new").first()).toHaveText(/(New|Changed) since your last visit/);
  const marked = await rows(page).filter({ has: page.locator(".search-row-new") }).allInnerTexts();
  expect(marked.length).toBeLessThanOrEqual(await rows(page).count());
  await page.getByRole("link", { name: "Table" }).click();
  await expect(page.locator(".search-table .search-row-new").first()).toHaveText(/^(New|Changed)$/);
  await page.getByRole("link", { name: "List" }).click();
  await page.getByRole("button", { name: "Forget the search UK works" }).click();
  await page.reload();
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "UK works" })).toHaveCount(0);
});

test("a link is shared with a deadline that moves along, or with its days", async ({ page, site }) => {
  await page.addInitScript(() => {
    globalThis.copied = [];
    navigator.clipboard.writeText = async (text) => globalThis.copied.push(text);
  });
  await opened(page, site, "#/s?due=%2B14d&src=uk");
  const copy = page.getByRole("button", { name: "Copy link" });
  await copy.click();
  await page.getByRole("button", { name: "Always the next 14 days" }).click();
  await copy.click();
  await page.getByRole("button", { name: "Only 21 Nov 2026 – 5 Dec 2026" }).click();
  const [live, fixed] = await page.evaluate(() => globalThis.copied);
  expect(live).toMatch(/#\/s\?due=%2B14d&src=uk$/);
  expect(fixed).toMatch(/#\/s\?due=2026-11-21\.\.2026-12-05&src=uk$/);
});

test("codes unfold level by level, and are found by their words", async ({ page, site }) => {
  await opened(page, site, "#/s?src=uk");
  const codes = await unfold(page, "Classification");
  const top = await codes.locator(".facet-choices > li").count();
  await codes.getByRole("button", { name: /^Codes below/ }).first().click();
  await expect.poll(() => codes.locator(".facet-choices .facet-choices > li").count()).toBeGreaterThan(0);
  expect(await codes.locator("fieldset > .facet-choices > li").count()).toBe(top);
  await expect(codes.getByRole("button", { name: /^Codes below/ }).first()).toBeFocused();
});

