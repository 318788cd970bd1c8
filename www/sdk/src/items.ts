// The documents of an answer, as the readers in Rust count them, one rule per kind of response.

/** The items of a parsed answer. */
export function itemsOf(kind: string, data: unknown): unknown[] {
  if (kind === "checksum") {
    return [data];
  }
  if (!isObject(data)) {
    return [];
  }
  switch (kind) {
    case "choices":
      return list(data["hits"]);
    case "list":
      return list(data["data"]);
    case "feed":
      return list(data["data"]).filter(isObject);
    case "documents":
      return documents(data);
    case "object":
    case "documentOrFile":
      return isObject(data["data"]) ? [data["data"]] : packaged(data);
    case "description":
      return [data];
    default:
      return packaged(data);
  }
}

/** A lone release or record is a package of one. */
function packaged(data: Record<string, unknown>): object[] {
  if ("ocid" in data && !("records" in data)) {
    return [data];
  }
  return [data["releases"], data["records"], data["results"]].flatMap((entries) => list(entries).filter(isObject));
}

/** In version 0.1 of openprocurement documents are members, named by their files. */
function documents(data: Record<string, unknown>): unknown[] {
  if ("data" in data) {
    return isObject(data["data"]) ? [data["data"]] : list(data["data"]);
  }
  return isObject(data["documents"]) ? Object.values(data["documents"]) : [data];
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
