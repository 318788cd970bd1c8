import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { serve, ukPackage } from "./server.js";

const run = promisify(execFile);
const MB = 1_000_000;

test("200 merges and 200 calls keep no memory", async (t) => {
  const filler = "x".repeat(200_000);
  const { base } = await serve(t, ({ pathname }) => ({
    body: pathname.includes("/file/") ? Buffer.alloc(300_000) : { ...ukPackage({ count: 50 }), filler },
  }));
  const program = fileURLToPath(new URL("memory.js", import.meta.url));
  const { stdout } = await run(process.execPath, ["--expose-gc", program, base]);
  const [early, late] = JSON.parse(stdout);
  t.diagnostic(`after 50 and 200: heap ${early.heap} and ${late.heap}, module ${early.module} and ${late.module} bytes`);
  assert.ok(late.heap - early.heap <= MB, `the heap grew from ${early.heap} to ${late.heap} bytes`);
  assert.ok(late.module - early.module <= MB, `the module's memory grew from ${early.module} to ${late.module} bytes`);
});
