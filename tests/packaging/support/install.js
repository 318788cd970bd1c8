// The packed package, installed into a project of its own outside the workspace, as a user has it.
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
export const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The tarball in TENDERLENS_SDK_TARBALL, or the newest in target/npm. */
export function tarball() {
  return process.env.TENDERLENS_SDK_TARBALL ?? newest(path.join(root, "target/npm"));
}

/** Copies `project/` to a temporary folder and installs the tarball there; resolves to `{folder, remove}`. */
export async function install() {
  const folder = mkdtempSync(path.join(tmpdir(), "tenderlens-packaging-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  cpSync(new URL("../project/", import.meta.url), folder, { recursive: true });
  // It depends on nothing, so no registry is needed.
  const flags = ["--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save"];
  await run("npm", ["install", ...flags, tarball()], { cwd: folder, env: environment() });
  return { folder, remove };
}

/** Without what `npm test` says about the workspace, which would send `npm install` there. */
function environment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("npm_")));
}

function newest(folder) {
  const tarballs = list(folder).filter((name) => name.endsWith(".tgz"));
  if (tarballs.length === 0) throw new Error(`no tarball in ${folder}: cargo xtask sdk makes it`);
  const age = (name) => statSync(path.join(folder, name)).mtimeMs;
  tarballs.sort((a, b) => age(b) - age(a));
  return path.join(folder, tarballs[0]);
}

function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
