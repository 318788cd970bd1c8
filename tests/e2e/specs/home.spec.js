// The start page, and what the device remembers for it: what was opened, what is followed, rates.
import { expect, testOn } from "../support/test.js";
import { fault } from "../support/server.js";

const test = testOn();

async function openFirst(page, site, publisher) {
  await page.goto(`${site}#/s?src=${publisher}`);
  const link = page.locator(".search-row-title a").first();
  const title = await link.innerText();
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  return title;
}

test("what is typed and sent before the app is here is searched for", async ({ page, site }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(/explorer.*\.wasm/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(site, { waitUntil: "commit" });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Public contracts, from notice to payment.");
  await expect(page.locator(".home-row")).toHaveCount(5);
  await page.getByRole("searchbox").fill("bridge repair");
  await page.getByRole("searchbox").press("Enter");
  await expect(page).toHaveURL(/#\/s\?q=bridge%20repair&src=/);
  release();
  await expect(page.locator("#search-q")).toHaveValue("bridge repair");
});

test("three questions for each kind of reader lead to searches", async ({ page, site }) => {
  await page.goto(site);
  await expect(page.locator(".home-persona")).toHaveCount(5);
  const links = await page.locator(".home-persona a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  expect(links).toHaveLength(15);
  for (const link of links) expect(link).toMatch(/^#\/s\?/);
  await page.getByRole("link", { name: "The API of 2014 (openprocurement 0.1)" }).click();
  await expect(page.locator(".search-row").first()).toContainText("Ukraine, 2014");
});

test("a publisher's row tells the newest date that was loaded", async ({ page, site }) => {
  await page.goto(`${site}#/s?src=uk`);
  await expect(page.locator(".search-row").first()).toBeVisible();
  await page.getByRole("link", { name: "Home" }).first().click();
  await expect(page.locator(".home-row", { hasText: "Find a Tender" })).toContainText(/newest here: \d+ \w+ 20\d\d/);
  await expect(page.locator(".home-row", { hasText: "Prozorro" })).not.toContainText("newest here");
});

test("what was opened is listed until it is forgotten", async ({ page, site }) => {
  const title = await openFirst(page, site, "uk");
  await page.goto(`${site}#/`);
  await expect(page.getByRole("region", { name: "Opened lately" }).getByRole("link", { name: title })).toBeVisible();
  await page.getByRole("button", { name: "Forget these" }).click();
  await expect(page.getByRole("region", { name: "Opened lately" })).toHaveCount(0);
  await page.reload();
  await expect(page.locator(".home-persona").first()).toBeVisible();
  await expect(page.getByText(title)).toHaveCount(0);
});

test("a look at the source tells what is the same, changed or gone", async ({ page, site }) => {
  await openFirst(page, site, "uk");
  await page.getByRole("button", { name: "Follow", exact: true }).click();
  await page.goto(`${site}#/follow`);
  const look = page.getByRole("button", { name: "Look for changes" });
  await look.click();
  await expect(page.locator(".follow-news")).toHaveText("Nothing new since you last opened it.");
  await page.evaluate(() => {
    const list = JSON.parse(localStorage.getItem("tenderlens.followed"));
    list[0].seen = "2020-01-01T00:00:00Z";
    localStorage.setItem("tenderlens.followed", JSON.stringify(list));
  });
  await page.reload();
  await look.click();
  await expect(page.locator(".follow-news")).toHaveText(/^Changed at the source: \d+ \w+ 20\d\d\.$/);
  await fault(site, { publisher: "uk", fault: "errors", status: 404 });
  await page.reload();
  await look.click();
  await expect(page.locator(".follow-news")).toHaveText("Gone at the source: the publisher no longer has it.");
});

test("a term opens its entry of the help beside it, and Escape closes it", async ({ page, site }) => {
  await openFirst(page, site, "uk");
  const term = page.getByRole("button", { name: "OCID", exact: true });
  await term.click();
  const note = page.locator(".term-note:popover-open");
  await expect(note).toContainText("Open Contracting ID");
  await expect(note).toContainText("ocds-h6vhtk-0001b4");
  const [from, to] = [await term.boundingBox(), await note.boundingBox()];
  expect(Math.abs(to.y - (from.y + from.height))).toBeLessThan(60);
  await page.keyboard.press("Escape");
  await expect(note).toHaveCount(0);
  await expect(term).toBeFocused();
});

test("a rate that the reader entered converts the sums of a process", async ({ page, site }) => {
  await page.goto(`${site}#/settings`);
  for (const [label, value] of [["1 unit of", "GBP"], ["equals", "2"], ["in", "EUR"], ["On", "2026-11-20"], ["Source", "Bank"]]) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
  await page.getByRole("button", { name: "Add the rate" }).click();
  await openFirst(page, site, "uk");
  await expect(page.locator(".process-sums")).toContainText(/≈ EUR [\d,]+\.\d\d, by your rate of 20 Nov 2026 \(Bank\)/);
});

test("motion can be turned off, and stays off", async ({ page, site }) => {
  const duration = () => page.locator("h1 ~ * button, button").first().evaluate((it) => getComputedStyle(it).transitionDuration);
  await page.goto(`${site}#/settings`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Settings");
  expect(await duration()).not.toBe("0s");
  await page.getByLabel("Motion").selectOption("none");
  expect(await duration()).toBe("0s");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Settings");
  expect(await duration()).toBe("0s");
});
