// What a long list costs on the thread of the page: typing, turning pages, scrolling, and a package of
// 50 MB that is parsed and merged beside it. The processor is not slowed down: the budgets are a laptop's.

/** Fictional releases, one of each process. */
export function lines(processes) {
  const words = ["footbridge", "school roof", "road repair", "hospital beds", "street lights", "water mains", "library books"];
  const releases = [];
  for (let index = 0; index < processes; index += 1) {
    const day = String((index % 28) + 1).padStart(2, "0");
    releases.push(
      `{"ocid":"ocds-h6vhtk-0${index.toString(16).padStart(5, "0")}","id":"${String(index).padStart(6, "0")}-2026","date":"2026-10-${day}T10:00:00Z","tag":["tender"],` +
        `"buyer":{"id":"b${index % 900}","name":"Fictional Council ${index % 900}"},"tender":{"title":"Fictional ${words[index % 7]} ${index}",` +
        `"description":"Works of lot ${index % 31} in district ${index % 113}","status":"active","mainProcurementCategory":"${["works", "goods", "services"][index % 3]}",` +
        `"value":{"amount":${1000 + index * 7},"currency":"GBP"},"tenderPeriod":{"endDate":"2026-12-${day}T12:00:00Z"}}}`,
    );
  }
  return Buffer.from(`{"version":"1.1","releases":[${releases.join(",")}]}`);
}

/** A package of that many bytes, two releases of each process. */
function heavy(bytes) {
  const item = `{"id":"1","description":"A fictional item with a description that an officer wrote with some care","classification":{"scheme":"CPV","id":"45221100"},"quantity":2}`;
  const items = Array.from({ length: 300 }, (_, index) => item.replace('"1"', `"${index}"`)).join(",");
  const releases = [];
  for (let size = 0, index = 0; size < bytes; index += 1) {
    for (const step of [0, 1]) {
      const release = `{"ocid":"ocds-h6vhtk-0${index.toString(16).padStart(5, "0")}","id":"${index}-${step}","date":"2026-11-1${step}T10:00:00Z","tag":["tender"],"buyer":{"name":"Fictional Council"},"tender":{"title":"Fictional footbridge ${index}","items":[${items}]}}`;
      releases.push(release);
      size += release.length + 1;
    }
  }
  return { body: Buffer.from(`{"version":"1.1","releases":[${releases.join(",")}]}`), processes: releases.length / 2 };
}

/** Runs in the page before anything else: long tasks, and how long each input took until its paint. */
function observe() {
  const seen = { tasks: [], inputs: [] };
  globalThis.seen = seen;
  new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map((it) => it.duration))).observe({ type: "longtask" });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.interactionId) seen.inputs.push({ id: entry.interactionId, duration: entry.duration });
  }).observe({ type: "event", durationThreshold: 16 });
}

const clear = (page) => page.evaluate(() => ((globalThis.seen.tasks.length = 0), (globalThis.seen.inputs.length = 0)));

/** The longest of each interaction's events, in milliseconds. */
async function inputs(page) {
  const entries = await page.evaluate(() => globalThis.seen.inputs);
  const longest = new Map();
  for (const { id, duration } of entries) longest.set(id, Math.max(longest.get(id) ?? 0, duration));
  return [...longest.values()];
}

const heading = (page, words) => page.waitForFunction((words) => document.querySelector("h1")?.textContent.includes(words), words, { timeout: 180_000 });
const grouped = (number) => number.toLocaleString("en-GB");

/** The longest time between two frames while the page is scrolled from its top to its end. */
function frames(page) {
  return page.evaluate(async () => {
    scrollTo(0, 0);
    const gaps = [];
    let last = await new Promise(requestAnimationFrame);
    for (let step = 0; step < 180; step += 1) {
      scrollBy(0, document.documentElement.scrollHeight / 180);
      const now = await new Promise(requestAnimationFrame);
      gaps.push(now - last);
      last = now;
    }
    return gaps;
  });
}

/** What one page with `processes` rows measures: all values of each measurement. */
export async function lists(browser, site, processes) {
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(observe);
  site.publisher.body = lines(processes);
  await page.goto(`${site.url}#/s?src=uk`);
  await heading(page, `${grouped(processes)} process`);
  const blockedLoading = await page.evaluate(() => globalThis.seen.tasks);
  await page.waitForTimeout(500);
  await clear(page);
  const field = page.locator("#search-q");
  await field.focus();
  for (const key of "footbridge 77") {
    await page.keyboard.press(key === " " ? "Space" : key);
    await page.waitForTimeout(400);
  }
  const typing = await inputs(page);
  await field.fill("");
  await page.waitForTimeout(500);
  await clear(page);
  const next = page.getByRole("link", { name: "Next", exact: true });
  for (let turn = 0; turn < 4 && (await next.count()) > 0; turn += 1) {
    await next.first().click();
    await page.waitForTimeout(400);
  }
  const turning = await inputs(page);
  await clear(page);
  const scrolling = await frames(page);
  const nodes = await page.locator(".search-row").count();
  await context.close();
  return { typing, turning, scrolling, nodes, blockedLoading };
}

/** The longest main-thread task while a package of `bytes` is parsed and merged, and how fast that is. */
export async function loading(browser, site, bytes) {
  const context = await browser.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  await page.addInitScript(observe);
  site.publisher.body = lines(60);
  await page.goto(`${site.url}#/s?src=uk`);
  await heading(page, "60 process");
  await page.waitForTimeout(500);
  await clear(page);
  const { body, processes } = heavy(bytes);
  site.publisher.body = body;
  const started = Date.now();
  await page.getByRole("button", { name: "Refresh" }).click();
  await heading(page, `${grouped(processes)} process`);
  const seconds = (Date.now() - started) / 1000;
  await page.waitForTimeout(300);
  const tasks = await page.evaluate(() => globalThis.seen.tasks);
  await context.close();
  return { tasks, rate: body.length / 1e6 / seconds };
}
