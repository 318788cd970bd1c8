// Never run: `tsc` checks that what should compile does and that what should not does not.

import {
  type AnyCall,
  type Awaitable,
  type Batch,
  type Call,
  type Change,
  changes,
  type Client,
  type ClientOptions,
  createClient,
  type Download,
  type DownloadCall,
  type Exact,
  type FeedCall,
  type FeedRow,
  type FollowedBatch,
  type Following,
  history,
  type HistoryEntry,
  HttpError,
  type JsonCall,
  type MergedProcess,
  type MergeError,
  Merger,
  mergeReleases,
  type OcdsRecord,
  type Page,
  ParameterError,
  type PeruReleasesParameters,
  type RecordCall,
  type RecordPackage,
  type Release,
  type ReleasePackage,
  type ReleaseUpdatesCall,
  TenderlensError,
  toOcds,
  type VersionedRelease,
  type WriteCall,
  type Written,
} from "tenderlens";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Fails to compile unless both types are the same; `any` is the same only as itself. */
function same<A, B>(_: Same<A, B>): void {}

const client = createClient({ bases: { uk: "http://127.0.0.1:8000/sandbox/uk" }, timeoutMs: 5000, retry: { attempts: 2 } });

export async function calls(signal: AbortSignal): Promise<void> {
  const call = client.uk.releasePackages({ limit: 10, stages: ["planning", "tender"] }, { signal });
  same<typeof call, ReleaseUpdatesCall>(true);
  const page = await call;
  same<typeof page, Page<ReleasePackage, Release>>(true);
  same<typeof page.text, string>(true);
  same<typeof page.next, string | null>(true);
  same<typeof page.items, readonly Release[]>(true);
  for await (const release of call) same<typeof release, Release>(true);
  for await (const records of client.peru.records().pages()) same<typeof records.items, readonly OcdsRecord[]>(true);

  const month = client.peru.file({ source: "seace_v3", type: "json", year: 2024, month: "04" }, { checksum: true });
  same<Awaited<typeof month>, Download>(true);
  for await (const document of month) same<typeof document, Release | OcdsRecord>(true);
  for await (const batch of month.batches()) same<typeof batch, Batch<Release | OcdsRecord>>(true);
  const table = client.peru.file({ source: "seace_v3", type: "csv", year: 2024, month: "04" });
  same<typeof table, DownloadCall>(true);
  for await (const chunk of table.chunks()) same<typeof chunk, Uint8Array<ArrayBuffer>>(true);
  // @ts-expect-error a table has no documents
  table.batches();
  // @ts-expect-error a file has no pages
  month.pages();

  const feed = client.prozorro.tenders({ opt_fields: ["status", "tenderID"], descending: "1" });
  same<typeof feed, FeedCall>(true);
  for await (const row of feed) same<typeof row, FeedRow>(true);
  const description = client.prozorro.document({ tender_id: "1", document_id: "2" });
  same<typeof description, JsonCall>(true);
  const bytes = client.prozorro.document({ tender_id: "1", document_id: "2", download: "k" });
  same<typeof bytes, DownloadCall>(true);
  const write = client.openprocurement.updateTender({ tender_id: "1" }, { title: "x" });
  same<typeof write, WriteCall>(true);
  same<typeof write, Awaitable<Written>>(true);
  // @ts-expect-error a write has no pages
  write.pages();
  // @ts-expect-error an upload carries a file
  void client.openprocurement.uploadDocument({ tender_id: "1" }, { title: "x" });

  const known = client.request("peru", "records");
  same<typeof known, RecordCall>(true);
  const unknown = client.request(String("peru"), "records", { page: "2", order: null });
  same<typeof unknown, AnyCall>(true);
  const resumed = client.resume("token");
  same<typeof resumed, AnyCall>(true);
  same<ReturnType<typeof known.resume>, Call<RecordPackage, OcdsRecord>>(true);
  // @ts-expect-error only what tells of changes is followed
  client.peru.records().follow();
  // @ts-expect-error a page is not changed
  page.next = null;
  // @ts-expect-error members that no type names are unknown, not any
  page.items[0]?.["x-own"].y;
}

export async function following(token: string | null): Promise<void> {
  for await (const row of client.prozorro.tenders().follow({ token })) same<typeof row, FeedRow>(true);
  const updates = client.uk.releasePackages().follow({ from: "2026-01-01", token });
  same<typeof updates, Following<Release>>(true);
  for await (const batch of updates.batches()) same<typeof batch, FollowedBatch<Release>>(true);
  const months = client.peru.files({ source: "seace_v3" }).follow({ from: "2024-01", checksum: true, once: true });
  same<typeof months, Following<Release | OcdsRecord>>(true);
  client.uk.releasePackages().follow({ token: "token" });
  // @ts-expect-error where to begin is required
  client.uk.releasePackages().follow({ once: true });
  // @ts-expect-error a feed begins at its own beginning
  client.prozorro.tenders().follow({ from: "2024-01" });
  // @ts-expect-error there is no sum of a search
  client.uk.releasePackages().follow({ from: "2026-01-01", checksum: true });
}

export async function exactly(): Promise<void> {
  const exact = createClient({ numbers: "string" });
  same<typeof exact, Client<"string">>(true);
  const amount = (await exact.uk.releasePackages()).items[0]?.tender?.value?.amount;
  same<typeof amount, string | null | undefined>(true);
  const plain = (await exact.uk.releasePackages({}, { numbers: "number" })).items[0]?.tender?.value?.amount;
  same<typeof plain, number | null | undefined>(true);
  const once = await client.uk.releasePackages({}, { numbers: "string" });
  same<typeof once.items, readonly Exact<Release>[]>(true);
  const signalled = await exact.uk.releasePackages({}, { signal: null });
  same<typeof signalled.items, readonly Exact<Release>[]>(true);
  const requested = exact.request("uk", "releasePackages");
  same<typeof requested, ReleaseUpdatesCall<"string">>(true);
  const merged = mergeReleases("{}", { numbers: "string" });
  same<(typeof merged.processes)[number]["compiledRelease"], Exact<Release>>(true);
  const converted = toOcds("prozorro", "{}", { numbers: "string" });
  same<typeof converted.releases, readonly Exact<Release>[]>(true);
  // @ts-expect-error not one of the two
  createClient({ numbers: "bigint" });
}

export function parameters(): void {
  const some: PeruReleasesParameters = { page: 2, order: "asc", mainProcurementCategory: "works", startDate: "2024-04-01" };
  client.peru.releases(some);
  client.peru.record({ ocid: "ocds-dgv273-seacev3-2024-2407-110" });
  // @ts-expect-error the ocid is required
  client.peru.record();
  // @ts-expect-error the ocid is required
  client.peru.record({});
  // @ts-expect-error names are case-sensitive
  client.peru.releases({ tenderID: "873200" });
  // @ts-expect-error not one of the values
  client.peru.releases({ order: "ascending" });
  // @ts-expect-error not one of the values
  client.uk.releasePackages({ stages: ["tender", "contract"] });
  // @ts-expect-error an integer is a number
  client.uk.releasePackages({ limit: "10" });
  // @ts-expect-error dates are texts
  client.peru.releases({ startDate: new Date() });
  // @ts-expect-error no such endpoint
  client.uk.releases();
  // @ts-expect-error no such publisher
  client.france.releases();
  // @ts-expect-error no such option
  client.uk.releasePackages({}, { timeout: 5 });
}

export function options(): void {
  const fetch = async (url: string, init: RequestInit) => globalThis.fetch(url, init);
  createClient({ fetch, onRequest: ({ url, attempt }) => same<[typeof url, typeof attempt], [string, number]>(true) });
  createClient({ onResponse: ({ status, method }) => same<[typeof status, typeof method], [number, string]>(true) });
  const none: ClientOptions = { bases: undefined, timeoutMs: undefined, retry: undefined, onWait: undefined };
  createClient(none);
  createClient({ onWait: ({ publisher, pauseMs }) => same<[typeof publisher, typeof pauseMs], [string, number]>(true) });
  // @ts-expect-error no such publisher
  createClient({ bases: { gb: "http://127.0.0.1" } });
  // @ts-expect-error no such option
  createClient({ timeout: 5 });
}

export function errors(error: unknown): string | number | null {
  if (error instanceof HttpError) return error.retryAfterMs ?? error.status;
  if (error instanceof ParameterError) return error.parameter;
  if (error instanceof TenderlensError) {
    // @ts-expect-error only an HttpError has a status
    error.status;
    return error.code === "timeout" ? error.url : error.advice;
  }
  return null;
}

export function merging(bytes: Uint8Array): void {
  const { processes, problems } = mergeReleases(bytes);
  same<typeof problems, readonly MergeError[]>(true);
  same<(typeof processes)[number]["compiledRelease"], Release>(true);
  mergeReleases(["{}", bytes, { ocid: "a" }]);
  mergeReleases([{} as Page, {} as Page<ReleasePackage, Release>]);
  mergeReleases({} as Page<ReleasePackage, Release>);
  // @ts-expect-error a lone parsed document goes in a list
  mergeReleases({ releases: [] });
  // @ts-expect-error not a document
  mergeReleases([7]);
}

export function mergingWith(bytes: Uint8Array, output: "compiled" | "versioned"): void {
  const versioned = mergeReleases(bytes, { output: "versioned", rules: "1.0" });
  same<(typeof versioned.processes)[number]["versionedRelease"], VersionedRelease>(true);
  // @ts-expect-error a versioned release is no compiled one
  versioned.processes[0]?.compiledRelease;
  const compiled = mergeReleases(bytes, { quirks: true, overrides: { "awards.items": "append" } });
  same<(typeof compiled.processes)[number], MergedProcess<"compiled">>(true);
  const either = mergeReleases(bytes, { output });
  same<(typeof either.processes)[number], MergedProcess<"compiled" | "versioned">>(true);
  const merger = new Merger({ output: "versioned", maxBytes: undefined });
  same<typeof merger, Merger<"versioned">>(true);
  same<ReturnType<typeof merger.finish>["processes"], readonly MergedProcess<"versioned">[]>(true);
  // @ts-expect-error not one of the values
  mergeReleases(bytes, { output: "both" });
  // @ts-expect-error not one of the strategies
  mergeReleases(bytes, { overrides: { "awards.items": "never" } });
  // @ts-expect-error no such option
  changes(bytes, { output: "versioned" });
}

export function accounts(bytes: Uint8Array): void {
  const found = changes(bytes, { rules: "1.1" }).processes[0]?.releases[0]?.changes[0];
  same<typeof found, Change | undefined>(true);
  same<NonNullable<typeof found>["old"], string | null>(true);
  const entry = history(bytes, "/tender/value/amount").processes[0]?.entries[0];
  same<typeof entry, HistoryEntry | undefined>(true);
  // @ts-expect-error results are not changed
  if (entry) entry.value = null;
}
