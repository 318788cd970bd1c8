// How the start page arrives on a slow phone: four times slower processor, 1.6 Mbit/s, 150 ms.

const SLOW = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 200_000 };
const CPU = 4;

/** Runs in the page before anything else. */
function observe() {
  const seen = { lcp: 0, cls: 0 };
  globalThis.seen = seen;
  new PerformanceObserver((list) => (seen.lcp = list.getEntries().at(-1).startTime)).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.cls += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}

async function slowPage(context) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW);
  await session.send("Emulation.setCPUThrottlingRate", { rate: CPU });
  const sizes = new Map();
  const urls = new Map();
  session.on("Network.responseReceived", ({ requestId, response }) => urls.set(requestId, response.url));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => sizes.set(urls.get(requestId), encodedDataLength));
  await page.addInitScript(observe);
  return { page, sizes };
}

/** One visit of the start page until the app has taken it over. */
async function visit(context, url) {
  const { page, sizes } = await slowPage(context);
  await page.goto(url, { waitUntil: "commit" });
  await page.locator("#home-form:not([data-shell])").waitFor();
  const interactive = await page.evaluate(() => performance.now());
  // What comes late counts as well: fonts, the worker, a shift.
  await page.waitForTimeout(2_500);
  const { lcp, cls } = await page.evaluate(() => globalThis.seen);
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
  await page.close();
  return { paint, lcp, cls, interactive, sizes };
}

/** From opening a list until the first typed word has given its rows. */
async function firstRows(context, url) {
  const { page } = await slowPage(context);
  await page.goto(`${url}#/s?q=footbridge&src=uk`, { waitUntil: "commit" });
  await page.locator(".search-row").first().waitFor();
  const rows = await page.evaluate(() => performance.now());
  await page.close();
  return rows;
}

const total = (sizes, matches) => [...sizes].filter(([url]) => matches(url ?? "")).reduce((sum, [, bytes]) => sum + bytes, 0);

/** All values of each measurement. */
export async function startup(browser, url, runs) {
  const measured = { "first paint": [], LCP: [], CLS: [], "interactive, cold": [], "interactive, warm": [], "first rows, cold": [], "first rows, warm": [] };
  let bytes = {};
  for (let run = 0; run < runs; run += 1) {
    const context = await browser.newContext({ locale: "en-GB" });
    const cold = await visit(context, url);
    const warm = await visit(context, url);
    measured["first paint"].push(cold.paint);
    measured.LCP.push(cold.lcp);
    measured.CLS.push(cold.cls);
    measured["interactive, cold"].push(cold.interactive);
    measured["interactive, warm"].push(warm.interactive);
    await context.close();
    const lists = await browser.newContext({ locale: "en-GB" });
    measured["first rows, cold"].push(await firstRows(lists, url));
    measured["first rows, warm"].push(await firstRows(lists, url));
    await lists.close();
    bytes = {
      "sent for the start page": total(cold.sizes, () => true),
      "first HTML": total(cold.sizes, (it) => it === url),
      "app wasm and glue": total(cold.sizes, (it) => /explorer-[0-9a-f]+(_bg)?\.(wasm|js)$/.test(it)),
      fonts: total(cold.sizes, (it) => it.endsWith(".woff2")),
      "sent when it is opened again": total(warm.sizes, () => true),
    };
  }
  return { measured, bytes };
}
