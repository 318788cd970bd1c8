// Lists tenders for works in the United Kingdom, notice by notice, the latest update first.
//
//     node uk-works.js [DAYS]

import { createClient } from "tenderlens";

const days = Number(process.argv[2] ?? 1);
const updatedFrom = new Date(Date.now() - days * 24 * 3600 * 1000).toISOString().slice(0, 19);

const client = createClient({
  onWait: ({ publisher, pauseMs }) => console.error(`${publisher} asks to wait ${pauseMs / 1000} s`),
});
for await (const { ocid, date, tender, buyer } of client.uk.releasePackages({ stages: "tender", updatedFrom })) {
  if (tender?.mainProcurementCategory !== "works") continue;
  const { amount, currency } = tender.value ?? {};
  const value = amount == null ? "no value" : `${amount} ${currency ?? ""}`;
  console.log([date.slice(0, 10), ocid, buyer?.name ?? "no buyer", tender.title ?? "no title", value].join("\t"));
}
