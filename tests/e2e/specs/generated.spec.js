// The main job on the generated world.
import { fault } from "../support/server.js";
import { expect, testOn } from "../support/test.js";

const test = testOn();

test("home leads to a list of the publishers' processes, the archives only when chosen", async ({ page, site }) => {
  await page.goto(site);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Public contracts, from notice to payment.");
  await expect(page.getByText("Fictional data.")).toBeVisible();
  await expect(page.locator(".home-row")).toHaveCount(5);
  await expect(page.getByRole("checkbox", { name: /European Union/ })).not.toBeChecked();
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/#\/s$/);
  const rows = page.locator(".search-row");
  await expect(rows).toHaveCount(50);
  await expect(page.getByText("OECE, Peru").first()).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^\d+ processes loaded$/);
  await page.getByRole("checkbox", { name: /Peru OECE/ }).uncheck();
  await page.getByRole("checkbox", { name: /Prozorro/ }).uncheck();
  await expect(page).toHaveURL(/src=uk$/);
  await expect(rows.filter({ hasText: "OECE, Peru" })).toHaveCount(0);
  await expect(rows.first()).toContainText("Find a Tender, United Kingdom");
});

test("more pages are loaded from each publisher by its own paging", async ({ page, site }) => {
  const publishers = [
    ["uk", "UK Find a Tender"],
    ["peru", "Peru OECE"],
    ["prozorro", "OpenProcurement / Prozorro 2.x"],
    ["eu", "Development Gateway EU contract awards"],
    ["openprocurement", "openprocurement 0.1"],
  ];
  for (const [publisher, name] of publishers) {
    // A page of its own: the heading of the list before still stands while the next one is read.
    await page.goto(`${site}?${publisher}#/s?src=${publisher}`);
    const heading = page.getByRole("heading", { level: 1 });
    await expect(heading).toHaveText(/^[1-9]\d* processes loaded$/);
    // The heading counts what is loaded; between two counts it says that something is loading.
    const count = async () => parseInt((await heading.innerText()).replace(/\D/g, ""), 10) || 0;
    const before = await count();
    expect(before).toBeGreaterThan(0);
    await page.getByRole("button", { name: `Load more from ${name}` }).click();
    await expect.poll(count).toBeGreaterThan(before);
  }
});

test("words filter what is loaded, and the link keeps them", async ({ page, site }) => {
  await page.goto(`${site}#/s?src=peru`);
  await expect(page.locator(".search-row").first()).toBeVisible();
  const buyer = await page.locator(".search-row-buyer").first().innerText();
  const word = buyer.split(/\s+/).sort((a, b) => b.length - a.length)[0].toLowerCase();
  await page.getByRole("searchbox").fill(word);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/match(es)?, of \d+ loaded$/);
  const rows = await page.locator(".search-row").allInnerTexts();
  for (const row of rows) expect(row.toLowerCase()).toContain(word);
  await page.reload();
  await expect(page.getByRole("searchbox")).toHaveValue(word);
  await expect(page.locator(".search-row")).toHaveCount(rows.length);
  await page.getByRole("searchbox").fill("zzzz");
  await expect(page.getByRole("heading", { name: "No loaded process meets all of this" })).toBeVisible();
  await page.getByRole("link", { name: /Without “words”/ }).click();
  await expect(page.locator(".search-row").first()).toBeVisible();
});

test("a process opens with its facts, timeline and sections; Back returns to the list", async ({ page, site }) => {
  await page.goto(`${site}#/s?src=uk`);
  const link = page.locator(".search-row-title a").first();
  const title = await link.innerText();
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page).toHaveTitle(`${title} · Tenderlens`);
  await expect(page.locator(".process-facts").getByText(/merged in this browser from \d+ releases?/)).toBeVisible();
  for (const section of ["Timeline", "Tender", "Bids", "Parties", "Raw JSON"]) {
    await expect(page.getByRole("heading", { level: 2, name: new RegExp(`^${section}`) })).toBeVisible();
  }
  await page.goBack();
  await expect(page.locator(".search-row").first()).toBeVisible();
});

test("Peru's record shows the publisher's own compilation and offers to merge the releases", async ({ page, site }) => {
  await page.goto(`${site}#/s?src=peru`);
  await page.locator(".search-row-title a").first().click();
  await expect(page.locator(".process-facts").getByText("the publisher’s own compiled release")).toBeVisible();
  await page.getByRole("button", { name: "Fetch the releases and merge them here" }).click();
  await expect(page.locator(".process-facts").getByText(/merged in this browser from \d+ releases?/)).toBeVisible();
});

test("a record that holds only addresses opens with the releases that they lead to", async ({ page, site }) => {
  await page.goto(`${site}#/s?src=eu`);
  const link = page.locator(".search-row-title a").first();
  const title = await link.innerText();
  const process = await link.getAttribute("href");
  // The same archive as it may have answered: no release is embedded.
  await page.route("**/config.json", async (route) => {
    const config = await (await route.fetch()).json();
    config.bases.eu += "@addresses";
    await route.fulfill({ json: config });
  });
  const asked = page.waitForRequest(/eu@addresses\/.*\/release\//);
  await page.goto(`${site}?addresses${process}`);
  await asked;
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await expect(page.locator(".process-facts")).toContainText("converted in this browser from the publisher’s own document");
  await expect(page.locator(".process-notes")).toContainText("fetched from where the record links to");
});

for (const [publisher, what] of [["prozorro", "a feed of ids"], ["openprocurement", "the list of 2014"], ["eu", "the draft of OCDS"]]) {
  test(`a process of ${what} opens from the list, converted, with its own document`, async ({ page, site }) => {
    await page.goto(`${site}#/s?src=${publisher}`);
    const link = page.locator(".search-row-title a").first();
    const title = await link.innerText();
    await link.click();
    await expect(page.locator(".process-facts")).toContainText("converted in this browser from the publisher’s own document");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await page.getByRole("combobox", { name: "Document" }).selectOption({ label: "The publisher’s own document" });
    await expect(page).toHaveURL(/raw=source/);
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page.getByRole("combobox", { name: "Document" })).toHaveValue("source");
  });
}

test("a tender's auction has a section: its minimal step, its period and its address", async ({ page, site }) => {
  await page.goto(`${site}#/s?src=prozorro`);
  const links = page.locator(".search-row-title a");
  await expect(links.first()).toBeVisible();
  const addresses = await links.evaluateAll((links) => links.map((link) => link.href));
  let withPeriod = 0;
  for (const address of addresses) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 2, name: "Raw JSON" })).toBeVisible();
    const section = page.getByRole("region", { name: "Auction" });
    await expect(section).toContainText("Minimal step");
    await expect(page.getByRole("region", { name: "Other fields" })).not.toContainText("/tender/auctions/0/minimalStep/amount");
    if (await section.getByText("Period", { exact: true }).count()) {
      await expect(section.getByRole("link").first()).toHaveAttribute("href", /^https:\/\/example\.org\/fictional-auction\//);
      withPeriod += 1;
      break;
    }
  }
  expect(withPeriod).toBe(1);
});

test("an auction of 2014 stands in the process of its tender, from an address of its own", async ({ page, site }) => {
  const asked = page.waitForRequest(/\/tenders\/[0-9a-f]{32}\/auction$/);
  await page.goto(`${site}#/p/openprocurement/openprocurement-UA-2014-DUS-156?id=64e93250be76435397e8c992ed4214d1`);
  await asked;
  const section = page.getByRole("region", { name: "Auction" });
  await expect(section).toContainText("Minimal step");
  await expect(section).toContainText("Period");
  const bids = page.locator("section[aria-labelledby=sec-bids]");
  await expect(bids).toContainText("UAH");
  await expect(bids).not.toContainText("auction-");
  await expect(page.locator("section[aria-labelledby=sec-awards]")).toBeVisible();
});

test("an auction that is not told is noted, and its process is shown", async ({ page, site, server }) => {
  await fault(server.url, { publisher: "openprocurement", fault: "forbidden", urlContains: "/auction" });
  await page.goto(`${site}#/p/openprocurement/openprocurement-UA-2014-DUS-156?id=64e93250be76435397e8c992ed4214d1`);
  await expect(page.locator(".process-facts")).toContainText("converted in this browser");
  await expect(page.locator(".process-notes")).toContainText("The auction could not be had");
});

test("a process that can't be asked for by its OCID says what to do", async ({ page, site }) => {
  await page.goto(`${site}#/p/prozorro/ocds-be6bcu-UA-2026-11-01-000001-a`);
  await expect(page.getByRole("alert")).toContainText("Open the process from a list, or give that id");
});

test("an OCID typed at the start goes straight to its process", async ({ page, site }) => {
  await page.goto(`${site}#/s?src=uk`);
  const ocid = await page.locator(".search-row code").first().innerText();
  await page.goto(site);
  await page.getByRole("searchbox").fill(ocid);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`#/p/uk/${ocid}$`));
  await expect(page.locator(".process-facts")).toContainText(ocid);
});

test("what is typed before the app has started is kept", async ({ page, site }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(site, { waitUntil: "domcontentloaded" });
  await page.getByRole("searchbox").fill("puente");
  await page.getByRole("checkbox", { name: /United Kingdom/ }).uncheck();
  release();
  await expect(page.locator("#home-form:not([data-shell])")).toBeVisible();
  await expect(page.getByRole("searchbox")).toHaveValue("puente");
  await expect(page.getByRole("checkbox", { name: /United Kingdom/ })).not.toBeChecked();
});

test("a link that leads nowhere says so", async ({ page, site }) => {
  await page.goto(`${site}#/nowhere`);
  await expect(page.getByRole("heading", { name: "There is no page at this link" })).toBeVisible();
  await page.getByRole("link", { name: "Go to the start" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Public contracts, from notice to payment.");
});

test("a link to an unknown publisher offers the known ones", async ({ page, site }) => {
  await page.goto(`${site}#/s?src=atlantis`);
  await expect(page.getByText("It asks for “atlantis”.")).toBeVisible();
  await page.getByRole("link", { name: "Ask all publishers" }).click();
  await expect(page.locator(".search-row").first()).toBeVisible();
});

test("the main job works by keyboard alone", async ({ page, site }) => {
  await page.goto(site);
  await expect(page.locator("#home-form:not([data-shell])")).toBeVisible();
  const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent?.trim());
  for (let step = 0; step < 12 && (await focused()) !== "home-q"; step += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator(".search-row").first()).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  const first = await page.locator(".search-row-title a").first().innerText();
  for (let step = 0; step < 40 && (await focused()) !== first; step += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(first);
});
