// Never run: `tsc` checks what the facade over a worker promises.

import { MessageChannel as NodeChannel, Worker as NodeWorker } from "node:worker_threads";

import type { Client, CompiledProcess, MergeResult, Page, Release, ReleasePackage } from "tenderlens";
import { connect, TenderlensError, type WorkerTenderlens } from "tenderlens/worker";
import { expose } from "tenderlens/worker-host";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(_: Same<A, B>): void {}

export async function pages(worker: Worker, bytes: Uint8Array): Promise<void> {
  const remote = await connect(worker);
  same<typeof remote, WorkerTenderlens>(true);
  const client = remote.createClient({ bases: { uk: "http://127.0.0.1" } });
  same<typeof client, Client>(true);
  const page = await client.uk.releasePackages();
  same<typeof page, Page<ReleasePackage, Release>>(true);
  const merged = await remote.mergeReleases(bytes);
  same<typeof merged, MergeResult>(true);
  const exact = await remote.createMerger({ numbers: "string" }).add(bytes).finish();
  const amount = exact.processes[0]?.compiledRelease.tender?.value?.amount;
  same<typeof amount, string | null | undefined>(true);
  same<(typeof merged.processes)[number], CompiledProcess>(true);
  // @ts-expect-error it answers with a promise
  remote.changes(bytes).processes;
  // @ts-expect-error a function cannot be sent to a worker
  remote.createClient({ fetch });
  // @ts-expect-error not a worker
  await connect({});
}

export async function ports(): Promise<void> {
  await connect(new NodeWorker("worker.js"));
  await connect(new NodeChannel().port1);
  await connect(new MessageChannel().port1);
}

export function host(port: MessagePort): void {
  expose();
  expose({ port, fetch: (url, init) => fetch(url, init), module: fetch("tenderlens.wasm") });
  // @ts-expect-error no such option
  expose({ worker: port });
}

export function lost(error: unknown): string | undefined {
  return error instanceof TenderlensError ? error.code : undefined;
}
