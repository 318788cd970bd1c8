// What the README's blocks speak of without making it.
import { writeFileSync } from "node:fs";

import { createClient, type FeedRow } from "tenderlens";

export const client = createClient();
export const firstPage = await client.uk.releasePackages({ limit: 10 });
export const secondPage = await client.uk.releasePackages({ limit: 10 }).resume(String(firstPage.next));
export const page = firstPage;
export const { text } = page;
export const bytes = new TextEncoder().encode("%PDF-1.4 fictional");

let written = 0;
export const file = {
  write(what: string | Uint8Array): void {
    written += what.length;
  },
};

export const stored: string | null = null;
export async function store(items: readonly FeedRow[], token: string): Promise<void> {
  file.write(`${items.length} ${token}`);
}

writeFileSync("releases.jsonl", page.texts.join("\n"));
