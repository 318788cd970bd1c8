// Merging is seen: every value on the page is the one the reference implementation compiles.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, needsShared, testOn } from "../support/test.js";
import { root, serve, shared } from "../support/server.js";

const test = testOn("--data", `uk=${path.join(shared, "data/ocds")}`);
const python = process.env.TENDERLENS_PYTHON ?? path.join(root, ".venv/bin/python");

/** What PyPI ocdsmerge compiles from these releases. */
function reference(releases) {
  if (!existsSync(python)) throw new Error(`${python} is missing: cargo xtask setup makes it`);
  const script = "import json, sys, ocdsmerge; merger = ocdsmerge.Merger(json.load(open(sys.argv[1]))); json.dump(merger.create_compiled_release(json.load(sys.stdin)), sys.stdout)";
  // Without a schema the reference downloads one; the rules of OCDS 1.1 are given to it instead.
  const schema = path.join(shared, "merge/fixtures/schemas/release-schema-1__1__4.json");
  return JSON.parse(execFileSync(python, ["-c", script, schema], { input: JSON.stringify(releases) }));
}

function* leaves(value, pointer = "") {
  if (value !== null && typeof value === "object") {
    for (const [key, inner] of Object.entries(value)) yield* leaves(inner, `${pointer}/${key}`);
  } else {
    yield [pointer, value];
  }
}

/** Compares what the page shows with the reference, field by field. */
async function expectMerged(page, releases) {
  const expected = reference(releases);
  const shown = JSON.parse(await page.locator(".json-view code").innerText());
  const differing = [...leaves(expected)].filter(([pointer, value]) => {
    const at = pointer.split("/").slice(1).reduce((node, key) => node?.[key], shown);
    return at !== value;
  });
  expect(differing, "fields that differ from the reference").toEqual([]);
  expect([...leaves(shown)].length).toBe([...leaves(expected)].length);
  expect(shown).toEqual(expected);
  return expected;
}

test("the six releases of the fictional example", async ({ page, site }) => {
  needsShared(test);
  const file = path.join(shared, "data/ocds/fictional-1.1-release-package.json");
  const { releases } = JSON.parse(readFileSync(file, "utf8"));
  await page.goto(`${site}#/p/uk/ocds-213czf-000-00001`);
  await expect(page.locator(".spine-item")).toHaveCount(6);
  await expect(page.locator(".process-facts").getByText("merged in this browser from 6 releases")).toBeVisible();
  const expected = await expectMerged(page, releases);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(expected.tender.title);
  await expect(page.locator(".process-facts")).toContainText(expected.buyer.name);
  for (const party of expected.parties) {
    await expect(page.locator("[aria-labelledby=sec-parties]")).toContainText(party.name);
  }
  for (const award of expected.awards) {
    await expect(page.locator("[aria-labelledby=sec-awards]")).toContainText(`Award ${award.id}`);
  }
});

test("the raw view shows each release as it was published", async ({ page, site }) => {
  needsShared(test);
  await page.goto(`${site}#/p/uk/ocds-213czf-000-00001`);
  await page.getByRole("link", { name: "ocds-213czf-000-00001-04-award" }).click();
  await expect(page).toHaveURL(/raw=ocds-213czf-000-00001-04-award&sec=raw/);
  await expect(page.locator(".json-view")).toContainText('"id": "ocds-213czf-000-00001-04-award"');
  await page.reload();
  await expect(page.locator(".json-view")).toContainText('"id": "ocds-213czf-000-00001-04-award"');
});

test("a field tells its history, release by release", async ({ page, site }) => {
  needsShared(test);
  await page.goto(`${site}#/p/uk/ocds-213czf-000-00001?rel=ocds-213czf-000-00001-04-award`);
  const row = page.locator("tr[data-pointer='/tender/status']");
  await expect(row).toContainText("active");
  await row.getByRole("link", { name: /^History of/ }).click();
  const values = page.getByRole("dialog", { name: "History" }).locator("tbody tr");
  await expect(values).toHaveText([
    /^planned\s*15 Mar 2009.*ocds-213czf-000-00001-01-planning$/,
    /^active\s*15 Mar 2010.*ocds-213czf-000-00001-02-tender$/,
    /^complete\s*10 May 2010.*ocds-213czf-000-00001-04-award$/,
  ]);
});

test("generated processes with at least three releases", async ({ page }) => {
  needsShared(test);
  const server = await serve();
  try {
    const answer = await fetch(`${server.url}sandbox/uk/api/1.0/ocdsReleasePackages?limit=100`);
    const ocids = new Set((await answer.json()).releases.map((release) => release.ocid));
    let compared = 0;
    for (const ocid of ocids) {
      const { releases } = await (await fetch(`${server.url}sandbox/uk/api/1.0/ocdsReleasePackages/${ocid}`)).json();
      if (releases.length < 3) continue;
      await page.goto(`${server.url}#/p/uk/${ocid}`);
      await expect(page.locator(".spine-item")).toHaveCount(releases.length);
      await expectMerged(page, releases);
      compared += 1;
      if (compared === 5) break;
    }
    expect(compared).toBe(5);
  } finally {
    await server.stop();
  }
});
