// Who a buyer or a supplier is, on what that rests, and what all loaded publishers tell of it.
import AxeBuilder from "@axe-core/playwright";
import { expect, testOn } from "../support/test.js";

const test = testOn();
const heading = (page) => page.getByRole("heading", { level: 1 });
/** Known to Find a Tender by its identifier and, under its old regime, by its name only. */
const COUNCIL = "#/o/GB-PPON/PZZZ-9001-ZZZZ";

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

test("T3: from a list to everything one supplier won, over all loaded publishers", async ({ page, site }) => {
  await load(page, site, "uk");
  await load(page, site, "peru");
  const awarded = page.locator(".search-row").filter({ has: page.locator(".search-row-stage", { hasText: /Award|Contract/ }) });
  await awarded.first().locator(".search-row-buyer a").click();
  await expect(heading(page)).toBeFocused();
  const bought = page.getByRole("region", { name: "As buyer" });
  await bought.getByRole("table", { name: /active awards with each/ }).getByRole("link").first().click();
  await expect(page.locator(".profile-kind")).toContainText("upplier");
  await expect(page.locator(".profile-ids code").first()).toContainText(/^[A-Z]{2}-[A-Z]+ /);
  await expect(page.locator(".profile-basis")).toContainText("Certain");
  await expect(page.locator(".search-coverage-row")).toHaveCount(2);
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
});

test("by keyboard alone: to a profile, its roles and its list", async ({ page, site }) => {
  await load(page, site, "uk");
  await page.locator(".search-row-buyer a").first().focus();
  await page.keyboard.press("Enter");
  await expect(heading(page)).toBeFocused();
  const name = await heading(page).textContent();
  const buyer = page.getByRole("link", { name: /^As buyer:/ });
  for (let step = 0; step < 20 && !(await buyer.evaluate((it) => it === document.activeElement)); step += 1) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/role=buyer/);
  await expect(buyer).toHaveAttribute("aria-current", "true");
  await expect(page.getByRole("region", { name: "As supplier" })).toHaveCount(0);
  await expect(heading(page)).toHaveText(name);
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

async function check(page, site, { language, theme, width, hash, name }) {
  await page.setViewportSize({ width, height: 900 });
  await page.addInitScript(
    ([theme, language]) => {
      localStorage.setItem("tenderlens.theme", theme);
      localStorage.setItem("tenderlens.language", language);
    },
    [theme, language],
  );
  await load(page, site, "uk,peru");
  await go(page, hash);
  await expect(page.locator(".profile .search-row, .profile .state").first()).toBeVisible();
  const file = `../screenshots/${name}-${language}-${theme}-${width}.png`;
  await page.screenshot({ path: new URL(file, import.meta.url).pathname, fullPage: true });
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  expect(scrollWidth, "sideways scroll").toBeLessThanOrEqual(clientWidth);
  expect(await page.locator("#main").innerText()).not.toMatch(/undefined|profile\./);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(", ")}`)).toEqual([]);
}

for (const language of ["en", "es", "uk"]) {
  for (const theme of ["light", "dark"]) {
    for (const width of [1280, 320]) {
      test(`accessible: ${language}, ${theme}, ${width} px`, async ({ page, site }) => {
        await check(page, site, { language, theme, width, hash: COUNCIL, name: "profile" });
      });
    }
  }
}

test("accessible: a supplier, and nobody", async ({ page, site }) => {
  const wide = { language: "en", theme: "light", width: 1280 };
  await check(page, site, { ...wide, hash: "#/o/GB-COH/99900003", name: "profile-supplier" });
  await check(page, site, { ...wide, hash: "#/o/GB-COH/00000001", name: "profile-nobody" });
});
