// Prints how long the start page takes until it is interactive, on a throttled browser: four times
// slower processor, 1.6 Mbit/s, 150 ms. Usage: node tests/e2e/support/startup.js URL
import { chromium } from "@playwright/test";

const [url, runs = "5"] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROME ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});

/** Milliseconds from the navigation to the first paint with content and to the mounted app. */
async function start(context) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 200_000 });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await page.locator("#home-form:not([data-shell])").waitFor();
  const times = await page.evaluate(() => ({
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
    interactive: performance.now(),
  }));
  await page.close();
  return times;
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const report = (name, times) =>
  console.log(`${name}: first paint ${Math.round(median(times.map((it) => it.paint)))} ms, interactive ${Math.round(median(times.map((it) => it.interactive)))} ms`);

const cold = [];
const warm = [];
for (let run = 0; run < Number(runs); run += 1) {
  const context = await browser.newContext();
  cold.push(await start(context));
  warm.push(await start(context));
  await context.close();
}
report("cold", cold);
report("warm", warm);
await browser.close();
