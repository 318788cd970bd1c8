// Prints how long a list takes from the navigation to its first row. `--slow` throttles as
// startup.js does. Usage: node tests/e2e/support/first-rows.js URL [RUNS] [--slow]
import { chromium } from "@playwright/test";

const [url, runs = "9"] = process.argv.slice(2).filter((it) => !it.startsWith("--"));
const slow = process.argv.includes("--slow");
const browser = await chromium.launch({
  executablePath: process.env.CHROME ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});

async function firstRow(context) {
  const page = await context.newPage();
  if (slow) {
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 200_000 });
    await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  }
  await page.goto(url, { waitUntil: "commit" });
  await page.locator(".search-row").first().waitFor();
  const elapsed = await page.evaluate(() => performance.now());
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
  await page.close();
  return { elapsed, paint };
}

const median = (values) => Math.round(values.sort((a, b) => a - b)[Math.floor(values.length / 2)]);
const times = { cold: [], warm: [] };
for (let run = 0; run < Number(runs); run += 1) {
  const context = await browser.newContext();
  times.cold.push(await firstRow(context));
  times.warm.push(await firstRow(context));
  await context.close();
}
for (const [name, runs] of Object.entries(times)) {
  console.log(`${name}: first paint ${median(runs.map((it) => it.paint))} ms, first row ${median(runs.map((it) => it.elapsed))} ms`);
}
await browser.close();
