// What a program still waits for.

/** Timers that are set now. */
export function timers() {
  return process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
}

/**
 * A wait that says what it waits for.
 *
 * @param {string} what
 * @param {() => boolean} isSo
 */
export async function until(what, isSo) {
  const end = performance.now() + 10_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
