// Never run: `tsc` checks what the standard's types promise and what they leave open.

import type {
  Award,
  Currency,
  LinkedRelease,
  OcdsRecord,
  PartyRole,
  RecordPackage,
  Release,
  ReleasePackage,
  ReleaseTag,
  Tender,
  TenderStatus,
  Value,
  Versioned,
  VersionedRelease,
} from "tenderlens";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(_: Same<A, B>): void {}

export function reading(release: Release, award: Award): void {
  same<typeof release.ocid, string>(true);
  same<typeof release.tag, ReleaseTag[]>(true);
  same<typeof release.tender, Tender | undefined>(true);
  same<Tender["id"], string | number>(true);
  same<Tender["status"], TenderStatus | null | undefined>(true);
  same<Value["amount"], number | null | undefined>(true);
  same<Value["currency"], Currency | null | undefined>(true);
  // @ts-expect-error a release may have no tender
  release.tender.title;
  // @ts-expect-error an amount may be null
  award.value?.amount.toFixed(2);
  // @ts-expect-error an id may be a number
  award.id.toUpperCase();
  // @ts-expect-error not a code of a closed list
  if (award.status === "planned") return;
  const role: PartyRole = "a role of the publisher's own";
  void role;
}

export function extensions(release: Release): void {
  same<(typeof release)["bids"], unknown>(true);
  // @ts-expect-error members of extensions are unknown, not any
  release["bids"].details;
  interface Bids {
    details?: { id: string }[];
  }
  const extended = release as Release & { bids?: Bids };
  same<typeof extended.bids, Bids | undefined>(true);
}

export function writing(): void {
  const release: Release = { ocid: "a", id: "1", date: "2024-01-01T00:00:00Z", tag: ["tender"], initiationType: "tender", own: 1 };
  void release;
  // @ts-expect-error a release has a date
  const undated: Release = { ocid: "a", id: "1", tag: ["tender"], initiationType: "tender" };
  void undated;
  // @ts-expect-error not a tag
  const tag: ReleaseTag = "bid";
  void tag;
}

export function packages(releases: ReleasePackage, records: RecordPackage): void {
  same<typeof releases.releases, Release[]>(true);
  same<typeof records.records, OcdsRecord[]>(true);
  same<OcdsRecord["releases"], LinkedRelease[] | Release[]>(true);
  same<typeof releases.publisher.name, string>(true);
}

export function versioned(release: VersionedRelease): void {
  const title = release.tender?.title?.[0];
  same<typeof title, Versioned<string | null> | undefined>(true);
  const amount = release.tender?.value?.amount?.[0]?.value;
  same<typeof amount, number | null | undefined>(true);
}
