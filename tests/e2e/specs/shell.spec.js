// The frame around the pages: language, opening by number, following, keys, settings.
import { expect, testOn } from "../support/test.js";

const test = testOn();

test("the language is the browser's, and another one is spoken at once and kept", async ({ page, site }) => {
  await page.goto(site);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByRole("combobox", { name: "Language" }).selectOption("uk");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Публічні договори: від оголошення до оплати.");
  await expect(page.locator("html")).toHaveAttribute("lang", "uk");
  await expect(page.getByRole("combobox", { name: "Мова" })).toBeFocused();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Публічні договори: від оголошення до оплати.");
});

test("a link shared in a language is read in it", async ({ page, site }) => {
  await page.goto(`${site}#/settings?hl=es`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ajustes");
  expect(await page.evaluate(() => localStorage.getItem("tenderlens.language"))).toBeNull();
});

test("counts take the plural form of the language", async ({ page, site }) => {
  await page.addInitScript(() => localStorage.setItem("tenderlens.language", "uk"));
  await page.goto(`${site}#/s?src=uk`);
  await expect(page.locator(".search-row").first()).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Завантажено \d+ процес(и|ів)?$/);
});

test("numbers and addresses open their process from any page", async ({ page, site }) => {
  await page.goto(`${site}#/s?src=uk`);
  const ocid = await page.locator(".search-row code").first().innerText();
  await page.goto(`${site}#/settings`);
  const box = page.getByRole("textbox", { name: "Open by number or address" });
  await box.fill(`https://example.org/tenderlens/#/p/uk/${ocid}?sec=bids`);
  await box.press("Enter");
  await expect(page).toHaveURL(new RegExp(`#/p/uk/${ocid}[?]sec=bids$`));
  await expect(page.locator(".process-facts")).toContainText(ocid);
  const release = await page.locator(".spine-release code").first().innerText();
  if (/^\d{6}-\d{4}$/.test(release)) {
    await box.fill(release);
    await box.press("Enter");
    await expect(page).toHaveURL(new RegExp(`#/p/uk/${ocid}$`));
  }
  await box.fill("UA-2026-11-01-000001-a");
  await box.press("Enter");
  await expect(page).toHaveURL(/#\/s\?q=UA-2026-11-01-000001-a&src=prozorro$/);
});

test("a process is followed, listed and let go again", async ({ page, site }) => {
  await page.goto(`${site}#/s?src=uk`);
  await page.locator(".search-row-title a").first().click();
  await page.getByRole("button", { name: "Follow", exact: true }).click();
  await page.getByRole("link", { name: "Following (1)" }).click();
  await expect(page.locator(".follow-row")).toHaveCount(1);
  await page.reload();
  await expect(page.locator(".follow-row")).toHaveCount(1);
  await page.getByRole("button", { name: /^Stop following/ }).click();
  await expect(page.getByText("You follow no process yet.")).toBeVisible();
});

test("single keys work, until they are turned off", async ({ page, site }) => {
  await page.goto(`${site}#/s?src=uk`);
  await expect(page.locator(".search-row").first()).toBeVisible();
  await page.locator("h1").focus();
  await page.keyboard.press("j");
  await expect(page.locator(".search-row-title a").first()).toBeFocused();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.goto(`${site}#/settings`);
  await page.getByRole("checkbox", { name: /Single keys/ }).uncheck();
  await page.locator("h1").focus();
  await page.keyboard.press("?");
  await expect(page).toHaveURL(/#\/settings$/);
  await page.getByRole("checkbox", { name: /Single keys/ }).check();
  await page.locator("h1").focus();
  await page.keyboard.press("?");
  await expect(page).toHaveURL(/#\/help\/keys$/);
});

test("the settings test an address and say why it is not read", async ({ page, site }) => {
  await page.goto(`${site}#/settings`);
  const address = page.getByRole("textbox", { name: "Address for UK Find a Tender" });
  await address.fill("http://127.0.0.1:9");
  await page.getByRole("button", { name: "Test UK Find a Tender" }).click();
  await expect(page.locator("#settings-base-uk-message")).toContainText("not readable");
  await address.fill(`${site}sandbox/uk`);
  await page.getByRole("button", { name: "Test UK Find a Tender" }).click();
  await expect(page.locator("#settings-base-uk-message")).toContainText(/reached, status \d+/);
  await address.fill("nonsense");
  await address.blur();
  await expect(page.locator("#settings-base-uk-message")).toHaveText("An address starts with https:// or http://");
});

test("the menu of narrow screens opens, and Escape gives the focus back", async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(site);
  const menu = page.getByRole("button", { name: "Menu" });
  await menu.click();
  await expect(page.getByRole("combobox", { name: "Language" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toBeFocused();
  await expect(page.getByRole("combobox", { name: "Language" })).toBeHidden();
});
