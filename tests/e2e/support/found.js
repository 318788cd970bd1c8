// Whether a member of a document is on a page: by its values as people read them, or by its name.
import { readFileSync } from "node:fs";

const messages = JSON.parse(readFileSync(new URL("../../../www/messages/en.json", import.meta.url), "utf8"));

/** All scalars below a value. */
export function scalars(value) {
  if (value === null || value === undefined) return [];
  return typeof value === "object" ? Object.values(value).flatMap(scalars) : [value];
}

const plain = (text) => text.replace(/\s+/g, " ").trim().toLowerCase();

/** `dateModified`: Date modified, as labels.rs has it. */
function words(code) {
  const known = messages[`code.${code}`];
  return known ?? code.replace(/([A-Z])/g, (capital) => ` ${capital.toLowerCase()}`).replace(/^./, (first) => first.toUpperCase());
}

/** How a scalar may stand on the page. */
function forms(value) {
  if (typeof value === "number") return [String(value), value.toLocaleString("en-GB", { maximumFractionDigits: 20 })];
  if (typeof value === "boolean") return [];
  const forms = [value, words(value)];
  if (/^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value))) {
    for (const timeZone of ["UTC", "Europe/Kyiv", "Europe/London", "America/Lima"]) {
      forms.push(new Date(value).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone }));
    }
  }
  return forms;
}

/** What a mapping calls otherwise: docs/mappings. */
const NAMES = { numberOfBids: "Bid statistics" };

/** Too short to tell anything: found on any page. */
const LEAST = 3;

/** Whether a text holds some value of the member, or names it where it has no value that tells. */
export function onPage(text, name, value) {
  const page = plain(text);
  const values = scalars(value).flatMap(forms).map(plain).filter((form) => form.length >= LEAST);
  if (scalars(value).length === 0) return true;
  if (values.length) return values.some((form) => page.includes(form));
  return page.includes(plain(NAMES[name] ?? words(name))) || page.includes(name.toLowerCase());
}
