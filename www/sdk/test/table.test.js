import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { createClient, version } from "tenderlens";

/** `[publisher, endpoint]` of every method that the generated types declare. */
function generated() {
  const source = readFileSync(new URL("../src/gen/endpoints.ts", import.meta.url), "utf8");
  const namespaces = [...(/interface Publishers \{([^}]*)\}/.exec(source)?.[1] ?? "").matchAll(/(\w+): (\w+);/g)];
  return namespaces.flatMap(([, publisher, type]) => {
    const body = new RegExp(`interface ${type} \\{\n(.*?)\n\\}`, "s").exec(source)?.[1] ?? "";
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
