import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import * as tenderlens from "tenderlens/slim";

import { use } from "./use.js";

const { createClient, init, mergeReleases, TenderlensError } = tenderlens;
for (const early of [() => createClient(), () => mergeReleases("{}"), () => tenderlens.version()]) {
  assert.throws(early, (error) => {
    assert.ok(error instanceof TenderlensError);
    assert.equal(error.code, "not-loaded");
    assert.match(error.advice, /`await init\(source\)`/);
    return true;
  });
}
await assert.rejects(init(new Response("<p>Not found", { status: 404 })), /tenderlens_bg\.wasm/);
await init(readFile(new URL(import.meta.resolve("tenderlens/tenderlens.wasm"))));
console.log(JSON.stringify(await use(tenderlens, JSON.parse(process.argv[2]))));
