// Whether words can be read: none over others, none cut off, none lost, each in its language.

/** The spacing that WCAG 1.4.12 lets a reader choose. */
gate.spread = () => {
  const style = document.createElement('style');
  style.textContent = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }';
  document.head.append(style);
};

/** Words that stand over others, or are cut off by a box around them. */
gate.unreadable = () => {
  const faults = [];
  const rows = new Map();
  const range = document.createRange();
  for (const { node, element, words } of gate.texts()) {
    if (element.closest('svg, audio, video') || gate.hushed(element)) continue;
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()];
    const lines = new Set(boxes.map((it) => Math.round(it.top))).size;
    if (words.length > 12 && lines > words.length / 3) faults.push(`“${words.slice(0, 40)}” is set letter by letter, in ${lines} lines`);
    for (const box of boxes) {
      if (box.width < 3) continue;
      const cut = gate.cut(element, box);
      if (cut) faults.push(`“${words.slice(0, 40)}” is cut off by ${gate.name(cut)}`);
      // Letters fill the middle of their line.
      const inner = { left: box.left + 1, right: box.right - 1, top: box.top + box.height / 4, bottom: box.bottom - box.height / 4, node, words };
      for (let row = Math.floor(inner.top / 24); row <= Math.floor(inner.bottom / 24); row += 1) {
        if (!rows.has(row)) rows.set(row, []);
        for (const other of rows.get(row)) {
          const wide = Math.min(inner.right, other.right) - Math.max(inner.left, other.left);
          const high = Math.min(inner.bottom, other.bottom) - Math.max(inner.top, other.top);
          if (other.node !== node && wide > 2 && high > 2) faults.push(`“${words.slice(0, 40)}” stands over “${other.words.slice(0, 40)}”`);
        }
        rows.get(row).push(inner);
      }
    }
  }
  return [...new Set(faults)].slice(0, 8);
};

/** The box that hides a part of a text which no scrolling brings back. */
gate.cut = (element, box) => {
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    const style = getComputedStyle(at);
    const hides = (overflow) => overflow === 'hidden' || overflow === 'clip';
    if (['auto', 'scroll'].includes(style.overflowX)) return null;
    if (!hides(style.overflowX) && !hides(style.overflowY)) continue;
    const inner = at.getBoundingClientRect();
    // A line box is higher than its letters.
    const slack = box.height / 4;
    if (hides(style.overflowX) && (box.left < inner.left - 2 || box.right > inner.right + 2)) return at;
    if (hides(style.overflowY) && (box.top < inner.top - slack || box.bottom > inner.bottom + slack)) return at;
  }
  return null;
};

/** What is wrong on paper. */
gate.printed = () => {
  const faults = [];
  const dark = (colour) => gate.colour(colour)[3] > 0.5 && gate.light(colour) < 0.4;
  for (const element of document.querySelectorAll('body, body *')) {
    if (!gate.shown(element) || element.closest('svg')) continue;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (dark(style.backgroundColor) && box.width * box.height > 400) faults.push(`${gate.name(element)} is a dark box: ${style.backgroundColor}`);
    // A button that looks like text is text.
    const bare = element.localName === 'button' && parseFloat(style.borderTopWidth) === 0 && gate.colour(style.backgroundColor)[3] === 0;
    if (!bare && element.matches('button, input, select, iframe, audio, video, nav, dialog') && box.height > 0 && !gate.hushed(element)) faults.push(`${gate.name(element)} is printed`);
  }
  for (const { element } of gate.texts()) {
    if (element.closest('svg') || gate.hushed(element)) continue;
    const { color } = getComputedStyle(element);
    if (gate.contrast(color, 'white') < 3) faults.push(`${gate.name(element)} is too light to be printed: ${color}`);
  }
  document.querySelectorAll('main details:not([open])').forEach((it) => {
    const inside = [...it.children].filter((child) => child.localName !== 'summary');
    if (!inside.some(gate.shown) && gate.shown(it)) faults.push(`${gate.name(it.querySelector('summary') ?? it)} stays folded on paper`);
  });
  return [...new Set(faults)].slice(0, 8);
};

/** The texts of the page but for what a script's own controls say. */
gate.content = () => [...gate.texts()].filter(({ element }) => !element.closest('button, [role=status], [role=tooltip]')).map(({ words }) => words);

/** What is not there without scripts, and what is there for nothing. */
gate.missing = (expected) => {
  const left = new Map();
  for (const { words } of gate.texts()) left.set(words, (left.get(words) ?? 0) + 1);
  const faults = [];
  for (const words of expected) {
    if (left.get(words)) left.set(words, left.get(words) - 1);
    else faults.push(`“${words.slice(0, 60)}” is missing`);
  }
  document.querySelectorAll('button, input, select, textarea, dialog').forEach((it) => {
    if (gate.shown(it) && !it.form?.getAttribute('action')) faults.push(`${gate.name(it)} is there and does nothing`);
  });
  return faults.slice(0, 8);
};

/** Texts whose script is not that of the language that they are marked with. */
gate.unmarked = () => {
  const hangul = /\p{Script=Hangul}/u;
  const lang = (element) => element.closest('[lang]').lang;
  // Names and titles stand in any text: a sentence has small words, one after another.
  const sentence = (words) => !hangul.test(words) && /(?<=^|\s)(\p{Ll}{2,}\s+){3}\p{Ll}{2,}(?=[\s,.;:!?]|$)/u.test(words);
  const wrong = (element, words, what) => {
    const own = lang(element);
    const korean = /^ko(-|$)/.test(own) && !/^ko-Latn/.test(own);
    if (hangul.test(words) && !korean) return [`${what} “${words.slice(0, 60)}” is Korean and stands under lang="${own}": ${gate.name(element)}`];
    if (korean && sentence(words)) return [`${what} “${words.slice(0, 60)}” is no Korean and stands under lang="${own}": ${gate.name(element)}`];
    return [];
  };
  const faults = [];
  for (const { element, words } of gate.texts()) if (!element.closest('code, pre, kbd, samp')) faults.push(...wrong(element, words, 'the text'));
  for (const element of document.querySelectorAll('[aria-label], [alt], [title]')) {
    for (const name of ['aria-label', 'alt', 'title']) {
      const words = element.getAttribute(name);
      if (words && gate.shown(element)) faults.push(...wrong(element, words, name));
    }
  }
  return [...new Set(faults)].slice(0, 8);
};
