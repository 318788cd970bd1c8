// Fetching, parsing and merging happen in a worker; what goes wrong there is told.
import { explorerOn, releasePackage } from "../support/publisher.js";
import { expect, testOn } from "../support/test.js";

const test = testOn();
const rows = (page) => page.locator(".search-row");
const json = (response, body) => response.setHeader("content-type", "application/json").end(body);

test("requests leave from a worker, not from the page", async ({ page, site }) => {
  const asked = page.waitForRequest(/ocdsReleasePackages/);
  await page.goto(`${site}#/s?src=uk`);
  await expect(rows(page).first()).toBeVisible();
  await asked;
  expect(page.workers()).toHaveLength(1);
  const own = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  expect(own.filter((name) => name.includes("/sandbox/"))).toEqual([]);
});

test("the page is never blocked while a package of 50 MB is parsed and merged", async ({ page }, info) => {
  const small = releasePackage(60, 1_000);
  const large = releasePackage(500, 50_000);
  expect(large.length).toBeGreaterThan(50_000_000);
  let body = small;
  const site = await explorerOn(page, (_, response) => json(response, body));
  await page.addInitScript(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
  });
  await page.goto(`${site.url}#/s?src=uk`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("60 processes loaded");
  await page.waitForTimeout(500);
  await page.evaluate(() => globalThis.longTasks.splice(0));
  const refreshed = async (answer, heading) => {
    body = answer;
    await page.getByRole("button", { name: "Refresh" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading, { timeout: 50_000 });
    await page.waitForTimeout(400);
    return page.evaluate(() => Math.max(0, ...globalThis.longTasks.splice(0)));
  };
  // Times are medians: another program may hold the processor for a moment.
  const longest = [];
  for (let round = 0; round < 3; round += 1) {
    longest.push(await refreshed(large, "500 processes loaded"));
    await refreshed(small, "60 processes loaded");
  }
  info.annotations.push({ type: "measured", description: `longest task of each round, if over 50 ms: ${longest}` });
  expect(longest.sort((a, b) => a - b)[1], `longest tasks: ${longest}`).toBeLessThanOrEqual(50);
  await site.stop();
});

test("what is stopped or left ends its request", async ({ page }) => {
  const ended = [];
  const begun = [];
  const site = await explorerOn(page, (request, response) => {
    begun.push(request.url);
    response.on("close", () => ended.push(request.url));
  });
  await page.goto(`${site.url}#/s?src=uk`);
  await expect.poll(() => begun.length).toBe(1);
  await page.getByRole("button", { name: "Stop and keep" }).click();
  await expect.poll(() => ended.length).toBe(1);
  await page.goto(`${site.url}#/p/uk/ocds-h6vhtk-000001`);
  await expect.poll(() => begun.length).toBe(2);
  await page.goto(`${site.url}#/`);
  await expect.poll(() => ended.length).toBe(2);
  expect(ended).toEqual(begun);
  await site.stop();
});

test("where workers are refused the page does the work itself", async ({ page, site }) => {
  await page.addInitScript(() => {
    globalThis.Worker = class {
      constructor() {
        throw new DOMException("workers are refused here", "SecurityError");
      }
    };
  });
  await page.goto(`${site}#/s?src=uk`);
  await expect(rows(page).first()).toBeVisible();
  await page.locator(".search-row-title a").first().click();
  await expect(page.locator(".process-facts").getByText(/merged in this browser from \d+ releases?/)).toBeVisible();
  expect(page.workers()).toEqual([]);
});

test("where the host's policy forbids workers the page does the work itself", async ({ page, site }) => {
  await page.route(site, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": "worker-src 'none'" } });
  });
  await page.goto(`${site}#/s?src=uk`);
  await expect(rows(page).first()).toBeVisible();
  expect(page.workers()).toEqual([]);
});

test("a worker that was ended is told to the list, and Retry starts another", async ({ page, site }) => {
  await page.goto(`${site}#/s?src=uk`);
  await expect(rows(page).first()).toBeVisible();
  const [worker] = page.workers();
  // It says nothing when it goes, as one that the browser ends for want of memory.
  await worker.evaluate(() => setTimeout(() => close()));
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("The part that loads and merges has stopped");
  await expect(rows(page)).toHaveCount(0);
  await alert.getByRole("button", { name: "Retry" }).click();
  await expect(rows(page).first()).toBeVisible();
  await expect(alert).toHaveCount(0);
});

test("a worker that fails while a process is loading is told to its page, and Retry loads it", async ({ page }) => {
  let waits = true;
  const body = releasePackage(1, 1_000);
  const site = await explorerOn(page, (_, response) => !waits && json(response, body));
  const asked = page.waitForRequest(/ocdsReleasePackages/);
  await page.goto(`${site.url}#/p/uk/ocds-h6vhtk-000000`);
  await asked;
  await page.workers()[0].evaluate(() => {
    setTimeout(() => {
      throw new Error("out of fictional memory");
    });
  });
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("out of fictional memory");
  waits = false;
  await alert.getByRole("button", { name: "Retry" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Fictional footbridge 0");
  await site.stop();
});

/** A worker of another build: its messages begin with that, as a text of so many bytes. */
const STALE = `onmessage = ({ data: port }) =>
  port.postMessage([Uint8Array.of(16, ...new TextEncoder().encode("0123456789abcdef"), 0)]);`;

test("a worker of another build is refused: reload", async ({ page, site }) => {
  await page.route("**/start-worker.js*", (route) => route.fulfill({ contentType: "text/javascript", body: STALE }));
  await page.goto(`${site}#/s?src=uk`);
  const alert = page.getByRole("alert");
  await expect(alert.getByRole("heading")).toHaveText("New version ready – reload");
  await expect(alert).toContainText("worker 0123456789abcdef");
  await page.unroute("**/start-worker.js*");
  await alert.getByRole("button", { name: "Reload" }).click();
  await expect(rows(page).first()).toBeVisible();
});

test("a worker of another build that only a cache still holds is passed by", async ({ page, site }) => {
  await page.route("**/start-worker.js", (route) => route.fulfill({ contentType: "text/javascript", body: STALE }));
  const fresh = page.waitForRequest(/start-worker\.js\?build=[0-9a-f]{16}$/);
  await page.goto(`${site}#/s?src=uk`);
  await fresh;
  await expect(rows(page).first()).toBeVisible();
});
