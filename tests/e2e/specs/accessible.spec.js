// Every route in every language, theme and width: accessible, valid, without sideways scroll, and
// photographed for a person to look at (tests/e2e/screenshots, not checked in).
import AxeBuilder from "@axe-core/playwright";
import { HtmlValidate } from "html-validate";
import { expect, testOn } from "../support/test.js";
import { allRoutes, settled, visit } from "../support/routes.js";
import { clearFaults } from "../support/server.js";

const test = testOn();
test.describe.configure({ timeout: 600_000 });

const HEIGHT = 900;

/** What a browser writes of the page: its own quotes, the styles and scripts that the build put in. */
const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended", "html-validate:document"],
  elements: ["html5"],
  rules: {
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "doctype-style": "off",
    // The boxes of one question share its name.
    "form-dup-name": ["error", { shared: ["button", "checkbox", "radio", "reset", "submit"] }],
    // Titles are the publishers'.
    "long-title": "off",
    // Tables become blocks where it is narrow, which takes their roles away in some browsers.
    "no-redundant-role": "off",
    "prefer-native-element": ["error", { exclude: ["region"] }],
    // Of index.html, before the build.
    "no-unused-disable": "off",
    "no-trailing-whitespace": "off",
    "void-style": "off",
  },
});

async function scrollsSideways(page) {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

/** What of a page depends on its theme. */
const COLOURS = ["color-contrast", "link-in-text-block"];

async function violations(page, rules) {
  const axe = new AxeBuilder({ page });
  // The size of targets is of WCAG 2.2, and off where nobody asks for it.
  const asked = rules ? axe.withRules(rules) : axe.options({ rules: { "target-size": { enabled: true } } });
  const { violations } = await asked.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(", ")}`);
}

async function invalid(page) {
  const { results } = await validator.validateString(await page.content());
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`));
}

async function photograph(page, name, { fullPage } = { fullPage: true }) {
  const file = new URL(`../screenshots/${name}.png`, import.meta.url).pathname;
  await page.screenshot({ path: file, fullPage, caret: "initial" });
}

/** The page in a theme, as the choice of it does that. */
async function paint(page, theme) {
  await page.evaluate((theme) => document.documentElement.setAttribute("data-theme", theme), theme);
}

/** One route at both widths and in all themes: loaded once, as a reader would turn the device. */
async function judge(page, route, language, themes) {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: HEIGHT });
    // What a fault holds up goes on counting down.
    if (!route.before) await settled(page);
    for (const theme of themes) {
      const name = `${route.name}-${language}-${theme}-${width}`;
      await paint(page, theme);
      await photograph(page, name);
      expect.soft(await scrollsSideways(page), `${name}: sideways scroll`).toBe(false);
      // High contrast has lines of its own, dark has other colours and nothing else.
      expect.soft(await violations(page, theme === "dark" ? COLOURS : null), name).toEqual([]);
    }
    await paint(page, themes[0]);
  }
}

for (const language of ["en", "es", "uk"]) {
  const themes = language === "en" ? ["light", "dark", "contrast"] : ["light", "dark"];
  test(`every route, ${language}`, async ({ page, site }) => {
    const routes = await allRoutes(page, site);
    // No colour is caught on its way into another one.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.evaluate(
      ([theme, language]) => {
        localStorage.setItem("tenderlens.theme", theme);
        localStorage.setItem("tenderlens.language", language);
      },
      [themes[0], language],
    );
    await page.goto(site);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    for (const route of routes) {
      await page.setViewportSize({ width: 1280, height: HEIGHT });
      await visit(page, route);
      await judge(page, route, language, themes);
      expect.soft(await invalid(page), `${route.name}: HTML`).toEqual([]);
      await clearFaults(site);
    }
  });
}

/** What opens over a narrow page. */
const OPENED = {
  menu: ["#/", (page) => page.getByRole("button", { name: "Menu" }).click(), "#header-language"],
  filters: ["#/s?src=uk", (page) => page.getByRole("button", { name: "Filters" }).click(), "#search-filters"],
  term: ["process", (page) => page.getByRole("button", { name: "OCID", exact: true }).click(), ".term-note:popover-open strong"],
};

for (const [name, [hash, open, ready]] of Object.entries(OPENED)) {
  test(`${name}, opened on a narrow screen`, async ({ page, site }) => {
    await page.setViewportSize({ width: 320, height: HEIGHT });
    await page.goto(site + (hash === "process" ? "#/s?src=uk" : hash));
    if (hash === "process") await page.locator(".search-row-title a").first().click();
    await open(page);
    await expect(page.locator(ready)).toBeVisible();
    await photograph(page, `opened-${name}`, { fullPage: false });
    expect(await violations(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
  });
}
