// A page of some origin in Chromium that offers `window.use`.
import assert from "node:assert/strict";

import { chromium } from "@playwright/test";

import { check } from "./check.js";

const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROME ?? "/usr/bin/chromium", args: CHROMIUM_ARGS });
}

/** Opens `url`, uses the package against `bases` and returns the addresses of the modules that were loaded. */
export async function usePage(browser, url, bases) {
  const page = await browser.newPage();
  try {
    const modules = new Set();
    page.on("request", (request) => new URL(request.url()).pathname.endsWith(".wasm") && modules.add(request.url()));
    const problems = [];
    page.on("pageerror", (problem) => problems.push(String(problem)));
    await page.goto(url);
    await page.waitForFunction(() => "use" in window).catch((problem) => problems.push(String(problem)));
    assert.deepEqual(problems, []);
    check(await page.evaluate((bases) => window.use(bases), bases));
    return [...modules];
  } finally {
    await page.close();
  }
}
