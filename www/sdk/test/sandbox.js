// A sandbox on a free port, over the generated world of this moment, that ends with its test.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const BUILT = fileURLToPath(new URL("../../../target/release/tenderlens", import.meta.url));

/**
 * @param {import("node:test").TestContext} t
 * @returns {Promise<{ origin: string, bases: NonNullable<import("tenderlens").ClientOptions["bases"]> }>}
 */
export async function sandbox(t) {
  const binary = process.env["TENDERLENS_BIN"] ?? BUILT;
  if (!existsSync(binary)) {
    throw new Error(`${binary} is missing: cargo build --release -p tenderlens makes it; TENDERLENS_BIN names another`);
  }
  const child = spawn(binary, ["sandbox", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  t.after(() => child.kill());
  const origin = await new Promise((resolve, reject) => {
    let printed = "";
    child.stdout.on("data", (chunk) => {
      printed += String(chunk);
      const found = /http:\/\/127\.0\.0\.1:\d+(?=\D)/.exec(printed);
      if (found) resolve(found[0]);
    });
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`the sandbox ended with ${code}: ${printed}`)));
  });
  const base = (/** @type {string} */ publisher) => `${origin}/sandbox/${publisher}`;
  const [peru, uk, prozorro, eu, openprocurement] = ["peru", "uk", "prozorro", "eu", "openprocurement"].map(base);
  return { origin, bases: { peru, uk, prozorro, eu, openprocurement } };
}
