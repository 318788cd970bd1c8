// Every page of this slice, both widths, both themes: accessible, without sideways scroll, and
// photographed for a person to look at (tests/e2e/screenshots, not checked in).
import AxeBuilder from "@axe-core/playwright";
import { expect, testOn } from "../support/test.js";
import { clearFaults, fault } from "../support/server.js";

const test = testOn();

async function firstProcess(page, site, publisher) {
  await page.goto(`${site}#/s?src=${publisher}`);
  return page.locator(".search-row-title a").first().getAttribute("href");
}

const PAGES = {
  home: async () => ["#/", "#home-form:not([data-shell])"],
  search: async () => ["#/s", ".search-row"],
  empty: async () => ["#/s?q=zzzz", ".state[data-kind=empty]"],
  failure: async (page, site) => {
    await fault(site, { publisher: "uk", fault: "dead" });
    return ["#/s?src=uk", ".state[data-kind=error]"];
  },
  waiting: async (page, site) => {
    await fault(site, { publisher: "uk", fault: "rate-limited", retryAfter: 50 });
    return ["#/s?src=uk", ".state-banner[data-kind=waiting]"];
  },
  "process-uk": async (page, site) => [await firstProcess(page, site, "uk"), ".process-section"],
  "process-peru": async (page, site) => [await firstProcess(page, site, "peru"), ".process-section"],
  missing: async () => ["#/nowhere", ".state[data-kind=missing]"],
  follow: async () => ["#/follow", ".follow"],
  settings: async () => ["#/settings", ".settings"],
  help: async () => ["#/help", ".help-entry"],
};

/** Pages whose texts differ by language, beyond the English of the pages above. */
const TRANSLATED = ["home", "search", "process-uk", "follow", "settings", "help"];

async function check(page, site, name, { theme, width, language }) {
  await page.setViewportSize({ width, height: 900 });
  await page.addInitScript(
    ([theme, language]) => {
      localStorage.setItem("tenderlens.theme", theme);
      localStorage.setItem("tenderlens.language", language);
    },
    [theme, language],
  );
  const [hash, ready] = await PAGES[name](page, site);
  await page.goto(site);
  await page.goto(site + hash);
  await expect(page.locator(ready).first()).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  const file = `../screenshots/${name}-${language}-${theme}-${width}.png`;
  await page.screenshot({ path: new URL(file, import.meta.url).pathname, fullPage: true });
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  expect(scrollWidth, "sideways scroll").toBeLessThanOrEqual(clientWidth);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(", ")}`);
  expect(found).toEqual([]);
  await clearFaults(site);
}

for (const language of ["en", "es", "uk"]) {
  const names = language === "en" ? Object.keys(PAGES) : TRANSLATED;
  for (const name of names) {
    for (const theme of ["light", "dark"]) {
      for (const width of [1280, 320]) {
        test(`${name}, ${language}, ${theme}, ${width} px`, async ({ page, site }) => {
          await check(page, site, name, { theme, width, language });
        });
      }
    }
  }
}

test("high contrast, the settings", async ({ page, site }) => {
  await check(page, site, "settings", { theme: "contrast", width: 1280, language: "en" });
});
