import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { createClient, version } from "tenderlens";

/** `[publisher, endpoint]` of every method that the generated types declare. */
function generated() {
  const source = readFileSync(new URL("../src/gen/endpoints.ts", import.meta.url), "utf8");
  const namespaces = [...(/interface Publishers<[^>]*> \{([^}]*)\}/.exec(source)?.[1] ?? "").matchAll(/(\w+): (\w+)<N>;/g)];
  return namespaces.flatMap(([, publisher, type]) => {
    const body = new RegExp(`interface ${type}<[^\n]*\\{\n(.*?)\n\\}`, "s").exec(source)?.[1] ?? "";
    return [...body.matchAll(/^ {2}(\w+)[(<]/gm)].map(([, endpoint]) => [publisher, endpoint]);
  });
}

test("the generated types name the endpoints of the table", () => {
  const rows = createClient().endpoints();
  assert.deepEqual(generated(), rows.map((row) => [row.publisher, row.id]));
  assert.ok(rows.length >= 14);
});

test("the client has a method for every row", () => {
  const client = createClient();
  const namespaces = new Map(Object.entries(client));
  for (const { publisher, id } of client.endpoints()) {
    assert.equal(typeof namespaces.get(publisher)[id], "function", `${publisher}.${id}`);
  }
});

test("what a caller does to the list of endpoints stays with the caller", () => {
  const client = createClient();
  const count = client.endpoints().length;
  client.endpoints().length = 0;
  assert.equal(client.endpoints().length, count);
});

test("the package and its wasm are of one version", () => {
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  assert.equal(version(), manifest.version);
});

test("every method and every parameter is documented from its row", () => {
  const source = readFileSync(new URL("../src/gen/endpoints.ts", import.meta.url), "utf8");
  const capitalised = (/** @type {string} */ name) => name.charAt(0).toUpperCase() + name.slice(1);
  const doc = (/** @type {string} */ block, /** @type {string} */ name) =>
    new RegExp(`\\/\\*\\*((?:(?!\\*\\/)[^])*)\\*\\/\n  ${name}[?:(<]`).exec(block)?.[1] ?? "";
  for (const { publisher, id, summary, method, path, parameters, quirks } of createClient().endpoints()) {
    const name = `${capitalised(publisher)}${capitalised(id)}Parameters`;
    const namespace = source.split(`export interface ${capitalised(publisher)}Endpoints<`)[1]?.split("\n}\n")[0] ?? "";
    const text = doc(namespace, id);
    for (const part of [summary, `${method} `, path, ...quirks, `client.${publisher}.${id}(`, "@see {@link http"]) {
      assert.ok(text.includes(part), `${publisher}.${id} lacks ${part}`);
    }
    const block = source.split(`export interface ${name} {`)[1]?.split("\n}\n")[0] ?? "";
    for (const { name, doc: meaning, kind, required, default: initial, choices } of parameters) {
      const text = doc(block, name);
      const limits = kind.type === "integer" ? [`From ${kind.min} to ${kind.max}.`] : [];
      const more = [initial !== null && !required ? "@defaultValue " : "@example ", choices ?? ""];
      for (const part of [meaning, "@example ", ...limits, ...more]) {
        assert.ok(text.includes(part), `${publisher}.${id}: ${name} lacks ${part}`);
      }
    }
  }
});
