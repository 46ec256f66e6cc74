// Where the focus is, step by step, and whether one sees it.

/** What tells the focus of an element: everything that is drawn of it that could. */
gate.look = (element) => {
  const style = getComputedStyle(element);
  const outline = style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 1 ? 'none' : `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`;
  return { outline, other: [style.boxShadow, style.borderColor, style.borderWidth, style.backgroundColor].join('|') };
};

/** The parts of a colour, from 0 to 1, and how opaque it is. */
gate.colour = (() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const known = new Map();
  return (text) => {
    if (!known.has(text)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = text;
      canvas.fillRect(0, 0, 1, 1);
      known.set(text, [...canvas.getImageData(0, 0, 1, 1).data].map((it) => it / 255));
    }
    return known.get(text);
  };
})();

gate.light = (text) => {
  const [r, g, b] = gate.colour(text).map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

gate.contrast = (one, other) => {
  const [low, high] = [gate.light(one), gate.light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

/** The colour on which an element stands, if one can tell. */
gate.ground = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (style.backgroundImage !== 'none') return null;
    if (gate.colour(style.backgroundColor)[3] > 0.99) return style.backgroundColor;
  }
  const probe = document.createElement('i');
  probe.style.backgroundColor = 'Canvas';
  document.body.append(probe);
  const canvas = getComputedStyle(probe).backgroundColor;
  probe.remove();
  return canvas;
};

/** On how many sides something cuts off an outline. */
gate.clipped = (element, box, reach) => {
  const sides = new Set();
  for (let at = element.parentElement; at && at !== document.documentElement; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
    const inner = at.getBoundingClientRect();
    if (box.left - reach < inner.left) sides.add('left');
    if (box.right + reach > inner.right) sides.add('right');
    if (box.top - reach < inner.top) sides.add('top');
    if (box.bottom + reach > inner.bottom) sides.add('bottom');
  }
  return sides.size;
};

/** The part of a box that one sees: in the window and in all boxes that cut it off. */
gate.seen = (element, box) => {
  const seen = { left: Math.max(box.left, 0), top: Math.max(box.top, 0), right: Math.min(box.right, innerWidth), bottom: Math.min(box.bottom, innerHeight) };
  for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
    const style = getComputedStyle(at);
    const inner = at.getBoundingClientRect();
    if (style.overflowX !== 'visible') { seen.left = Math.max(seen.left, inner.left); seen.right = Math.min(seen.right, inner.right); }
    if (style.overflowY !== 'visible') { seen.top = Math.max(seen.top, inner.top); seen.bottom = Math.min(seen.bottom, inner.bottom); }
  }
  return { ...seen, width: seen.right - seen.left, height: seen.bottom - seen.top };
};

/** What is wrong with how the focused element is seen. */
gate.focused = (element, before) => {
  const faults = [];
  const name = gate.name(element);
  const boxes = [...element.getClientRects()].filter((it) => it.width > 1 && it.height > 1);
  if (!boxes.length) return [`${name} has the focus and no size`];
  // A link over several lines is there where its first line is.
  const box = boxes[0];
  const seen = gate.seen(element, box);
  // Of what is larger than the window, a part has to do.
  if (seen.width < Math.min(box.width, innerWidth) / 2 || seen.height < Math.min(box.height, innerHeight) / 2) {
    return [`${name} has the focus and is not on the screen (from ${Math.round(box.left)}, ${Math.round(box.top)} to ${Math.round(box.right)}, ${Math.round(box.bottom)})`];
  }
  const hit = document.elementFromPoint((seen.left + seen.right) / 2, (seen.top + seen.bottom) / 2);
  if (!element.contains(hit)) faults.push(`${name} has the focus and is covered by ${hit ? gate.name(hit) : 'nothing'}`);
  const now = gate.look(element);
  if (now.outline === 'none' || now.outline === before?.outline) {
    if (!before || now.other === before.other) faults.push(`${name} looks with the focus as it does without`);
  } else {
    const style = getComputedStyle(element);
    const offset = parseFloat(style.outlineOffset);
    const ground = gate.ground(offset < 0 ? element : element.parentElement);
    const contrast = ground && gate.contrast(style.outlineColor, ground);
    if (contrast && contrast < 3) faults.push(`${name}: the outline of the focus has a contrast of ${contrast.toFixed(2)} with ${ground}`);
    const reach = offset + parseFloat(style.outlineWidth) / 2;
    if (reach > 0 && gate.clipped(element, box, reach) > 2) faults.push(`${name}: the outline of the focus is cut off`);
  }
  return faults;
};

/** Begins to write down where Tab leads. A step is looked at when the next one begins: then it has come to rest. */
gate.walk = () => {
  const stops = gate.stops();
  const looks = new Map(stops.map((it) => [it, gate.look(it)]));
  gate.path = { stops, there: [], back: [], ended: false, returning: false, faults: [] };
  addEventListener('keydown', (event) => {
    if (event.key !== 'Tab') return;
    const { path } = gate;
    const at = document.activeElement;
    if (!at || at === document.body) {
      if (path.there.length) path.ended = true;
      return;
    }
    const list = path.returning ? path.back : path.there;
    if (list.at(-1) === at || !path.returning && (path.ended || path.there.includes(at))) return;
    list.push(at);
    if (!path.returning) path.faults.push(...gate.focused(at, looks.get(at)));
  }, true);
};

/** What was wrong on the way. */
gate.walked = () => {
  const { stops, there, faults } = gate.path;
  const found = [...faults];
  if (!gate.path.ended) found.push('Tab does not come to an end');
  stops.filter((it) => it.tabIndex > 0).forEach((it) => found.push(`${gate.name(it)} has an order of its own`));
  stops.filter((it) => !there.includes(it)).forEach((it) => found.push(`Tab does not reach ${gate.name(it)}`));
  there.slice(1).forEach((it, at) => {
    if (there[at].compareDocumentPosition(it) & Node.DOCUMENT_POSITION_PRECEDING) found.push(`Tab jumps back from ${gate.name(there[at])} to ${gate.name(it)}`);
  });
  return found.slice(0, 12);
};

/** From here on the way leads back, from the last stop. */
gate.turn = () => {
  gate.path.returning = true;
  gate.path.there.at(-1)?.focus();
};

gate.walked_back = () => {
  const { there, back } = gate.path;
  const expected = [...there].reverse();
  const at = expected.findIndex((it, index) => back[index] !== it);
  if (at < 0) return [];
  return [`Shift+Tab leads from ${expected[at - 1] ? gate.name(expected[at - 1]) : 'the end'} to ${back[at] ? gate.name(back[at]) : 'nothing'} instead of ${gate.name(expected[at])}`];
};

/** The first stop leads to the main part. */
gate.skip = () => {
  const at = document.activeElement;
  const to = at.hash && document.getElementById(decodeURIComponent(at.hash.slice(1)));
  if (!to) return [`the first stop is ${gate.name(at)}, which leads to no place of the page`];
  const faults = gate.focused(at, null);
  return to.closest('main') ? faults : [...faults, `${gate.name(at)} does not lead into main`];
};

gate.skipped = () => {
  const at = document.activeElement;
  return at.closest('main') ? [] : [`the focus is not in main but at ${gate.name(at)}`];
};

/** The next stop is the first in main. */
gate.past = () => {
  const main = document.querySelector('main');
  const expected = gate.stops().find((it) => main.contains(it));
  const at = document.activeElement;
  if (!expected || at === expected || main.contains(at) && !(expected.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING)) return [];
  return [`Tab leads to ${gate.name(at)} instead of ${gate.name(expected)}`];
};

/** Puts the focus on what unfolds. */
gate.fold = (index) => {
  const all = [...document.querySelectorAll('summary')].filter(gate.shown);
  gate.folding = all[index];
  if (!gate.folding) return false;
  gate.was = gate.folding.parentElement.open;
  gate.folding.focus();
  return true;
};

gate.folded = (changed) => {
  const { open } = gate.folding.parentElement;
  return (open !== gate.was) === changed ? [] : [`${gate.name(gate.folding)} is ${open ? 'open' : 'closed'}`];
};

/** What scrolls inside itself. */
gate.scrolling = () => [...document.querySelectorAll('body *')].filter((it) =>
  gate.shown(it) && ['auto', 'scroll'].includes(getComputedStyle(it).overflowX) && gate.over(it) > 1);

/** What scrolls has to be a stop with a name. */
gate.scrollers = () => gate.scrolling().flatMap((it) => {
  const named = it.getAttribute('aria-label') || it.getAttribute('aria-labelledby');
  const faults = [];
  if (it.tabIndex < 0) faults.push(`${gate.name(it)} scrolls and cannot have the focus`);
  else if (!named && !['pre', 'textarea'].includes(it.localName)) faults.push(`${gate.name(it)} scrolls and has no name`);
  return faults;
});

gate.scroller = (index) => {
  gate.moving = gate.scrolling()[index];
  if (!gate.moving) return false;
  gate.moving.focus();
  gate.from = gate.moving.scrollLeft;
  return true;
};

/** Keys scroll smoothly: the first movement is waited for. */
gate.scrolled = async () => {
  for (let frame = 0; frame < 60; frame += 1) {
    if (Math.abs(gate.moving.scrollLeft - gate.from) >= 1) return [];
    await new Promise((done) => requestAnimationFrame(done));
  }
  return [`${gate.name(gate.moving)} does not scroll`];
};
