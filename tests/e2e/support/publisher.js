// A host with the explorer and, on another port, a publisher that answers as a test tells it to.
import { createServer } from "node:http";
import { dist } from "./server.js";
import { serveStatic } from "./static.js";

/**
 * `answer(request, response)` is Find a Tender's; resolves to `{url, stop}`. The explorer below `url`
 * takes it for the real one.
 */
export async function explorerOn(page, answer) {
  const publisher = createServer((request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    answer(request, response);
  });
  await new Promise((resolve) => publisher.listen(0, "127.0.0.1", resolve));
  const host = await serveStatic(dist, "/");
  const bases = { uk: `http://127.0.0.1:${publisher.address().port}` };
  await page.route("**/config.json", (route) => route.fulfill({ json: { mode: "sandbox", bases } }));
  return {
    url: host.url,
    stop: async () => {
      publisher.closeAllConnections();
      await Promise.all([host.stop(), new Promise((resolve) => publisher.close(resolve))]);
    },
  };
}

/** A package of fictional releases, two of each process, of about that many bytes each. */
export function releasePackage(processes, bytes) {
  const item = (index) => ({
    id: `${index}`,
    description: `Fictional item ${index} with a description that an officer wrote with some care`,
    classification: { scheme: "CPV", id: "45221100", description: "Construction work for bridges" },
    quantity: index + 1,
    unit: { name: "piece", value: { amount: 12.5 * (index + 1), currency: "GBP" } },
  });
  const items = [];
  for (let size = 0; size < bytes; size += JSON.stringify(items.at(-1)).length + 1) items.push(item(items.length));
  const release = (index, step) => ({
    ocid: `ocds-h6vhtk-0${index.toString(16).padStart(5, "0")}`,
    id: `${String(2 * index + step).padStart(6, "0")}-2026`,
    date: `2026-11-${10 + step}T10:00:00Z`,
    tag: [step ? "tenderUpdate" : "tender"],
    buyer: { name: "Fictional Council" },
    tender: { title: `Fictional footbridge ${index}`, status: step ? "active" : "planned", items },
  });
  const releases = [];
  for (let index = 0; index < processes; index += 1) releases.push(release(index, 0), release(index, 1));
  return Buffer.from(JSON.stringify({ version: "1.1", releases }));
}
