// What several parts ask of a page: which elements are shown, and what to call them in a fault.

window.gate = {};

/** An element as a person would look for it. */
gate.name = (element) => {
  const own = element.id ? `#${element.id}` : [...element.classList].map((it) => `.${it}`).join('');
  const near = own ? '' : element.parentElement?.closest('[class]')?.classList[0];
  const words = (element.getAttribute('aria-label') || element.textContent || '').trim().replace(/\s+/g, ' ');
  return `<${element.localName}${own}>${near ? ` in .${near}` : ''} “${words.slice(0, 40)}”`;
};

/** Whether a reader can see it, or a screen reader finds it. */
gate.shown = (element) => element.checkVisibility({ visibilityProperty: true });

/** Whether it is there for screen readers only. */
gate.hushed = (element) => {
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    const box = at.getBoundingClientRect();
    const style = getComputedStyle(at);
    if (style.position === 'absolute' && box.width <= 1 && box.height <= 1) return true;
    if (style.clipPath === 'inset(50%)') return true;
  }
  return false;
};

/** All texts that are shown: text node, its element, and its words. */
gate.texts = function* () {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    const words = node.data.replace(/\s+/g, ' ').trim();
    if (!words || ['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT'].includes(element.tagName)) continue;
    if (gate.shown(element)) yield { node, element, words };
  }
};

/** What can have the focus, in the order of the document. */
gate.stops = () => {
  const all = document.querySelectorAll(
    'a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [tabindex], [contenteditable]',
  );
  return [...all].filter((it) => {
    if (it.tabIndex < 0 || it.disabled || it.type === 'hidden' || it.closest('[inert]') || !gate.shown(it)) return false;
    if (it.localName === 'summary' && it !== it.parentElement.querySelector(':scope > summary')) return false;
    // Of a group of radio buttons one is a stop.
    if (it.type === 'radio' && it.name) {
      const group = [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(it.name)}"]`)];
      return it === (group.find((one) => one.checked) ?? group[0]);
    }
    return true;
  });
};

/** How much more there is in a box than fits in. */
gate.over = (element) => element.scrollWidth - element.clientWidth;
