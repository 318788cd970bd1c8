// Merges the packages that are dropped on the page, or chosen, and offers each compiled release as a file.

import { mergeReleases, MergeError } from "tenderlens";

const input = /** @type {HTMLInputElement} */ (document.querySelector("input"));
const status = /** @type {HTMLElement} */ (document.querySelector("[role=status]"));
const table = /** @type {HTMLTableElement} */ (document.querySelector("table"));

input.addEventListener("change", () => merge(input.files));
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  void merge(event.dataTransfer?.files ?? null);
});

/** @param {FileList | null} files */
async function merge(files) {
  const documents = await Promise.all([...(files ?? [])].map(async (file) => new Uint8Array(await file.arrayBuffer())));
  try {
    const { processes, problems } = mergeReleases(documents);
    table.tBodies[0]?.replaceChildren(...processes.map(row));
    table.hidden = processes.length === 0;
    status.textContent = [`${processes.length} contracting processes`, ...problems.map(({ message }) => message)].join("; ");
  } catch (problem) {
    if (!(problem instanceof MergeError)) throw problem;
    status.textContent = problem.message;
  }
}

/** @param {import("tenderlens").CompiledProcess} process */
function row({ ocid, compiledRelease, bytes }) {
  const row = document.createElement("tr");
  for (const text of [ocid, compiledRelease.tender?.title, compiledRelease.tender?.status]) {
    row.insertCell().textContent = text ?? "";
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/json" }));
  link.download = `${ocid}.json`;
  link.textContent = "Save";
  row.insertCell().append(link);
  return row;
}
