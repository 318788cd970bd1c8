// The printed process, and the Spanish, 320 px half of task T10.
import { tabTo } from "../support/keyboard.js";
import { expect, testOn } from "../support/test.js";

const test = testOn();

const PROCESS = "/p/uk/ocds-h6vhtk-0f0088";

/** Pages of a PDF that Chromium wrote. */
const pages = (pdf) => [...pdf.toString("latin1").matchAll(/\/Type\s*\/Page(?!s)/g)].length;

async function openInSpanish(page, site, hash) {
  await page.addInitScript(() => localStorage.setItem("tenderlens.language", "es"));
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto(`${site}#${hash}`);
  await expect(page.getByRole("heading", { level: 2, name: "Qué cambió" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
}

test("T10: a followed process reopens at 320 px in Spanish and prints on three pages at most", async ({ page, site }) => {
  await openInSpanish(page, site, PROCESS);
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  await page.getByRole("button", { name: "Seguir" }).click();
  await page.goto(`${site}#/follow`);
  await page.getByRole("link", { name: title }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  const pdf = await page.pdf({ format: "A4" });
  expect(pages(pdf)).toBeGreaterThan(0);
  expect(pages(pdf)).toBeLessThanOrEqual(3);
});

test("T10 by keyboard alone: followed, found again and printed", async ({ page, site }) => {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute("data-printed", "");
  });
  await openInSpanish(page, site, PROCESS);
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  await tabTo(page, page.getByRole("button", { name: "Seguir" }));
  await page.keyboard.press("Enter"); // act 1
  await tabTo(page, page.getByRole("link", { name: "Siguiendo", exact: true }));
  await page.keyboard.press("Enter"); // act 2
  await tabTo(page, page.getByRole("link", { name: title }));
  await page.keyboard.press("Enter"); // act 3
  await expect(page.getByRole("heading", { level: 2, name: "Qué cambió" })).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Imprimir" }));
  await page.keyboard.press("Enter"); // act 4
  await expect(page.locator("html")).toHaveAttribute("data-printed", "");
});

test("paper shows what is read, and nothing to press", async ({ page, site }) => {
  await openInSpanish(page, site, PROCESS);
  await page.emulateMedia({ media: "print" });
  for (const gone of [".header-nav", ".header-tools", ".open-box", ".footer", ".bottom", ".process-actions", ".changes-picks", ".process-nav", ".json", ".history-link"]) {
    for (const element of await page.locator(gone).all()) await expect(element).toBeHidden();
  }
  for (const button of await page.getByRole("button").all()) await expect(button).toBeHidden();
  // Playwright leaves out what is written in a style.
  const foot = await page.locator("#print-rules").evaluate((style) => style.textContent);
  for (const told of ["ocds-h6vhtk-0f0088", `#${PROCESS}`, "2026"]) expect(foot).toContain(told);
  const colours = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body);
    return { color, backgroundColor };
  });
  expect(colours).toEqual({ color: "rgb(0, 0, 0)", backgroundColor: "rgb(255, 255, 255)" });
});

test("the addresses of documents are written out", async ({ page, site }) => {
  await openInSpanish(page, site, PROCESS);
  await page.emulateMedia({ media: "print" });
  const link = page.locator(".process-documents a").first();
  const after = await link.evaluate((it) => getComputedStyle(it, "::after").content);
  expect(after).toContain(await link.getAttribute("href"));
});
