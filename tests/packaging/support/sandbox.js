// Starts `tenderlens sandbox` on a free port and stops that very process again.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

import { root } from "./install.js";

/** Resolves to `{bases, stop}`. */
export async function startSandbox() {
  const binary = process.env.TENDERLENS_BIN ?? path.join(root, "target/release/tenderlens");
  if (!existsSync(binary)) {
    throw new Error(`${binary} is missing: cargo build --release -p tenderlens makes it; TENDERLENS_BIN names another`);
  }
  const child = spawn(binary, ["sandbox", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const origin = await printedOrigin(child);
  const publishers = ["peru", "uk", "prozorro", "eu", "openprocurement"];
  const bases = Object.fromEntries(publishers.map((publisher) => [publisher, `${origin}/sandbox/${publisher}`]));
  return { bases, stop: () => stop(child) };
}

function printedOrigin(child) {
  return new Promise((resolve, reject) => {
    let printed = "";
    child.stdout.on("data", (chunk) => {
      printed += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+(?=\D)/.exec(printed);
      if (found) resolve(found[0]);
    });
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`the sandbox ended with ${code}: ${printed}`)));
  });
}

function stop(child) {
  return new Promise((resolve) => {
    child.on("exit", resolve);
    child.kill("SIGTERM");
  });
}
