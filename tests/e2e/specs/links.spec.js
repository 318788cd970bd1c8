// Every state of every route is in its link: restored by reload and in a new tab, from a folder of a
// plain static file server that rewrites nothing.
import { expect, testOn } from "../support/test.js";
import { allRoutes, settled, visit } from "../support/routes.js";
import { dist } from "../support/server.js";
import { serveStatic } from "../support/static.js";

const test = testOn();

let host;
test.beforeAll(async () => {
  host = await serveStatic(dist, "/some/where/");
});
test.afterAll(() => host.stop());

/** The static host tells the explorer that the publishers answer at the sandbox, on another origin. */
test.beforeEach(async ({ context, site }) => {
  const config = await (await fetch(`${site}config.json`)).json();
  for (const id of Object.keys(config.bases)) config.bases[id] = new URL(config.bases[id], site).href;
  await context.route("**/config.json", (route) => route.fulfill({ json: config }));
});

/** What a reader sees, but for the time of the day. */
async function seen(page) {
  return page.evaluate(() => {
    // How many rows a long table keeps ready below those in sight is nobody's state.
    const edge = document.querySelector(".search-table")?.getBoundingClientRect().bottom;
    const ready = [...document.querySelectorAll("tr[data-place]")].filter((row) => row.getBoundingClientRect().top > edge);
    for (const row of ready) row.style.visibility = "hidden";
    const all = (selector, read) => [...document.querySelectorAll(`#main ${selector}`)].map(read);
    const page = {
      title: document.title,
      language: document.documentElement.lang,
      text: document.querySelector("#main").innerText.replace(/\b\d\d:\d\d\b/g, ""),
      fields: all("input, select", (field) => (field.type === "checkbox" ? field.checked : field.value)),
      open: all("details[open] > summary", (summary) => summary.innerText),
    };
    for (const row of ready) row.style.visibility = "";
    return page;
  });
}

/** The same after a reload, and in a new tab. */
async function expectRestored(page, { name, ready }) {
  const before = await seen(page);
  await page.reload();
  await expect.poll(() => seen(page), { message: `${name}, reloaded` }).toEqual(before);
  const tab = await page.context().newPage();
  await tab.goto(page.url());
  await expect(tab.locator(ready).first()).toBeVisible();
  await expect.poll(() => seen(tab), { message: `${name}, in a new tab` }).toEqual(before);
  await tab.close();
}

test("every route is restored by its link", async ({ page, site }) => {
  test.setTimeout(400_000);
  const routes = await allRoutes(page, host.url);
  await page.goto(host.url);
  for (const route of routes.filter(({ before }) => !before)) {
    await visit(page, route);
    await settled(page);
    await expectRestored(page, route);
  }
});

/** A council that one regime names by an identifier, the other by its name. */
const COUNCIL = "#/o/GB-PPON/PZZZ-9001-ZZZZ";

/** What a reader does, from where, and what the link then has. */
const STATES = [
  {
    name: "words and publishers",
    hash: "#/s?src=uk",
    ready: ".search-row",
    link: /q=.*&src=uk/,
    act: async (page) => {
      const words = (await page.locator(".search-row-buyer").first().innerText()).split(" ")[0];
      await page.getByRole("searchbox").fill(words);
      await expect(page.getByRole("heading", { level: 1 })).toContainText("match");
    },
  },
  {
    name: "a later page",
    hash: "#/s?src=peru,prozorro,uk",
    ready: ".search-row",
    link: /page=2/,
    act: (page) => page.getByRole("link", { name: "Next", exact: true }).click(),
  },
  {
    name: "a window of days",
    hash: "#/s?src=uk&upd=2026-11-01..2026-11-15",
    ready: ".search-row",
    link: /upd=2026-11-01\.\.2026-11-15/,
  },
  {
    name: "a raw release",
    process: "uk",
    link: /raw=\d/,
    act: (page) => page.locator(".json-pick select").selectOption({ index: 1 }),
  },
  {
    name: "the publisher's own document",
    process: "prozorro",
    link: /raw=source/,
    act: (page) => page.locator(".json-pick select").selectOption("source"),
  },
  { name: "a section", process: "peru", link: /sec=parties/, query: "?sec=parties" },
  {
    name: "who counts as the same in a profile",
    hash: `${COUNCIL}?src=uk`,
    ready: ".profile-likely",
    link: /join=name:.*&src=uk/,
    act: (page) => page.getByRole("group", { name: "Likely the same" }).getByRole("checkbox").first().check(),
  },
  {
    name: "words among the processes of a buyer",
    hash: `${COUNCIL}?role=buyer&src=uk`,
    ready: ".profile .search-row",
    link: /q=gloves&role=buyer&src=uk/,
    act: (page) => page.getByLabel("Words in its processes").fill("gloves"),
  },
  {
    name: "a table in another order",
    hash: "#/s?src=uk&view=table",
    ready: ".search-table tbody th a",
    link: /sort=due&src=uk&view=table/,
    act: (page) => page.getByRole("button", { name: "Deadline", exact: true }).click(),
  },
  { name: "an entry of the help", hash: "#/help/compiled-release", ready: "#help-compiled-release", link: /compiled-release/ },
  { name: "a language that was shared", hash: "#/help?hl=uk", ready: ".help-entry", link: /hl=uk/ },
];

for (const state of STATES) {
  test(`a link restores ${state.name}`, async ({ page }) => {
    let { hash, ready } = state;
    if (state.process) {
      await page.goto(`${host.url}#/s?src=${state.process}`);
      hash = (await page.locator(".search-row-title a").first().getAttribute("href")).split("?");
      hash = state.query ? hash[0] + state.query + (hash[1] ? `&${hash[1]}` : "") : hash.join("?");
      ready = "#sec-raw";
    }
    await page.goto(`${host.url}?${state.name.replaceAll(" ", "-")}${hash}`);
    await expect(page.locator(ready).first()).toBeVisible();
    await state.act?.(page);
    await expect(page).toHaveURL(state.link);
    await expect(page.locator(ready).first()).toBeVisible();
    await settled(page);
    await expectRestored(page, { name: state.name, ready });
  });
}
