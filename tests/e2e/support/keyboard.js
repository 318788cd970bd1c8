// A page by keyboard alone.

/** Presses Tab until something has the focus. */
export async function tabTo(page, locator, most = 200) {
  for (let step = 0; step < most; step += 1) {
    if (await locator.evaluate((it) => it === document.activeElement).catch(() => false)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${locator}`);
}
