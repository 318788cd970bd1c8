// The comparison of bids: task T6 of the design, by mouse and by keyboard alone.
import { tabTo } from "../support/keyboard.js";
import { REFUSED } from "../support/routes.js";
import { expect, testOn } from "../support/test.js";

const test = testOn();

/** An amount as JSON has it: `1,234.50` and `UAH 1,234.50` as 1234.5. */
const number = (text) => Number(/[\d,]+(\.\d+)?/.exec(text)[0].replaceAll(",", ""));

async function open(page, site, suffix = "") {
  await page.goto(`${site}#/p/prozorro/${REFUSED.ocid}${suffix}?id=${REFUSED.id}`);
}

/** Ranks, statuses, the arithmetic of the check, and the JSON it read. */
async function expectAnswer(page) {
  const lot = page.locator(".bids-lot").first();
  const rows = lot.locator("tbody tr");
  await expect(rows.first()).toHaveAttribute("data-outcome", "disqualified");
  await expect(rows.first()).toContainText("Disqualified");
  await expect(rows.nth(1)).toHaveAttribute("data-outcome", "winner");
  const amounts = await lot.locator("tbody .money-amount").allInnerTexts();
  const [lowest, winner] = amounts.map(number);
  const sum = await lot.locator(".bids-sum li").first().innerText();
  const [high, low, by] = sum.match(/[\d,]+\.\d+/g).map(number);
  expect([low, high]).toEqual([lowest, winner]);
  expect(by).toBeCloseTo(winner - lowest, 2);
  await expect(lot.locator(".bids-sum")).toContainText(`+${(((winner - lowest) / lowest) * 100).toFixed(1)}%`);
  await expect(lot.locator(".bids-answer")).toContainText("which was disqualified");
  await expect(lot).toContainText("A reason to look closer, not proof.");
  const read = lot.locator(".bids-check dl");
  await expect(read).toBeVisible();
  await expect(read).toContainText("/awards/0/status");
  await expect(read).toContainText("unsuccessful");
  const raw = await read.locator("dd").allInnerTexts();
  expect(raw.map(Number)).toEqual(expect.arrayContaining([lowest, winner]));
}

test("T6: the lowest bid was disqualified, by how much it was lower, and what says so", async ({ page, site }) => {
  await open(page, site);
  await page.getByRole("link", { name: "Compare the bids" }).click(); // act 1
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Bids:");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.getByText("What this was computed from").first().click(); // act 2
  await expectAnswer(page);
});

test("T6 by keyboard alone", async ({ page, site }) => {
  await open(page, site);
  await expect(page.getByRole("heading", { level: 2, name: "Raw JSON" })).toBeVisible();
  await tabTo(page, page.getByRole("link", { name: "Compare the bids" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await tabTo(page, page.locator(".bids-check summary").first());
  await page.keyboard.press("Enter");
  await expectAnswer(page);
});

test("the table is sorted by tenderer and date, and the link keeps that", async ({ page, site }) => {
  await open(page, site, "/bids");
  const lot = page.locator(".bids-lot").first();
  await lot.getByRole("button", { name: "Tenderer" }).click();
  await expect(page).toHaveURL(/sort=name/);
  await expect(lot.getByRole("columnheader", { name: "Tenderer" })).toHaveAttribute("aria-sort", "ascending");
  const names = await lot.locator("tbody tr td:nth-child(2)").allInnerTexts();
  expect(names).toEqual([...names].sort());
  await page.reload();
  await expect(lot.locator("tbody tr td:nth-child(2)")).toHaveText(names);
});

test("a picture shows the bids, says its answer as text, and marks start and end of the auction", async ({ page, site }) => {
  await open(page, site, "/bids");
  const lot = page.locator(".bids-lot").first();
  const picture = lot.getByRole("img");
  await expect(picture).toHaveAccessibleName(await lot.locator(".bids-answer").innerText());
  const bids = await lot.locator("tbody tr").count();
  await expect(picture.locator(".bids-slope")).toHaveCount(bids);
  await expect(picture.locator(".bids-cross")).toHaveCount(1);
  await expect(picture.locator(".bids-winner")).toHaveCount(1);
});

test("bids of openprocurement 0.1 are compared too", async ({ page, site }) => {
  await page.goto(`${site}#/p/openprocurement/openprocurement-UA-2014-DUS-156/bids?id=64e93250be76435397e8c992ed4214d1`);
  await expect(page.locator(".bids-lot tbody tr").first()).toContainText("UAH");
  await expect(page.locator(".bids-answer").first()).toContainText("comparable bid");
});

test("a publisher that omits bids is said to, with its count", async ({ page, site }) => {
  await page.goto(`${site}#/p/uk/ocds-h6vhtk-0f0088/bids`);
  await expect(page.getByRole("heading", { name: "Why there are no bids to compare" })).toBeVisible();
  await expect(page.getByText("UK Find a Tender does not publish the bids themselves.")).toBeVisible();
  await expect(page.getByText(/The publisher counts \d+ bids?\./)).toBeVisible();
});

test("sealed bids say until when", async ({ page, site }) => {
  await page.goto(`${site}#/p/prozorro/ocds-be6bcu-UA-2026-11-13-900270-a/bids?id=382911241faff7e9de709cecec5a1a91`);
  await expect(page.getByText(/Bids are sealed until they are opened: bidding ends /)).toBeVisible();
});
