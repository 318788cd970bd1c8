// A month as large as the real ones through the native `get`: what the process holds is measured.
// The same through wasm in Chromium: crates/core/tests/web.rs.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, testOn } from "../support/test.js";
import { binary } from "../support/server.js";

const test = testOn();
const MEBIBYTE = 1 << 20;

/** The most that a process has held so far, in bytes; `null` when it has ended. */
function peak(pid) {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
  } catch {
    return null;
  }
}

test("a month of 100 MB streams through get in 64 MB and its largest process", async ({ server }) => {
  const month = ["--source", "seace_v3", "--type", "json", "--year", "2023", "--month", "10"];
  const base = ["--base", `${server.url}sandbox/peru`];
  const child = spawn(binary, ["get", "peru", "file", ...month, ...base, "--ndjson", "--check"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [most, bytes, records, line, largest, said] = [0, 0, 0, 0, 0, ""];
  child.stderr.on("data", (chunk) => (said += chunk));
  child.stdout.on("data", (chunk) => {
    most = Math.max(most, peak(child.pid) ?? 0);
    bytes += chunk.length;
    for (let start = 0, end; start < chunk.length; start = end + 1) {
      end = chunk.indexOf(10, start);
      line += (end < 0 ? chunk.length : end) - start;
      if (end < 0) break;
      [records, largest, line] = [records + 1, Math.max(largest, line), 0];
    }
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect(code, said).toBe(0);
  console.log(`${records} records, ${bytes} bytes; at most ${most} bytes held, the largest record has ${largest}`);
  expect(bytes).toBeGreaterThan(95_000_000);
  expect(records).toBeGreaterThan(6_000);
  expect(most).toBeGreaterThan(MEBIBYTE);
  expect(most).toBeLessThanOrEqual(64 * MEBIBYTE + largest);
});
