// The routes of the explorer, each with what is there once it is: the one list for every test that
// goes over all of them.
import { expect } from "@playwright/test";
import { fault } from "./server.js";

const PUBLISHERS = ["uk", "peru", "prozorro", "eu", "openprocurement"];

/** Once a process is there whole. */
const PROCESS = "#sec-raw";

/** A generated process whose contract rose in its second-last release. */
const CHANGED = "#/p/uk/ocds-h6vhtk-0f0088";

/** A generated council and a generated firm: what the lists of two publishers tell of them. */
const BUYER = "#/o/GB-PPON/PZZZ-9018-ZZZZ";
const SUPPLIER = "#/o/GB-PPON/PYZZ-9001-ZZZZ";
const SUMS = ".profile .process-sums";

/** A generated tender whose lowest bid for the first lot was refused. */
export const REFUSED = { ocid: "ocds-be6bcu-UA-2026-09-18-900095-a", id: "5afdffee2e63ea49b5bf6143119b6fa6" };

/** `{name, hash, ready, before?}` of every route on the generated world at `site`. */
export async function allRoutes(page, site) {
  const links = {};
  for (const publisher of PUBLISHERS) links[publisher] = await firstProcess(page, site, publisher);
  return [
    { name: "home", hash: "#/", ready: "#home-form:not([data-shell])" },
    { name: "search", hash: "#/s", ready: ".search-row" },
    { name: "search-filtered", hash: "#/s?cat=works&q=roof&src=uk&stage=tender", ready: ".search-row" },
    {
      name: "search-chips",
      hash: "#/s?cat=works&due=%2B14d&sort=-value&src=uk&stage=tender&unk=val&val=100000..;GBP",
      ready: ".search-row",
    },
    { name: "search-table", hash: "#/s?sort=due&src=uk&view=table", ready: ".search-table tbody th a, .search-row" },
    { name: "search-empty", hash: "#/s?q=qqxqqx", ready: ".state[data-kind=empty]" },
    ...PUBLISHERS.map((publisher) => ({ name: `process-${publisher}`, hash: links[publisher], ready: PROCESS })),
    { name: "process-changes", hash: `${CHANGED}?cmp=900343-2026&rel=900542-2026`, ready: ".changes tr[data-pointer]" },
    { name: "process-history", hash: `${CHANGED}?f=/contracts/0/value/amount`, ready: ".history[open]" },
    { name: "bids", hash: `#/p/prozorro/${REFUSED.ocid}/bids?id=${REFUSED.id}`, ready: ".bids-lot" },
    { name: "bids-none", hash: `${CHANGED}/bids`, ready: ".state[data-kind=empty]" },
    { name: "process-missing", hash: "#/p/uk/ocds-h6vhtk-0fffff", ready: ".state[data-kind=error]" },
    { name: "profile-buyer", hash: `${BUYER}?role=buyer&src=peru,uk`, ready: SUMS },
    { name: "profile-supplier", hash: `${SUPPLIER}?role=supplier&src=peru,uk`, ready: SUMS },
    { name: "profile-nobody", hash: "#/o/GB-COH/00000001?src=uk", ready: ".state[data-kind=unloaded]" },
    { name: "follow", hash: "#/follow", ready: ".follow" },
    { name: "settings", hash: "#/settings", ready: ".settings" },
    { name: "help", hash: "#/help", ready: ".help-entry" },
    { name: "help-glossary", hash: "#/help/glossary", ready: "#help-glossary" },
    { name: "missing", hash: "#/nowhere", ready: ".state[data-kind=missing]" },
    // Last: the publisher that asked for patience is not asked before.
    {
      name: "search-failure",
      hash: "#/s?src=uk&upd=2026-11-01..2026-11-09",
      ready: ".state[data-kind=error]",
      before: () => fault(site, { publisher: "uk", fault: "dead" }),
    },
    {
      name: "search-waiting",
      hash: "#/s?src=uk&upd=2026-11-02..2026-11-09",
      ready: ".state-banner[data-kind=waiting]",
      before: () => fault(site, { publisher: "uk", fault: "rate-limited", retryAfter: 50 }),
    },
  ];
}

async function firstProcess(page, site, publisher) {
  // A page of its own, lest the list before still stands.
  await page.goto(`${site}?${publisher}#/s?src=${publisher}`);
  return page.locator(".search-row-title a").first().getAttribute("href");
}

/** Goes there inside the page, and waits until it is there. */
export async function visit(page, { hash, ready, before }) {
  await before?.();
  await page.evaluate(async (hash) => {
    if (location.hash === hash) return;
    await new Promise((resolve) => {
      addEventListener("hashchange", () => requestAnimationFrame(resolve), { once: true });
      location.hash = hash;
    });
  }, hash);
  await expect(page.locator(ready).first()).toBeVisible();
  // What a fault holds up goes on loading.
  if (!before) await loaded(page);
}

/** Waits until nothing on the page is loading. */
export async function loaded(page) {
  await expect(page.locator("#main :is(.state-skeleton, .state-skeleton-page, [data-state=loading])")).toHaveCount(0);
}

/** So long nothing changes on a page that is done, in milliseconds. */
const STILL = 150;

/** Waits until the page stands still: lists arrive one by one, and each is written in several tasks. */
export async function settled(page) {
  await loaded(page);
  await page.evaluate(async (still) => {
    await document.fonts.ready;
    await new Promise((resolve) => {
      const done = () => {
        observer.disconnect();
        resolve();
      };
      let timer = setTimeout(done, still);
      const observer = new MutationObserver(() => {
        clearTimeout(timer);
        timer = setTimeout(done, still);
      });
      const all = { attributes: true, characterData: true, childList: true, subtree: true };
      observer.observe(document.querySelector("#main"), all);
    });
  }, STILL);
  await loaded(page);
}
