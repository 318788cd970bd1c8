// Inlined into index.html; runs before the first paint and is done once the app has mounted.
(() => {
  const root = document.documentElement;
  const saved = (key) => {
    try {
      return localStorage.getItem(`tenderlens.${key}`);
    } catch {
      // Storage is closed to this page: follow the device.
      return null;
    }
  };
  const theme = saved("theme");
  if (saved("motion") === "none") root.dataset.motion = "none";
  if (saved("density") === "compact") root.dataset.density = "compact";
  root.dataset.theme = ["light", "dark", "contrast"].includes(theme) ? theme : "auto";

  // The language: that of a link shared "in this language", the saved one, the browser's. Its
  // messages are fetched while the app still loads.
  const shared = /[?&]hl=([a-z]+)/.exec(location.hash)?.[1];
  const wanted = [shared, saved("language"), ...(navigator.languages ?? [])];
  root.lang = wanted.map((tag) => tag?.split("-")[0]).find((tag) => ["en", "es", "uk"].includes(tag)) ?? "en";
  window.tenderlensMessages = fetch(`messages/${root.lang}.json`, { cache: "no-cache" }).catch(() => null);

  // A deep link paints a skeleton, not the home page.
  if (/^#\/[^?]/.test(location.hash)) root.dataset.boot = "page";

  // A search sent before the app is here: the address holds it until then.
  addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.hasAttribute("data-shell")) return;
    event.preventDefault();
    const fields = new FormData(form);
    const all = form.querySelectorAll("input[name=src]").length;
    const chosen = fields.getAll("src");
    const query = new URLSearchParams();
    const words = String(fields.get("q")).trim();
    if (words) query.set("q", words);
    if (chosen.length && chosen.length < all) query.set("src", chosen.join(","));
    const text = String(query).replaceAll("+", "%20").replaceAll("%2C", ",");
    location.hash = text ? `#/s?${text}` : "#/s";
    root.dataset.boot = "page";
  });

  const failed = () => {
    const message = document.getElementById("boot-failed");
    if (message) message.hidden = false;
  };
  const onError = (event) => {
    if (event.target === window || event.target instanceof HTMLScriptElement) failed();
  };
  addEventListener("error", onError, true);
  addEventListener("unhandledrejection", failed);
  addEventListener("TrunkApplicationStarted", () => {
    removeEventListener("error", onError, true);
    removeEventListener("unhandledrejection", failed);
  });
})();
