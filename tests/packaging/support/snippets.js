// The code blocks of a README, as modules that can be checked and run.

/** `[{language, code, file, line}]`; `file` is named by a comment above: the block is a part of that file. */
export function blocks(markdown) {
  const found = [];
  for (const match of markdown.matchAll(/(?:<!-- (\S+) -->\n)?```(\w+)\n([^]*?)```\n/g)) {
    const line = markdown.slice(0, match.index).split("\n").length;
    found.push({ file: match[1], language: match[2], code: match[3], line });
  }
  return found;
}

/** A TypeScript module whose `run` is the block. What the block does not declare itself is given. */
export function asModule(code) {
  const body = code.replace(/^import type .*;$/gm, "").replace(/^import (\{[^}]*\}) from ("[^"]+");$/gm, "const $1 = await import($2);");
  const types = code.match(/^import type .*;$/gm) ?? [];
  return [
    ...types,
    'import * as tenderlens from "tenderlens";',
    'import { client, firstPage, secondPage, page, text, bytes, file, stored, store } from "./given.mjs";',
    "const { createClient, mergeReleases, Merger, changes, history, toOcds, ParameterError } = tenderlens;",
    'const { readFile } = await import("node:fs/promises");',
    "export async function run() {",
    body,
    "}",
    "",
  ].join("\n");
}
