// The filters with choices: what they count, and that quick hands and keys are not let down.
import { expect, testOn } from "../support/test.js";
import { matching, opened, rows, unfold } from "../support/search.js";

const test = testOn();

const boxes = (filter) => filter.getByRole("checkbox");
const count = async (box) => parseInt((await box.locator("xpath=..").locator(".search-count").innerText()).replace(/\D/g, ""), 10);

test("two presses in a row both count, and the focus stays", async ({ page, site }) => {
  await opened(page, site, "#/s?src=uk");
  const filter = await unfold(page, "Category");
  const values = await boxes(filter).evaluateAll((boxes) => {
    // Quicker than any hand: the page has not followed the first press when the second one comes.
    boxes[1].focus();
    boxes[0].click();
    boxes[1].click();
    return [boxes[0].value, boxes[1].value];
  });
  await expect(page).toHaveURL(new RegExp(`cat=${values[0]},${values[1]}`));
  await expect(page.locator(".search-chip")).toHaveCount(2);
  await expect(filter.locator(`input[value="${values[0]}"]`)).toBeChecked();
  await expect(filter.locator(`input[value="${values[1]}"]`)).toBeChecked();
  await expect(filter.locator(`input[value="${values[1]}"]`)).toBeFocused();
});

test("a recount keeps the boxes: pressed by key again and again, each time the same one", async ({ page, site }) => {
  await opened(page, site, "#/s?src=uk");
  const filter = await unfold(page, "Stage");
  const box = boxes(filter).first();
  await box.evaluate((box) => {
    box.dataset.mark = "the same";
    box.focus();
  });
  for (const isOn of [true, false, true]) {
    await page.keyboard.press("Space");
    await expect(page.locator(".search-chip")).toHaveCount(isOn ? 1 : 0);
    await expect(box).toBeChecked({ checked: isOn });
    await expect(box).toBeFocused();
    await expect(box).toHaveAttribute("data-mark", "the same");
  }
});

test("a publisher that cannot be left out shows that it stays", async ({ page, site }) => {
  await opened(page, site, "#/s?src=uk");
  const uk = page.locator('input[name="src"][value="uk"]');
  await uk.click();
  await expect(page).toHaveURL(/#\/s$/);
  await expect(uk).toBeChecked();
});

test("counts ignore what is chosen of their own filter, and say what each choice gives", async ({ page, site }) => {
  await opened(page, site, "#/s?src=uk");
  const [stage, category] = [await unfold(page, "Stage"), await unfold(page, "Category")];
  const counts = async (filter) => filter.locator("li:not(.facet-unknown) .search-count").allInnerTexts();
  const [stages, categories] = [await counts(stage), await counts(category)];
  const first = boxes(category).first();
  const gives = await count(first);
  await first.check();
  await expect.poll(() => matching(page)).toBe(gives);
  expect(await counts(category)).toEqual(categories);
  await expect.poll(() => counts(stage)).not.toEqual(stages);
  const second = boxes(category).nth(1);
  const alsoGives = await count(second);
  await second.check();
  // A process may be of both.
  await expect.poll(() => matching(page)).toBeGreaterThan(gives);
  expect(await matching(page)).toBeLessThanOrEqual(gives + alsoGives);
});

test("every filter ends with what does not publish it, which can be let in", async ({ page, site }) => {
  await opened(page, site, "#/s?src=uk");
  for (const name of ["Stage", "Category", "Classification", "Buyer", "Supplier", "Place", "Method", "Status"]) {
    const filter = await unfold(page, name);
    const last = filter.locator("fieldset > .facet-choices > li").last();
    await expect(last).toHaveText(/^(Not published|Not told by the list|Not published, or not told by the list)\s*\d/);
  }
  const category = await unfold(page, "Category");
  const chosen = boxes(category).first();
  await chosen.check();
  await expect(page).toHaveURL(/cat=/);
  await expect(page.locator(".search-chip")).toHaveCount(1);
  const [alone, missing] = [await count(chosen), await count(category.locator(".facet-unknown input"))];
  await expect.poll(() => matching(page)).toBe(alone);
  await category.locator(".facet-unknown input").check();
  await expect(page).toHaveURL(/unk=cat/);
  await expect.poll(() => matching(page)).toBe(alone + missing);
});

test("a choice is found by its letters, whatever their case and accents", async ({ page, site }) => {
  await opened(page, site, "#/s?src=uk");
  const filter = await unfold(page, "Buyer");
  const find = filter.getByRole("searchbox", { name: /^Find in/ });
  const name = (await filter.locator(".facet-choices > li span").first().innerText()).trim();
  await find.fill(name.slice(0, 5).toUpperCase());
  await expect.poll(async () => {
    const names = await filter.locator("li:not(.facet-unknown) .search-check > span:first-of-type").allInnerTexts();
    return names.length > 0 && names.every((it) => it.toLowerCase().includes(name.slice(0, 5).toLowerCase()));
  }).toBe(true);
  await expect(find).toBeFocused();
  await find.fill("");
  await filter.getByRole("button", { name: /^Show \d+ more/ }).click();
  await expect.poll(() => boxes(filter).count()).toBeGreaterThan(9);
  await filter.getByRole("button", { name: /^Show fewer/ }).click();
  await expect.poll(() => boxes(filter).count()).toBeLessThanOrEqual(9);
  expect(await rows(page).count()).toBeGreaterThan(0);
});
