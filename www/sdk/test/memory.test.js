import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { serve, ukPackage } from "./server.js";

const run = promisify(execFile);
const MB = 1_000_000;

for (const [where, flags] of /** @type {const} */ ([["here", []], ["in a worker", ["worker"]]])) {
  test(`200 merges and 200 calls ${where} keep no memory`, async (t) => {
    const filler = "x".repeat(200_000);
    const { base } = await serve(t, ({ pathname }) => ({
      body: pathname.includes("/file/") ? Buffer.alloc(300_000) : { ...ukPackage({ count: 50 }), filler },
    }));
    const program = fileURLToPath(new URL("memory.js", import.meta.url));
    const { stdout } = await run(process.execPath, ["--expose-gc", program, base, ...flags]);
    const [early, late] = JSON.parse(stdout);
    t.diagnostic(`after 50: ${JSON.stringify(early)}, after 200: ${JSON.stringify(late)} bytes`);
    assert.deepEqual([early.length, late.length], [1 + flags.length, 1 + flags.length]);
    for (const [thread, held] of late.entries()) {
      assert.ok(held.heap - early[thread].heap <= MB, `the heap of thread ${thread} grew`);
      assert.ok(held.module - early[thread].module <= MB, `the module's memory of thread ${thread} grew`);
    }
    assert.ok(late.at(-1).module > 0);
  });
}
