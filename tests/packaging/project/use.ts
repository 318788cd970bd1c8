// Compiles with the types that the package ships, without `skipLibCheck`.
import { createClient, type Release, TenderlensError } from "tenderlens";
import { mergeReleases } from "tenderlens/inline";
import { init } from "tenderlens/slim";
import { connect, type Port } from "tenderlens/worker";
import { expose } from "tenderlens/worker-host";

export async function titles(signal: AbortSignal): Promise<string[]> {
  const client = createClient({ timeoutMs: 10_000 });
  const found: string[] = [];
  try {
    for await (const release of client.uk.releasePackages({ stages: "tender" }, { signal })) {
      found.push(title(release));
    }
  } catch (error) {
    if (error instanceof TenderlensError) found.push(error.advice);
  }
  // @ts-expect-error names are checked
  client.uk.releasePackages({ stage: "tender" });
  return found;
}

function title(release: Release): string {
  return release.tender?.title ?? release.ocid;
}

export async function entries(worker: Port, bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  await init(bytes);
  const { processes } = await (await connect(worker)).mergeReleases(bytes);
  // @ts-expect-error it is the worker's affair
  expose({ worker });
  return processes.length + mergeReleases(bytes).processes.length;
}
