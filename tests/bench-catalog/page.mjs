// What a page does that keeps an array of objects: filter, count, sort. It is given what helps it most:
// texts folded once into one string to search with `includes`, dates and title keys computed once.

const WINDOW = 50;
const TOP = 8;
/** Letters in the order of the alphabet, as code points in a row. */
const CYRILLIC = "абвгдеєжзиіїйклмнопрстуўфхцчшщъыьэюя";
const HOURS = { uk: 0, peru: 5, prozorro: -2 };
const PUBLISHERS = { "ocds-h6vhtk": "uk", "ocds-dgv273": "peru", "ocds-be6bcu": "prozorro" };

/** Lower case without accents; й and ї are letters of their own. */
function fold(text) {
  return text
    .normalize("NFD")
    .replace(/и\u0306/giu, "й")
    .replace(/і\u0308/giu, "ї")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ґ/gu, "г")
    .replace(/(?<=\p{Script=Cyrillic})['’ʼ](?=\p{Script=Cyrillic})/gu, "");
}

const words = (text) => fold(text).match(/[\p{Alphabetic}\p{N}]+/gu) ?? [];
/** Each text of a field in a line of its own, its words with a space on either side. */
const searchable = (texts) => texts.map((text) => ` ${words(text).join(" ")} `).join("\n");

function titleKey(text) {
  return words(text)
    .join(" ")
    .replace(/[а-яєіїў]/gu, (letter) => String.fromCharCode(0x400 + CYRILLIC.indexOf(letter)));
}

const unique = (list) => [...new Set(list)];
const millis = (text) => (text ? Date.parse(text) : undefined);

export function row(release) {
  const { tender, parties, awards, contracts } = release;
  const others = parties.slice(1);
  const identifiers = [release.ocid, tender.id, ...contracts.map((it) => it.id), ...parties.map((it) => it.identifier.id)];
  const texts = [tender.title, parties[0].name, tender.description, ...tender.items.map((it) => it.description)];
  texts.push(...others.map((it) => it.name), ...identifiers, ...tender.documents.map((it) => it.title));
  const who = ({ identifier }) => `${identifier.scheme} ${identifier.id}`;
  const ids = new Map(others.map((it) => [it.id, who(it)]));
  const won = awards.filter((it) => it.status === "active");
  return {
    ocid: release.ocid,
    publisher: PUBLISHERS[release.ocid.slice(0, 11)],
    title: tender.title,
    titleKey: titleKey(tender.title),
    titleText: searchable([tender.title]),
    description: tender.description,
    text: searchable(texts),
    buyerName: release.buyer.name,
    buyerText: searchable([release.buyer.name]),
    stage: contracts.length > 0 ? "contract" : awards.length > 0 ? "award" : "tender",
    category: tender.mainProcurementCategory ?? [],
    divisions: unique(
      tender.items.filter((it) => it.classification.scheme !== "UNSPSC").map((it) => it.classification.id.slice(0, 2)),
    ),
    value: tender.value?.amount,
    currency: tender.value?.currency ?? [],
    due: millis(tender.tenderPeriod.endDate),
    updated: millis(release.date),
    buyer: who(parties[0]),
    suppliers: unique(won.flatMap((it) => it.suppliers.map((supplier) => ids.get(supplier.id)))),
    awards: won.map((it) => ({ ...it.value, suppliers: it.suppliers.map((supplier) => ids.get(supplier.id)) })),
    region: unique(tender.items.map((it) => it.deliveryAddress.region)),
    method: tender.procurementMethod,
    status: tender.status,
  };
}

const inNovember = (it) => {
  const shift = HOURS[it.publisher] * 3_600_000;
  return it.due >= Date.UTC(2026, 10, 1) + shift && it.due < Date.UTC(2026, 11, 1) + shift;
};

const CONDITIONS = {
  cat: (it) => it.category === "works",
  val: (it) => it.currency === "GBP" && it.value >= 1_000_000,
  due: inNovember,
};

const FACETS = {
  src: "publisher",
  stage: "stage",
  cat: "category",
  cpv: "divisions",
  val: "currency",
  due: "due",
  buyer: "buyer",
  sup: "suppliers",
  region: "region",
  method: "method",
  status: "status",
};

const byOcid = (a, b) => (a.ocid < b.ocid ? -1 : 1);
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const missingLast = (get, sign) => (a, b) => {
  const [x, y] = [get(a), get(b)];
  if (x === undefined || y === undefined) return (x === undefined) - (y === undefined) || byOcid(a, b);
  return sign * compare(x, y) || byOcid(a, b);
};

const ORDERS = {
  2: missingLast((it) => it.due, 1),
  3: (a, b) => {
    if (a.value === undefined || b.value === undefined) {
      return (a.value === undefined) - (b.value === undefined) || byOcid(a, b);
    }
    return compare(a.currency, b.currency) || b.value - a.value || byOcid(a, b);
  },
  4: missingLast((it) => it.titleKey || undefined, 1),
  5: missingLast((it) => it.updated, -1),
};

/** Conditions on words: alternatives of needles, some of them negated. */
function parse(typed) {
  const clauses = [];
  let isAlternative = false;
  for (const match of typed.matchAll(/\||(-?)(?:"([^"]*)("?)|([^\s|]+))/gu)) {
    if (match[0] === "|") {
      isAlternative = true;
      continue;
    }
    const isLast = typed.slice(match.index + match[0].length).trim() === "";
    const negated = match[1] === "-";
    const list = words(match[2] ?? match[4]);
    if (list.length > 0) {
      const needle = ` ${list.join(" ")}${isLast && !match[3] && !negated ? "" : " "}`;
      if (isAlternative && !negated && clauses.length > 0) clauses.at(-1).any.push(needle);
      else clauses.push({ negated, any: [needle] });
    }
    isAlternative = false;
  }
  return clauses;
}

export class Page {
  rows = [];

  add(release) {
    this.rows.push(row(release));
  }

  filter(conditions) {
    return this.rows.filter((it) => conditions.every((holds) => holds(it)));
  }

  facet(of, conditions) {
    const name = FACETS[of];
    const rows = this.filter(Object.keys(conditions).filter((it) => it !== of).map((it) => conditions[it]));
    if (of === "due") {
      let [first, last, missing] = [Infinity, -Infinity, 0];
      for (const { due } of rows) {
        if (due === undefined) missing += 1;
        else [first, last] = [Math.min(first, due), Math.max(last, due)];
      }
      return [of, [], missing, first > last ? null : [first, last]];
    }
    const counts = new Map();
    let missing = 0;
    for (const it of rows) {
      const choices = it[name];
      if (!Array.isArray(choices)) counts.set(choices, (counts.get(choices) ?? 0) + 1);
      else if (choices.length === 0) missing += 1;
      else for (const choice of choices) counts.set(choice, (counts.get(choice) ?? 0) + 1);
    }
    const top = [...counts].sort((a, b) => b[1] - a[1] || compare(a[0], b[0])).slice(0, TOP);
    return [of, top.map(([, count]) => count), missing, null];
  }

  latest(rows) {
    return rows.sort((a, b) => b.updated - a.updated || byOcid(a, b));
  }

  filtered(conditions) {
    const rows = this.latest(this.filter(Object.values(conditions)));
    return { rows, facets: Object.keys(FACETS).map((of) => this.facet(of, conditions)) };
  }

  sums() {
    const sums = new Map();
    for (const it of this.rows) {
      for (const { amount, currency, suppliers } of it.awards) {
        for (const supplier of unique(suppliers)) {
          const key = `${supplier} ${currency}`;
          const sum = sums.get(key) ?? { sum: 0, count: 0 };
          sums.set(key, { sum: sum.sum + amount, count: sum.count + 1 });
        }
      }
    }
    return [...sums].sort((a, b) => b[1].sum - a[1].sum);
  }

  typed(text) {
    const clauses = parse(text);
    const meets = (all, { any }) => any.some((needle) => all.includes(needle));
    const rows = this.rows.filter((it) => clauses.every((clause) => meets(it.text, clause) !== clause.negated));
    const wanted = clauses.filter((clause) => !clause.negated);
    if (wanted.length === 0) return this.latest(rows);
    const ranked = rows.map((it) => [wanted.filter((clause) => meets(it.titleText, clause)).length, it]);
    ranked.sort(([a, x], [b, y]) => b - a || y.updated - x.updated || byOcid(x, y));
    return ranked.map(([, it]) => it);
  }

  /** The whole answer of a task, with the rows that a list shows at once. */
  run(task, typed) {
    if (task === 6) return { sums: this.sums() };
    const answer = task < 2 ? this.filtered(task === 0 ? CONDITIONS : {}) : { facets: [] };
    if (task in ORDERS) answer.rows = this.rows.slice().sort(ORDERS[task]);
    if (task > 6) answer.rows = this.typed(typed);
    return { total: answer.rows.length, shown: answer.rows.slice(0, WINDOW), facets: answer.facets };
  }

  answer(task, typed) {
    const { sums, total, shown, facets } = this.run(task, typed);
    if (!sums) return { total, ocids: shown.map((it) => it.ocid), facets };
    const lines = sums.map(([key, { sum, count }]) => `${key} ${Math.round(sum * 100)} of ${count}`).sort();
    return { lines: lines.length, sampled: lines.filter((_, index) => index % 997 === 0) };
  }
}
