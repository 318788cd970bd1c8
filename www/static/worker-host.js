// Inlined into index.html: starts the explorer's worker. A link to a page that loads something starts
// it at once, beside the app; the app starts it otherwise.
(() => {
  let early = null;
  let inline = 0;

  /** Runs the program in a worker: `{port, ended, stop}`. `ended` resolves to the reason. */
  const start = (query) => {
    const { port1: port, port2 } = new MessageChannel();
    const worker = new Worker(`./start-worker.js${query}`, { type: "module", name: "tenderlens" });
    const ended = new Promise((resolve) => {
      worker.onerror = (event) => {
        event.preventDefault();
        resolve(event.message ?? "");
      };
      worker.onmessage = ({ data }) => {
        if (data.failed !== undefined) resolve(data.failed);
        // Held for as long as the worker lives, however it ends.
        else navigator.locks.request(data.lock, () => resolve(""));
      };
    });
    worker.postMessage(port2, [port2]);
    return { port, ended, stop: () => worker.terminate() };
  };

  /** The same on this thread. */
  const startInline = () => {
    const { port1: port, port2 } = new MessageChannel();
    const ended = new Promise((resolve) => {
      globalThis.tenderlensPort = port2;
      // Another address makes another instance: one that has trapped can't be used again.
      inline += 1;
      import(new URL(`./worker.js?inline=${inline}`, document.baseURI).href)
        .then((program) => program.default())
        .catch((error) => resolve(String(error?.message ?? error)));
      addEventListener("error", ({ error }) => {
        if (error instanceof WebAssembly.RuntimeError) resolve(error.message);
      });
    });
    return { port, ended, stop: () => port.close() };
  };

  globalThis.tenderlens = {
    begin(query) {
      const started = query ? start(query) : (early ?? start(query));
      early = null;
      return started;
    },
    beginInline: startInline,
  };

  if (/^#\/[^?]/.test(location.hash)) {
    try {
      early = start("");
    } catch {
      // Refused: the app finds its own way.
    }
  }
})();
