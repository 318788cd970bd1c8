// Sends what is meant for the live services to a sandbox: `node --import …/to-sandbox.js`, with SANDBOX_BASES. So
// examples run as they are.

const HOSTS = {
  "contratacionesabiertas.oece.gob.pe": "peru",
  "www.find-tender.service.gov.uk": "uk",
  "public-api.prozorro.gov.ua": "prozorro",
  "www.contractawards.eu": "eu",
  "api-sandbox.openprocurement.org": "openprocurement",
};

/** Replaces the global `fetch`; no request leaves for anywhere else. */
export function redirect(bases) {
  const { fetch } = globalThis;
  globalThis.fetch = (url, init) => {
    const { hostname, pathname, search } = new URL(url);
    const base = bases[HOSTS[hostname]];
    if (base === undefined) throw new Error(`nobody answers for ${hostname} here`);
    return fetch(`${base}${pathname}${search}`, init);
  };
}

if (process.env.SANDBOX_BASES !== undefined) redirect(JSON.parse(process.env.SANDBOX_BASES));
