// What the tests of the list share.
import { expect } from "@playwright/test";

export const heading = (page) => page.getByRole("heading", { level: 1 });
export const rows = (page) => page.locator(".search-row");

/** The number in the heading. */
export const matching = async (page) => parseInt((await heading(page).innerText()).replace(/[,\u00a0]/g, ""), 10);

/** What is loaded of a publisher. */
export const coverage = (page, name) => page.locator(".search-coverage-row", { hasText: name });

export async function opened(page, site, link) {
  await page.goto(site + link);
  await expect(rows(page).first()).toBeVisible();
}

/** Unfolds a filter unless it is unfolded. */
export async function unfold(page, name) {
  const filter = page.locator("details.facet", { has: page.locator("summary", { hasText: new RegExp(`^${name}`) }) });
  if ((await filter.getAttribute("open")) === null) await filter.locator("summary").click();
  return filter;
}
