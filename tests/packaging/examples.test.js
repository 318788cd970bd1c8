// www/sdk/examples, as they are, with the packed package against the sandbox.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.js";
import { install, root } from "./support/install.js";
import { startSandbox } from "./support/sandbox.js";
import { serveStatic } from "./support/static.js";

let project, sandbox;
before(async () => {
  [project, sandbox] = await Promise.all([install(), startSandbox()]);
  cpSync(path.join(root, "www/sdk/examples"), project.folder, { recursive: true });
});
after(async () => {
  await sandbox?.stop();
  project?.remove();
});

/** Runs an example to its end, which comes as by Ctrl-C when it says something or some milliseconds are over. */
function run(given, { when, after } = {}) {
  const redirect = new URL("support/to-sandbox.js", import.meta.url).href;
  const env = { ...process.env, SANDBOX_BASES: JSON.stringify(sandbox.bases) };
  const child = spawn(process.execPath, ["--import", redirect, ...given], { cwd: project.folder, env });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => (stdout += chunk));
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
    if (when?.test(stderr)) child.kill("SIGINT");
  });
  if (after !== undefined) setTimeout(() => child.kill("SIGINT"), after);
  const limit = setTimeout(() => child.kill("SIGKILL"), 60_000);
  return new Promise((resolve) => {
    child.on("close", (code, signal) => {
      clearTimeout(limit);
      resolve({ code, signal, stdout, stderr });
    });
  });
}

const rows = (file) => readFileSync(path.join(project.folder, file), "utf8").trimEnd().split("\n").map((row) => JSON.parse(row));

test("works tenders of the United Kingdom are listed", async () => {
  const { code, stdout, stderr } = await run(["uk-works.js", "10"]);
  assert.equal(code, 0, stderr);
  const lines = stdout.trimEnd().split("\n");
  assert.ok(lines.length > 3, stdout);
  for (const line of lines) assert.match(line, /^\d{4}-\d\d-\d\d\tocds-h6vhtk-\w+\t[^\t]+\t[^\t]+\t[^\t]+$/);
});

test("Prozorro's feed is followed into a file, and gone on with", async () => {
  const { code, stderr } = await run(["prozorro-follow.js", "changed.ndjson"], { when: /up to date/ });
  assert.equal(code, 0, stderr);
  const first = rows("changed.ndjson");
  assert.ok(first.length > 50);
  assert.ok(first.every(({ id, dateModified }) => id && dateModified));
  const token = readFileSync(path.join(project.folder, "changed.ndjson.token"), "utf8");
  assert.ok(token.length > 10);

  // There is nothing to say while nothing changes.
  const second = await run(["prozorro-follow.js", "changed.ndjson"], { after: 3000 });
  assert.equal(second.code, 0, second.stderr);
  const keys = rows("changed.ndjson").map(({ id, dateModified }) => `${id} ${dateModified}`);
  assert.equal(new Set(keys).size, keys.length, "nothing came twice");
  assert.ok(keys.length - first.length < first.length / 2, "it did not begin anew");
});

test("a month of Peru is compiled", async () => {
  const { code, stderr } = await run(["peru-month.js", "2024", "04", "april.ndjson"]);
  assert.equal(code, 0, stderr);
  const releases = rows("april.ndjson");
  assert.match(stderr, new RegExp(`${releases.length} contracting processes in april.ndjson`));
  assert.ok(releases.length > 0);
  assert.ok(releases.every(({ ocid, tag }) => ocid.startsWith("ocds-dgv273-") && tag.includes("compiled")));
  assert.deepEqual(releases.map(({ ocid }) => ocid), releases.map(({ ocid }) => ocid).sort());
});

test("a package that is dropped on a page, or chosen, is merged", async () => {
  const release = (id, status) => ({ ocid: "ocds-1", id, date: `2024-01-0${id}T00:00:00Z`, tag: ["tender"], tender: { title: "A road", status } });
  const file = path.join(project.folder, "package.json.txt");
  writeFileSync(file, JSON.stringify({ releases: [release(1, "planned"), release(2, "active")] }));
  const server = await serveStatic(project.folder);
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}merge-page/index.html`);
    await page.getByLabel("Drop OCDS packages here").setInputFiles(file);
    await page.getByRole("cell", { name: "active" }).waitFor();
    assert.deepEqual(await page.getByRole("cell").allTextContents(), ["ocds-1", "A road", "active", "Save"]);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Save" }).click()]);
    assert.equal(JSON.parse(readFileSync(await download.path(), "utf8")).tender.status, "active");

    const drop = (text) =>
      page.evaluate((text) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], "dropped.json"));
        document.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      }, text);
    await drop("<html>");
    await page.getByText("document 1 cannot be read").waitFor();
    await drop(JSON.stringify({ releases: [release(3, "complete")] }));
    await page.getByRole("cell", { name: "complete" }).waitFor();
  } finally {
    await browser.close();
    await server.stop();
  }
});

test("every example is started here and in its README", () => {
  const readme = readFileSync(path.join(root, "www/sdk/examples/README.md"), "utf8");
  for (const example of ["uk-works.js", "prozorro-follow.js", "peru-month.js", "merge-page/"]) {
    assert.ok(readme.includes(example) && existsSync(path.join(project.folder, example)), example);
  }
});
