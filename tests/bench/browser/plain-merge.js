// The peer: a compiled merge as a front-end developer would write it, without a library. It knows the
// rules of OCDS 1.1 (objects of a list match by `id`, some lists are replaced, null removes) and works on
// parsed releases in place: no flattening, no copies but of what is kept.

const REPLACED = new Set(
  `awards.amendment.changes awards.amendments.changes awards.items.additionalClassifications
  awards.suppliers.additionalIdentifiers buyer.additionalIdentifiers contracts.amendment.changes
  contracts.amendments.changes contracts.implementation.transactions.payee.additionalIdentifiers
  contracts.implementation.transactions.payer.additionalIdentifiers contracts.items.additionalClassifications
  contracts.relatedProcesses.relationship parties.additionalIdentifiers parties.roles relatedProcesses.relationship
  tender.additionalProcurementCategories tender.amendment.changes tender.amendments.changes
  tender.items.additionalClassifications tender.procuringEntity.additionalIdentifiers tender.submissionMethod
  tender.tenderers.additionalIdentifiers`.split(/\s+/),
);

/** Rules by member name, as deep as there are any: a lookup a member, no texts to join. */
const RULES = tree(REPLACED);

function tree(paths) {
  const root = { children: new Map(), replaced: false };
  for (const path of paths) {
    let at = root;
    for (const name of path.split(".")) {
      let next = at.children.get(name);
      if (!next) at.children.set(name, (next = { children: new Map(), replaced: false }));
      at = next;
    }
    at.replaced = true;
  }
  return root;
}

/** Compiled releases, one per ocid, by ascending ocid. */
export function plainMerge(releases) {
  const groups = new Map();
  for (const release of releases) {
    const group = groups.get(release.ocid);
    if (group) group.push(release);
    else groups.set(release.ocid, [release]);
  }
  return [...groups.keys()].sort().map((ocid) => compiled(ocid, groups.get(ocid)));
}

function compiled(ocid, releases) {
  releases.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const { date } = releases.at(-1);
  const into = { tag: ["compiled"], id: `${ocid}-${date}`, date };
  for (const release of releases) {
    delete release.tag;
    delete release.id;
    delete release.date;
    members(into, release, RULES);
  }
  return into;
}

function members(into, from, rules) {
  for (const name in from) {
    const value = from[name];
    const rule = rules?.children.get(name);
    if (value === null) delete into[name];
    else if (typeof value !== "object" || rule?.replaced) into[name] = value;
    else if (!Array.isArray(value)) object(into, name, value, rule);
    else if (value.every(isObject)) list(into, name, value, rule);
    else into[name] = value;
  }
}

function object(into, name, value, rule) {
  let kept = into[name];
  if (!isObject(kept)) kept = {};
  members(kept, value, rule);
  if (hasMembers(kept)) into[name] = kept;
}

function list(into, name, value, rule) {
  const kept = Array.isArray(into[name]) ? into[name] : [];
  const byId = new Map();
  for (const item of kept) if ("id" in item) byId.set(item.id, item);
  for (const item of value) {
    const known = "id" in item ? byId.get(item.id) : undefined;
    const target = known ?? {};
    members(target, item, rule);
    if (known || !hasMembers(target)) continue;
    kept.push(target);
    if ("id" in item) byId.set(item.id, target);
  }
  if (kept.length > 0) into[name] = kept;
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasMembers(value) {
  for (const _ in value) return true;
  return false;
}
