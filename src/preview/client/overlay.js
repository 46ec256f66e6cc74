// Says over the page what is wrong, in the words of the terminal, where no style of the page reaches.

const STYLE = `
:host { all: initial !important; position: fixed !important; inset: auto 0 0 0 !important; z-index: 2147483647 !important;
  display: block !important; pointer-events: none !important; color-scheme: light dark !important;
  --paper: #fff; --ink: #1b1c1f; --quiet: #55585f; --line: #c9ccd3; --error: #b3141d; --warning: #7a5200; --link: #0b57d0; }
@media (prefers-color-scheme: dark) {
  :host { --paper: #17181c; --ink: #eceef2; --quiet: #a9adb7; --line: #44474f; --error: #ff8a80; --warning: #ffc65c;
    --link: #9cc2ff; } }
@media print { :host { display: none !important; } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
section, .badge, .notice { pointer-events: auto; background: var(--paper); color: var(--ink); border: 1px solid var(--line);
  font: 14px/1.45 system-ui, sans-serif; box-shadow: 0 2px 16px rgb(0 0 0 / .25); }
section { display: flex; flex-direction: column; max-height: 60vh; border-width: 3px 0 0; border-top-color: var(--warning); }
section.errors { border-top-color: var(--error); }
.head { display: flex; align-items: center; gap: 1em; padding: 8px 16px; border-bottom: 1px solid var(--line); }
h2 { margin: 0; flex: 1; font: inherit; font-weight: 600; }
button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 4px;
  min-width: 32px; min-height: 32px; padding: 2px 10px; cursor: pointer; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
ol { display: grid; grid-template-columns: minmax(100%, max-content); margin: 0; padding: 0; list-style: none; overflow: auto;
  overscroll-behavior: contain; }
li { padding: 8px 16px; border-bottom: 1px solid var(--line); }
li p { position: sticky; left: 16px; width: fit-content; max-width: calc(100vw - 48px); margin: 0; }
.severity { font-weight: 600; color: var(--warning); }
.error .severity { color: var(--error); }
a { color: var(--link); overflow-wrap: anywhere; }
.place { color: var(--quiet); overflow-wrap: anywhere; }
a.place { color: var(--link); }
pre { margin: 4px 0 0; white-space: pre; font: 13px/1.45 ui-monospace, "SF Mono", Menlo, Consolas,
  "DejaVu Sans Mono", "D2Coding", monospace; tab-size: 4; }
.corner { display: flex; flex-direction: column; align-items: end; gap: 8px; padding: 8px; }
.notice { margin: 0; padding: 6px 12px; border-radius: 4px; max-width: 40em; }
.badge { border-radius: 16px; padding: 2px 14px; font-weight: 600; color: var(--warning); }
.badge.errors { color: var(--error); }
`;

const overlay = (() => {
  const element = (name, attributes = {}, ...content) => {
    const it = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) it.setAttribute(key, value);
    it.append(...content);
    return it;
  };
  const host = element("leitmotif-preview", { lang: "en", dir: "ltr" });
  const title = element("h2", { id: "title" });
  const close = element("button", { type: "button", title: "Escape" }, "Hide");
  const list = element("ol", { tabindex: "0", "aria-labelledby": "title" });
  const panel = element("section", { role: "alertdialog", "aria-labelledby": "title", hidden: "" });
  panel.append(element("div", { class: "head" }, title, close), list);
  const badge = element("button", { type: "button", class: "badge", hidden: "" });
  const notices = element("div", { role: "status" });
  const style = element("style");
  style.textContent = STYLE;
  host.attachShadow({ mode: "open" }).append(style, element("div", { class: "corner" }, notices, badge), panel);
  return { element, host, title, close, list, panel, badge, notices };
})();

/** The errors for which the panel was shown last. */
let shownErrors = "";

/** Shows what is wrong: errors over the page, warnings alone as a badge. */
function tell({ errors, warnings, more, list }) {
  const { element, host, title, panel, badge } = overlay;
  if (errors + warnings === 0 && !host.isConnected) return;
  attach();
  const many = (count, word) => (count === 1 ? `1 ${word}` : `${count} ${word}s`);
  const counted = [errors && many(errors, "error"), warnings && many(warnings, "warning")].filter(Boolean).join(", ");
  title.textContent = counted;
  badge.textContent = counted;
  badge.classList.toggle("errors", errors > 0);
  panel.classList.toggle("errors", errors > 0);
  const items = list.map((problem) => {
    const { severity, message, text, file, line, column, open } = problem;
    const place = file && (line ? `${file}:${line}:${column}` : file);
    const head = element("p", {}, element("span", { class: "severity" }, severity), " ");
    if (place) head.append(open ? element("a", { class: "place", href: open }, place) : element("span", { class: "place" }, place));
    return element("li", { class: severity }, head, element("pre", {}, text || message));
  });
  if (more > 0) items.push(element("li", {}, `and ${more} more, which the terminal tells`));
  overlay.list.replaceChildren(...items);
  const key = JSON.stringify(list.filter(({ severity }) => severity === "error").map((it) => [it.code, it.file, it.message]));
  if (errors > 0 && key !== shownErrors) openPanel();
  else if (panel.hidden || errors + warnings === 0 || (errors === 0 && shownErrors !== "[]")) hidePanel();
  shownErrors = errors > 0 ? key : "[]";
}

function openPanel() {
  const { panel, badge, close } = overlay;
  panel.hidden = false;
  badge.hidden = true;
  // Keyboard users are led to it, unless they are at something.
  const isIdle = document.activeElement === document.body && getSelection()?.isCollapsed !== false;
  if (isIdle) close.focus({ preventScroll: true });
}

function hidePanel() {
  const { panel, badge } = overlay;
  panel.hidden = true;
  badge.hidden = badge.textContent === "";
}

/** Says something quietly, or takes it back. */
function notice(name, text) {
  const known = overlay.notices.querySelector(`[data-name=${name}]`);
  if (known?.textContent === text) return;
  known?.remove();
  if (!text) return;
  attach();
  overlay.notices.append(overlay.element("p", { class: "notice", "data-name": name }, text));
}

/** Beside the body, so that the page's own tree stays as it was served. */
function attach() {
  if (!overlay.host.isConnected) document.documentElement.append(overlay.host);
}

overlay.close.addEventListener("click", () => {
  hidePanel();
  overlay.badge.focus({ preventScroll: true });
});
overlay.badge.addEventListener("click", openPanel);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || overlay.panel.hidden) return;
  const isInside = document.activeElement === overlay.host;
  hidePanel();
  if (isInside) overlay.badge.focus({ preventScroll: true });
});
