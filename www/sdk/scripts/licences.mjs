// npm packs only what lies inside the package; the licence texts are kept once, at the root.
import { copyFileSync } from "node:fs";

const root = new URL("../../../", import.meta.url);
const sdk = new URL("../", import.meta.url);

for (const name of ["LICENSE-MIT", "LICENSE-APACHE"]) {
  copyFileSync(new URL(name, root), new URL(name, sdk));
}
