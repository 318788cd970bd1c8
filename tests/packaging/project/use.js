// What a user does with the package: the same with every entry, in Node and in a browser.

/** Uses the publishers at `bases` and returns what came of it, as plain data. */
export async function use({ createClient, HttpError, mergeReleases, ParameterError }, bases) {
  const client = createClient({ bases });
  const page = await client.uk.releasePackages({ limit: 2 });

  const walked = [];
  for await (const release of client.uk.releasePackages({ limit: 2 })) {
    walked.push(release.ocid);
    if (walked.length === 5) break;
  }

  const { ocid } = page.items[0];
  const { processes, problems } = await mergeReleases((await client.uk.releasePackageByOcid({ ocid })).text);

  const classes = { ParameterError, HttpError, Error };
  return {
    first: page.items.map((release) => release.ocid),
    walked,
    asked: ocid,
    merged: processes.map((process) => ({ ocid: process.ocid, basis: process.basis, tag: process.compiledRelease.tag })),
    problems: problems.length,
    records: (await client.peru.records()).items.length,
    wrong: await failure(client.uk.releasePackages({ limit: 1000 }), classes),
    missing: await failure(client.uk.releasePackageByOcid({ ocid: "ocds-h6vhtk-none" }), classes),
    endpoints: client.endpoints().length,
  };
}

async function failure(call, classes) {
  const error = await call.then(() => null, (reason) => reason);
  return {
    code: error?.code,
    is: Object.keys(classes).filter((name) => error instanceof classes[name]),
    detail: error?.parameter ?? error?.status,
  };
}
