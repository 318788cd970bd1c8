// The task T2 up to the list: open tenders of one CPV division and one region by deadline, from a publisher whose
// feed tells ids only.
import { tabTo } from "../support/keyboard.js";
import { expect, testOn } from "../support/test.js";
import { coverage, heading, matching, opened, rows, unfold } from "../support/search.js";
import { clearFaults, fault } from "../support/server.js";

const test = testOn();

const FEED = "Prozorro 2.x";
const REGION = "Вигадівська область";
const question = (page) => page.locator(".home-questions a[href*='cpv=33'][href*='src=prozorro']");
const region = (page) => page.locator('details.facet input[name="region"]').first();

/** What a row says of its deadline, as a time that can be compared; the publisher's zone must be named. */
function deadline(row) {
  expect(row).not.toContain("closed");
  const [, date, time] = row.match(/closes (\d+ [A-Z][a-z]+ \d{4}), (\d\d:\d\d) EES?T/) ?? [];
  expect(date, row).toBeTruthy();
  return new Date(`${date} ${time} UTC`).getTime();
}

/** The tender of a row as the publisher has it. */
async function published(site, href) {
  const id = href.match(/[0-9a-f]{32}/)[0];
  const answer = await fetch(`${site}sandbox/prozorro/api/2.5/tenders/${id}`);
  return (await answer.json()).data;
}

async function expectTask2List(page, context, site) {
  await expect(coverage(page, FEED)).toHaveAttribute("data-state", "complete", { timeout: 60_000 });
  await expect(coverage(page, FEED)).toContainText("complete");
  await expect(heading(page)).toHaveText(/match(es)?, of/);
  const list = await rows(page).allInnerTexts();
  expect(list.length).toBeGreaterThan(3);
  expect(list.length).toBe(await matching(page));
  const deadlines = list.map(deadline);
  expect(deadlines).toEqual(deadlines.toSorted((one, other) => one - other));
  for (const row of list) for (const words of [/Tender\s·/, REGION, "Prozorro 2.x, Ukraine"]) expect(row).toMatch(words);
  for (const link of await rows(page).locator(".search-row-title a").all()) {
    const tender = await published(site, await link.getAttribute("href"));
    expect(tender.status).toMatch(/^active\.(enquiries|tendering)$/);
    expect(tender.items.some((item) => item.classification.id.startsWith("33"))).toBe(true);
    expect(new Date(tender.tenderPeriod.endDate) >= new Date("2026-11-21T12:00:00Z")).toBe(true);
  }
  const pasted = await context.newPage();
  await pasted.goto(page.url());
  await pasted.getByRole("button", { name: /^Read all/ }).click();
  await pasted.getByRole("button", { name: "Go ahead" }).click();
  await expect(coverage(pasted, FEED)).toHaveAttribute("data-state", "complete", { timeout: 60_000 });
  await expect(heading(pasted)).toHaveText(await heading(page).innerText());
  expect(await rows(pasted).allInnerTexts()).toEqual(list);
}

test("T2: open tenders of CPV 33 in one region by deadline, in six acts at most", async ({ page, context, site }) => {
  test.setTimeout(120_000);
  await page.goto(site);
  let acts = 0;
  const act = async (done) => {
    acts += 1;
    await done;
  };
  await act(question(page).click());
  await expect(rows(page).first()).toBeVisible();
  await act(page.locator("details.facet > summary", { hasText: /^Place/ }).click());
  await act(region(page).check());
  await expect(page).toHaveURL(/region=/);
  await act(page.getByRole("button", { name: /^Read all/ }).click());
  await expect(page.locator(".search-ask")).toContainText(/at least [\d,]+ requests, [\d.]+ [GMk]B and \d+ (min|h)/);
  await act(page.getByRole("button", { name: "Go ahead" }).click());
  expect(acts).toBeLessThanOrEqual(6);
  await expectTask2List(page, context, site);
});

test("T2 by keyboard alone", async ({ page, context, site }) => {
  test.setTimeout(120_000);
  await page.goto(site);
  await expect(question(page)).toBeVisible();
  await tabTo(page, question(page));
  await page.keyboard.press("Enter");
  await expect(heading(page)).toBeFocused();
  await expect(rows(page).first()).toBeVisible();
  await tabTo(page, page.locator("details.facet > summary", { hasText: /^Place/ }));
  await page.keyboard.press("Enter");
  await expect(region(page)).toBeVisible();
  await tabTo(page, region(page));
  await page.keyboard.press("Space");
  await expect(page).toHaveURL(/region=/);
  await expect(region(page)).toBeFocused();
  await tabTo(page, page.getByRole("button", { name: /^Read all/ }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Go ahead" }));
  await page.keyboard.press("Enter");
  await expectTask2List(page, context, site);
});

test("what a feed costs is told before the first of it is there", async ({ page, site }) => {
  await fault(site, { publisher: "prozorro", fault: "slow", ms: 20_000 });
  await page.goto(`${site}#/s?src=prozorro`);
  await expect(coverage(page, FEED)).toHaveAttribute("data-state", "loading");
  await expect(coverage(page, FEED).locator(".search-estimate")).toContainText(/at least [\d,]+ requests/);
  await expect(rows(page)).toHaveCount(0);
  await clearFaults(site);
});

test("a region leaves out what is elsewhere, and its count says how many stay", async ({ page, site }) => {
  await opened(page, site, "#/s?src=uk");
  const all = await matching(page);
  const place = await unfold(page, "Place");
  const first = place.getByRole("checkbox").first();
  const name = await place.locator(".search-check span").first().innerText();
  const count = Number(await place.locator(".search-count").first().innerText());
  await first.check();
  await expect.poll(() => matching(page)).toBe(count);
  expect(count).toBeLessThan(all);
  for (const row of await rows(page).allInnerTexts()) expect(row).toContain(name);
});
