// Every recorded process, opened as a reader would: what publishers really wrote is all on the page.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "@playwright/test";
import { expect, needsShared, testOn } from "../support/test.js";
import { visit } from "../support/routes.js";
import { shared } from "../support/server.js";
import { onPage, scalars } from "../support/found.js";

const data = path.join(shared, "data");

/** The links to what is in the files of a folder: releases are asked for at one, records at the other. */
function linksTo(folder) {
  const files = readdirSync(path.join(data, folder)).filter((name) => name.endsWith(".json"));
  const packages = files.flatMap((name) => JSON.parse(readFileSync(path.join(data, folder, name), "utf8")));
  const link = (publisher) => ({ ocid }) => `#/p/${publisher}/${ocid}`;
  // A lone release counts as a package of one. The blank template names no process, and one release of a
  // test has an id that is no OCID: no publisher can be asked for these.
  const lone = packages.filter((it) => /^ocds-/i.test(it.ocid));
  const releases = [...lone, ...packages.flatMap((it) => it.releases ?? [])];
  const records = packages.flatMap((it) => it.records ?? []);
  const links = [...releases.map(link("uk")), ...records.map(link("peru"))];
  return new Set(links);
}

/** The links to all processes of a publisher, page by page. */
async function links(page, site, publisher) {
  await page.goto(`${site}?${publisher}#/s?src=${publisher}`);
  await expect(page.locator(".search-row").first()).toBeVisible();
  const more = page.getByRole("button", { name: /^Load more/ });
  while (await more.isVisible()) {
    await more.click();
    await expect(page.locator(".search-coverage")).not.toContainText("loading");
  }
  const all = new Set();
  for (;;) {
    for (const link of await page.locator(".search-row-title a").all()) all.add(await link.getAttribute("href"));
    const next = page.getByRole("link", { name: "Next", exact: true });
    if (!(await next.isVisible())) return [...all];
    const before = await page.locator(".search-row-title a").first().getAttribute("href");
    await next.click();
    await expect(page.locator(".search-row-title a").first()).not.toHaveAttribute("href", before);
  }
}

/** What the process page lacks, or says that it should not. */
async function faultsOf(page, link) {
  await visit(page, { hash: link, ready: "#sec-raw, [role=alert]" });
  const faults = [];
  const alert = page.getByRole("alert");
  if (await alert.count()) return [`${link}: ${await alert.first().innerText()}`];
  await expect(page.locator(".json-view code")).not.toBeEmpty();
  const own = page.locator(".json-pick option[value=source]");
  if (await own.count()) {
    const before = await page.locator(".json-view code").innerText();
    await page.locator(".json-pick select").selectOption("source");
    await expect(page.locator(".json-view code")).not.toHaveText(before, { useInnerText: true });
  }
  const document = JSON.parse(await page.locator(".json-view code").innerText());
  const { title, facts, text, words } = await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    const text = (selector) => document.querySelector(selector)?.innerText ?? "";
    const without = (selector, read) => {
      const hidden = [...document.querySelectorAll(selector)];
      for (const element of hidden) element.style.display = "none";
      const found = read();
      for (const element of hidden) element.style.display = "";
      return found;
    };
    return {
      title: text("h1"),
      facts: text(".process-facts"),
      text: without(".json", () => text("#main")),
      // JSON that is shown as JSON may say null.
      words: without(".json, .process-other code", () => text("#main")),
    };
  });
  const tell = (fault) => faults.push(`${link}: ${fault}`);
  if (!title.trim()) tell("no title");
  if (!/^Buyer\s+\S/m.test(facts)) tell(`neither a buyer nor that none is published: ${facts.slice(0, 200)}`);
  // What changed explains what a null that was published means.
  const wrong = /\b(undefined|NaN|null|\[object|Invalid Date)\b/.exec(words.replace(/explicitly removed \(null\)|an explicit null/g, ""));
  if (wrong && !scalars(document).some((value) => String(value).includes(wrong[0]))) tell(`says ${wrong[0]}`);
  const isMerged = /merged in this browser/.test(facts);
  for (const [name, value] of Object.entries(document.data ?? document)) {
    // What a merge makes is no data: the tag, and the id out of ocid and date.
    if (isMerged && name === "tag") continue;
    if (name === "id" && value === `${document.ocid}-${document.date}`) continue;
    if (!onPage(text, name, value)) tell(`${name} is nowhere: ${JSON.stringify(value).slice(0, 120)}`);
  }
  return faults;
}

async function expectWhole(page, links) {
  const faults = [];
  for (const link of links) faults.push(...(await faultsOf(page, link)));
  expect(faults).toEqual([]);
}

test.describe("what the publishers answered", () => {
  const test = testOn("--data", data);
  test.beforeAll(() => needsShared(test));
  for (const publisher of ["uk", "peru", "prozorro", "eu", "openprocurement"]) {
    test(`every process of ${publisher} opens whole`, async ({ page, site }) => {
      test.setTimeout(240_000);
      await expectWhole(page, await links(page, site, publisher));
    });
  }
});

for (const folder of ["ocds", "prozorro-ocds"]) {
  test.describe(`packages of others, ${folder}`, () => {
    const test = testOn("--data", `uk=${data}/${folder}`, "--data", `peru=${data}/${folder}`);
    test.beforeAll(() => needsShared(test));
    test("every process opens whole", async ({ page, site }) => {
      test.setTimeout(400_000);
      await page.goto(site);
      await expectWhole(page, linksTo(folder));
    });
  });
}
