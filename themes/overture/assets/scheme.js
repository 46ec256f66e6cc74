// The colours that a reader chose: the system's, light or dark. This runs in the head, before the style sheet paints, so
// that no page is shown in other colours first. Where nothing can be stored, a choice holds for the page.

(() => {
  const root = document.documentElement;
  const { light, dark } = document.currentScript.dataset;
  const bars = [...document.querySelectorAll("meta[name=theme-color]")];
  const known = ["system", "light", "dark"];
  const usual = root.dataset.scheme ?? "system";

  function chosen() {
    try {
      const stored = localStorage.getItem("scheme");
      return known.includes(stored) ? stored : usual;
    } catch {
      return root.dataset.scheme ?? usual;
    }
  }

  function show(scheme) {
    root.dataset.scheme = scheme;
    const [day, night] = { light: [light, light], dark: [dark, dark] }[scheme] ?? [light, dark];
    for (const bar of bars) bar.content = bar.media.includes("dark") ? night : day;
    for (const button of document.querySelectorAll("[data-set-scheme]")) {
      button.setAttribute("aria-pressed", button.dataset.setScheme === scheme);
      button.parentElement.hidden = false;
    }
  }

  // The control is there from the first paint on, and only where this script runs: a style sheet may go by this.
  root.dataset.switch = "";
  show(chosen());
  addEventListener("DOMContentLoaded", () => show(root.dataset.scheme));
  addEventListener("storage", () => show(chosen()));
  addEventListener("pageshow", () => show(chosen()));
  addEventListener("click", (event) => {
    const scheme = event.target.closest?.("[data-set-scheme]")?.dataset.setScheme;
    if (!scheme) return;
    show(scheme);
    try {
      localStorage.setItem("scheme", scheme);
    } catch {}
  });
})();
