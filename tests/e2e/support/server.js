// Starts `tenderlens serve` on a free port and stops that very process again.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";

export const root = fileURLToPath(new URL("../../../", import.meta.url));
export const shared = path.join(root, "..", "shared");
export const NOW = "2026-11-21T12:00:00Z";

export const binary = process.env.TENDERLENS_BIN ?? path.join(root, "target/release/tenderlens");
export const dist = process.env.TENDERLENS_DIST ?? path.join(root, "dist");

/** Runs a server with these arguments; resolves to `{url, stop}`. */
export async function serve(...args) {
  for (const needed of [binary, dist]) {
    if (!existsSync(needed)) throw new Error(`${needed} is missing: cargo xtask test --only e2e builds it`);
  }
  const child = spawn(binary, ["serve", "--dist", dist, "--port", "0", "--now", NOW, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await address(child);
  return { url, stop: () => stop(child) };
}

function address(child) {
  return new Promise((resolve, reject) => {
    let printed = "";
    child.stdout.on("data", (chunk) => {
      printed += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed);
      if (found) resolve(found[0]);
    });
    child.on("exit", (code) => reject(new Error(`the server ended with ${code}: ${printed}`)));
  });
}

function stop(child) {
  return new Promise((resolve) => {
    child.on("exit", resolve);
    child.kill("SIGTERM");
  });
}

/** Asks the sandbox at `url` for a fault; an empty answer to `clear`. */
export async function fault(url, body) {
  const answer = await fetch(`${url}sandbox/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the sandbox refused the fault: ${answer.status} ${await answer.text()}`);
}

export async function clearFaults(url) {
  await fetch(`${url}sandbox/faults`, { method: "DELETE" });
}
