// What changed between releases: task T4 of the design, by mouse and by keyboard alone.
import { tabTo } from "../support/keyboard.js";
import { expect, testOn } from "../support/test.js";

const test = testOn();

/** A generated process whose contract rose once, between its second-last and third-last notices. */
const ROSE = { ocid: "ocds-h6vhtk-0f0088", release: "900542-2026", before: "900343-2026" };

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
});

async function open(page, site, hash) {
  await page.goto(`${site}#${hash}`);
  await expect(page.getByRole("heading", { level: 2, name: "What changed" })).toBeVisible();
}

const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

/** What T4 asks for: old and new value, difference, date, release id, and all of it as a citation. */
async function expectRise(page) {
  const row = page.locator("tr[data-pointer='/contracts/0/value/amount']");
  await expect(row).toContainText("GBP 104,592.84");
  await expect(row).toContainText("GBP 143,292.19");
  await expect(row).toContainText("+38,699.35");
  await expect(row).toContainText("+37.0%");
  await expect(page.getByRole("combobox", { name: "Release", exact: true })).toContainText(`${ROSE.release} (`);
  return row;
}

async function expectCitation(page) {
  await expect(page.getByRole("status").filter({ hasText: "Copied" })).toBeAttached();
  const text = await clipboard(page);
  expect(text).toContain("GBP 104,592.84 → GBP 143,292.19 (+38,699.35, +37.0%)");
  for (const part of [ROSE.ocid, ROSE.release, ROSE.before, "Find a Tender", "Open Government Licence", "21 Nov 2026"]) {
    expect(text).toContain(part);
  }
  expect(text).toMatch(/compared with 900343-2026 \(.*2026\)/);
  expect(text).toContain(`rel=${ROSE.release}`);
}

test("T4: the release in which a contract's value rose is two acts away", async ({ page, site }) => {
  await open(page, site, `/p/uk/${ROSE.ocid}`);
  const rise = page.locator(".spine-item").filter({ hasText: "+37.0%" });
  await expect(rise).toHaveCount(1);
  await expect(rise).toContainText(ROSE.release);
  await rise.getByRole("link", { name: /changes?$/ }).click(); // act 1
  await expect(page.getByRole("heading", { level: 2, name: "What changed" })).toBeFocused();
  const row = await expectRise(page);
  await row.getByRole("button", { name: /^Citation of/ }).click(); // act 2
  await expectCitation(page);
});

test("T4 by keyboard alone", async ({ page, site }) => {
  await open(page, site, `/p/uk/${ROSE.ocid}`);
  await page.keyboard.press("d"); // act 1: to what the last release changed
  await expect(page.getByRole("heading", { level: 2, name: "What changed" })).toBeFocused();
  await page.keyboard.press("["); // act 2: to the release before
  const row = await expectRise(page);
  const cite = row.getByRole("button", { name: /^Citation of/ });
  await tabTo(page, cite);
  await expect(cite).toBeFocused();
  await page.keyboard.press("Enter"); // act 3
  await expectCitation(page);
});

test("any two releases are compared, and the link keeps them", async ({ page, site }) => {
  await open(page, site, `/p/uk/${ROSE.ocid}`);
  const release = page.getByRole("combobox", { name: "Release", exact: true });
  const compared = page.getByRole("combobox", { name: "compared with" });
  await release.selectOption(ROSE.release);
  await expect(compared).toHaveValue(ROSE.before);
  const first = await compared.locator("option").first().getAttribute("value");
  await compared.selectOption(first);
  await expect(page).toHaveURL(new RegExp(`cmp=${first}&rel=${ROSE.release}`));
  const table = page.locator(".changes-table").first();
  await expect(table).toContainText("Contracts");
  const words = await table.innerText();
  await page.reload();
  await expect(table).toContainText("Contracts");
  expect(await table.innerText()).toBe(words);
  await expect(compared).toHaveValue(first);
  await page.goBack();
  await expect(compared).toHaveValue(ROSE.before);
});

test("values that a release leaves out are not called removed", async ({ page, site }) => {
  await open(page, site, `/p/uk/${ROSE.ocid}?rel=${ROSE.release}`);
  const fold = page.getByText(/values? not repeated$/);
  await fold.click();
  await expect(page.getByText("They stay as they were: only an explicit null removes a value.")).toBeVisible();
  await expect(page.locator(".changes")).not.toContainText("explicitly removed");
});

test("both releases are saved as they were published", async ({ page, site }) => {
  await open(page, site, `/p/uk/${ROSE.ocid}?rel=${ROSE.release}`);
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Both as JSON" }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe(`${ROSE.before}_${ROSE.release}.json`);
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  const releases = JSON.parse(Buffer.concat(chunks).toString());
  expect(releases.map((release) => release.id)).toEqual([ROSE.before, ROSE.release]);
});

test("the history of a field opens over the page, and Escape leads back", async ({ page, site }) => {
  await open(page, site, `/p/uk/${ROSE.ocid}?rel=${ROSE.release}`);
  const link = page.locator("tr[data-pointer='/contracts/0/value/amount']").getByRole("link", { name: /^History of/ });
  await link.click();
  const dialog = page.getByRole("dialog", { name: "History" });
  await expect(dialog.getByRole("row")).toHaveCount(3);
  await expect(dialog).toContainText("104,592.84");
  await expect(dialog).toContainText("900014-2026");
  await expect(page).toHaveURL(/f=%2Fcontracts%2F0%2Fvalue%2Famount|f=\/contracts\/0\/value\/amount/);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page).not.toHaveURL(/[?&]f=/);
  await expect(link).toBeFocused();
});

test("a publisher without history says so", async ({ page, site }) => {
  await page.goto(`${site}#/s?src=prozorro`);
  await page.locator(".search-row-title a").first().click();
  await expect(page.getByText("No history published")).toBeVisible();
});

test("one release says that there is nothing to compare it with", async ({ page, site }) => {
  await open(page, site, "/p/uk/ocds-h6vhtk-0f00a2");
  await expect(page.getByText("There is one release only")).toBeVisible();
});
