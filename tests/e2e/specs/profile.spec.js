// Who a buyer or a supplier is, on what that rests, and what all loaded publishers tell of it.
import { tabTo } from "../support/keyboard.js";
import { fault } from "../support/server.js";
import { expect, testOn } from "../support/test.js";

const test = testOn();
const heading = (page) => page.getByRole("heading", { level: 1 });
/** Known to Find a Tender by its identifier and, under its old regime, by its name only. */
const COUNCIL = "#/o/GB-PPON/PZZZ-9001-ZZZZ";
/** Whose awards are in the lists. */
const AWARDING = "#/o/GB-PPON/PZZZ-9018-ZZZZ";

/** Loads lists: profiles are made of them. */
async function load(page, site, publishers) {
  await page.goto(`${site}#/s?src=${publishers}`);
  await expect(page.locator(".search-row").first()).toBeVisible();
  const rows = page.locator(".search-coverage-row");
  await expect(rows).toHaveCount(publishers.split(",").length);
  await expect(page.locator(".search-coverage-row[data-state=loading]")).toHaveCount(0);
}

/** Goes to another page of the app, which keeps what is loaded. */
async function go(page, hash) {
  await page.evaluate((hash) => (location.hash = hash), hash);
  await expect(page.locator(".profile h1")).toBeFocused();
}

/** `GBP 1,234.50` as cents. */
const cents = (text) => Math.round(Number(/[\d,]+\.\d{2}/.exec(text)[0].replaceAll(",", "")) * 100);

/** A row of a list that tells of an award. */
const awarded = (page) => page.locator(".search-row").filter({ has: page.locator(".search-row-stage", { hasText: /Award|Contract/ }) });
/** Those that a buyer's awards went to. */
const suppliers = (page) => page.getByRole("region", { name: "As buyer" }).getByRole("table", { name: /active awards with each/ }).getByRole("link");

/** What T3 asks for: the basis of identity, totals by currency, and the buyers, over all that is loaded. */
async function expectTask3(page, publishers) {
  await expect(page.locator(".profile-kind")).toContainText("upplier");
  await expect(page.locator(".profile-ids code").first()).toContainText(/^[A-Z]{2}-[A-Z]+ /);
  await expect(page.locator(".profile-basis")).toContainText("Certain");
  await expect(page.locator(".search-coverage-row")).toHaveCount(publishers);
  const won = page.getByRole("region", { name: "As supplier" });
  const currencies = await won.locator(".process-sums dt").allTextContents();
  expect(new Set(currencies).size).toBe(currencies.length);
  // The buyers' sums are what the total is made of: no award has two buyers.
  const total = cents(await won.locator(".process-sums dd").first().textContent());
  const code = currencies[0];
  const sums = await won.getByRole("table", { name: /active awards with each/ }).locator(".profile-sum").allTextContents();
  const own = sums.filter((sum) => sum.includes(code)).map(cents);
  expect(own.reduce((all, one) => all + one, 0)).toBe(total);
  const years = await won.getByRole("table", { name: /by the year/ }).locator(".profile-sum").allTextContents();
  expect(years.filter((sum) => sum.includes(code)).map(cents).reduce((all, one) => all + one, 0)).toBe(total);
}

test("T3: from a list to everything one supplier won, over all loaded publishers", async ({ page, site }) => {
  await load(page, site, "uk");
  await load(page, site, "peru");
  await awarded(page).first().locator(".search-row-buyer a").click();
  await expect(heading(page)).toBeFocused();
  await suppliers(page).first().click();
  await expectTask3(page, 2);
});

test("T3 by keyboard alone, in three acts", async ({ page, site }) => {
  await page.goto(site);
  const search = page.locator("#home-q");
  await expect(page.locator("#home-form:not([data-shell])")).toBeVisible();
  await tabTo(page, search);
  await page.keyboard.press("Enter"); // act 1: the lists of all publishers
  await expect(page).toHaveURL(/#\/s$/);
  await expect(page.locator(".search-coverage-row")).toHaveCount(3);
  await expect(page.locator(".search-coverage-row[data-state=loading]")).toHaveCount(0);
  await tabTo(page, awarded(page).first().locator(".search-row-buyer a"), 600);
  await page.keyboard.press("Enter"); // act 2: who bought
  await expect(heading(page)).toBeFocused();
  await tabTo(page, suppliers(page).first());
  await page.keyboard.press("Enter"); // act 3: who won
  await expect(heading(page)).toBeFocused();
  await expectTask3(page, 3);
});

test("its link names the lists that it is made of, and loads them in another place", async ({ page, context, site }) => {
  await load(page, site, "uk,peru");
  await go(page, AWARDING);
  await expect(page).toHaveURL(/src=peru,uk/);
  const told = await page.locator(".profile .process-sums").first().innerText();
  const pasted = await context.newPage();
  await pasted.goto(page.url());
  await expect(pasted.locator(".search-coverage-row")).toHaveCount(2);
  await expect(pasted.locator(".profile .process-sums").first()).toHaveText(told, { useInnerText: true });
  await pasted.goto("about:blank");
  await fault(site, { publisher: "uk", fault: "dead" });
  await pasted.goto(page.url());
  await expect(pasted.getByRole("alert")).toContainText("Find a Tender");
});

test("who is likely the same counts only when ticked, and no longer when unticked", async ({ page, site }) => {
  await load(page, site, "uk");
  await go(page, COUNCIL);
  const processes = page.getByRole("heading", { name: /^\d+ process(es)?$/ });
  const before = await processes.textContent();
  const likely = page.getByRole("group", { name: "Likely the same" }).getByRole("checkbox");
  await expect(likely.first()).not.toBeChecked();
  await likely.first().focus();
  await page.keyboard.press("Space");
  await expect(processes).not.toHaveText(before);
  await expect(likely.first()).toBeChecked();
  await expect(likely.first()).toBeFocused();
  await expect(page).toHaveURL(/join=name:/);
  expect(parseInt(await processes.textContent(), 10)).toBeGreaterThan(parseInt(before, 10));
  await page.keyboard.press("Space");
  await expect(processes).toHaveText(before);
  await expect(page).not.toHaveURL(/join=/);
});

test("a name alone is warned of, and who has an identifier beside it is listed", async ({ page, site }) => {
  await load(page, site, "uk");
  await go(page, COUNCIL);
  await expect(heading(page)).not.toContainText("GB-PPON");
  const name = await heading(page).textContent();
  await go(page, `#/o/name/${encodeURIComponent(name.toUpperCase())}`);
  await expect(page.locator(".profile-basis")).toContainText("By name only");
  await expect(page.locator(".not-published").first()).toHaveText("no identifier published");
  const own = page.getByRole("link", { name: new RegExp(`^Its own profile.*${name}$`) });
  await expect(own).toHaveAttribute("href", COUNCIL);
});

test("not loaded, not published and none are three texts", async ({ page, site }) => {
  await page.goto(site + COUNCIL);
  const state = page.locator(".state[data-kind=unloaded]");
  await expect(state).toContainText("Nothing of this organisation is loaded");
  await expect(state).toContainText("No process is loaded yet.");
  await expect(state.getByRole("link", { name: /Search for/ })).toHaveAttribute("href", "#/s?q=PZZZ-9001-ZZZZ");
  await load(page, site, "uk");
  await go(page, "#/o/GB-COH/00000001");
  await expect(state).toContainText(/None of the [\d,]+ processes that are loaded names it/);
  await go(page, COUNCIL);
  await expect(page.getByRole("region", { name: "As supplier" })).toContainText("None of the loaded processes names it as supplier.");
  await expect(page.getByRole("region", { name: "Bids" })).toContainText("No bids of it are published in what is loaded");
});

test("a process that was opened is enough for a profile", async ({ page, site }) => {
  await load(page, site, "uk");
  const process = await page.locator(".search-row-title a").first().getAttribute("href");
  // Another document: what was loaded is gone.
  await page.goto("about:blank");
  await page.goto(site + process);
  await page.locator(".process-facts a.organization").first().click();
  await expect(page.locator(".profile-basis")).toBeVisible();
  await expect(page.getByText("processes that were opened one by one")).toBeVisible();
  await expect(page.locator(".search-row")).toHaveCount(1);
});

test("words narrow its list, and the link keeps them", async ({ page, site }) => {
  await load(page, site, "uk");
  await go(page, COUNCIL);
  await page.getByLabel("Words in its processes").fill("qqqq");
  await expect(page.locator(".state[data-kind=empty]")).toContainText("None of its processes has these words");
  await expect(page).toHaveURL(/q=qqqq/);
  await page.getByRole("link", { name: "Remove the words" }).click();
  await expect(page.locator(".search-row").first()).toBeVisible();
});
