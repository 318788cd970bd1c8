// The list as a table: sorted by its heads, walked by keys, with few rows on the page however many there are.
import { expect, testOn } from "../support/test.js";
import { coverage, heading, matching } from "../support/search.js";

const test = testOn();

const table = (page) => page.getByRole("table", { name: "Processes that match" });
const lines = (page) => page.locator(".search-table tr[data-place]");
const focusedPlace = (page) => page.evaluate(() => Number(document.activeElement.closest("tr")?.dataset.place ?? -1));

/** The table of all that a publisher lists. */
async function opened(page, site, link = "#/s?src=uk&view=table") {
  await page.goto(site + link);
  await expect(lines(page).first()).toBeVisible();
  await page.getByRole("button", { name: /^Read all/ }).click();
  const goAhead = page.getByRole("button", { name: "Go ahead" });
  const row = coverage(page, "UK Find a Tender");
  await expect(goAhead.or(row.locator("text=/may miss some|complete/")).first()).toBeVisible({ timeout: 30_000 });
  if (await goAhead.isVisible()) await goAhead.click();
  await expect(row).toHaveAttribute("data-state", "complete", { timeout: 60_000 });
  await expect(heading(page)).toHaveText(/processes loaded/);
}

test("a long table has few rows on the page, and says how many there are and where each stands", async ({ page, site }) => {
  await opened(page, site);
  const total = await matching(page);
  expect(total).toBeGreaterThan(120);
  await expect(table(page)).toHaveAttribute("aria-rowcount", String(total + 1));
  const scroller = page.locator(".search-table");
  for (const part of [0, 0.5, 1, 0.2]) {
    await scroller.evaluate((it, part) => it.scrollTo(0, part * it.scrollHeight), part);
    await expect(lines(page).locator("a").first()).toBeVisible();
    expect(await lines(page).count()).toBeLessThanOrEqual(60);
    for (const line of await lines(page).all()) {
      const [place, index] = [await line.getAttribute("data-place"), await line.getAttribute("aria-rowindex")];
      expect(Number(index)).toBe(Number(place) + 2);
    }
  }
});

test("keys walk all rows, and the row with the focus stays on the page", async ({ page, site }) => {
  await opened(page, site);
  const total = await matching(page);
  await lines(page).first().getByRole("link").first().focus();
  await page.keyboard.press("End");
  await expect.poll(() => focusedPlace(page)).toBe(total - 1);
  await page.keyboard.press("Home");
  await expect.poll(() => focusedPlace(page)).toBe(0);
  await page.keyboard.press("PageDown");
  await expect.poll(() => focusedPlace(page)).toBeGreaterThan(3);
  const place = await focusedPlace(page);
  await page.keyboard.press("PageUp");
  await expect.poll(() => focusedPlace(page)).toBe(0);
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => focusedPlace(page)).toBe(1);
  await page.keyboard.press("k");
  await expect.poll(() => focusedPlace(page)).toBe(0);
  expect(place).toBeLessThan(total - 1);
  // Scrolled away from, it is still there, and goes on from where it stands.
  await page.locator(".search-table").evaluate((it) => it.scrollTo(0, it.scrollHeight));
  await expect(lines(page).locator("a").last()).toBeVisible();
  await expect(page.locator('tr[data-place="0"] a').first()).toBeFocused();
  expect(await lines(page).count()).toBeLessThanOrEqual(60);
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => focusedPlace(page)).toBe(1);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/p\/uk\//);
});

test("a head sorts by a button, which says how", async ({ page, site }) => {
  await opened(page, site);
  const head = page.getByRole("columnheader", { name: "Title" });
  const titles = () => lines(page).locator("th a").allInnerTexts();
  await expect(head).not.toHaveAttribute("aria-sort");
  await head.getByRole("button").click();
  await expect(page).toHaveURL(/sort=title/);
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  const first = await titles();
  await head.getByRole("button").click();
  await expect(head).toHaveAttribute("aria-sort", "descending");
  await expect.poll(titles).not.toEqual(first);
  await expect(page.getByRole("columnheader", { name: "Buyer" }).getByRole("button")).toHaveCount(0);
  await page.getByRole("columnheader", { name: "Deadline" }).getByRole("button").click();
  await expect(head).not.toHaveAttribute("aria-sort");
  await expect(page).toHaveURL(/sort=due/);
});
