// The worker: loads the program, gives it its port, and tells the page when it fails. `?build=…`
// asks for the program past a stale cache.
const { search } = location;

addEventListener("unhandledrejection", ({ reason }) => postMessage({ failed: String(reason?.message ?? reason) }));

const handedOver = new Promise((resolve) => {
  onmessage = ({ data }) => resolve(data);
});

// However this thread ends, the browser lets go of the lock, and the page knows.
if (navigator.locks) {
  const lock = `tenderlens-worker-${Math.random()}`;
  navigator.locks.request(lock, () => {
    postMessage({ lock });
    return new Promise(() => {});
  });
}

try {
  // Asked for before the glue is there that would ask for it.
  const program = fetch(new URL(`./worker_bg.wasm${search}`, import.meta.url));
  const [{ default: start }, port] = await Promise.all([import(`./worker.js${search}`), handedOver]);
  globalThis.tenderlensPort = port;
  await start({ module_or_path: program });
} catch (error) {
  postMessage({ failed: String(error?.message ?? error) });
}
