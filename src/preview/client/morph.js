// Turns the shown page into the next one and leaves alone what the reader did to it.
//
// Three trees: the page as it was served (`old`), as it is served now (`fresh`), and as it is shown, which scripts and
// the reader may have changed. Only what differs between the first two is done to the third, so an opened <details>, a
// typed word, a sorted table, a selection or a playing song is not touched unless the server changed that very thing.

/** From a node as it was served to the node that was shown for it. */
const shownOf = new WeakMap();
/** From a style sheet to the one that took its place. */
const successorOf = new WeakMap();

/** The node that is shown for one that was served, if there is one. */
function shownFor(served) {
  let shown = shownOf.get(served);
  while (successorOf.has(shown)) shown = successorOf.get(shown);
  return shown;
}

/** A copy of the shown page that loads and runs nothing. */
function snapshot() {
  const copy = document.implementation.createHTMLDocument("").importNode(document.documentElement, true);
  const walk = (served, shown) => {
    shownOf.set(served, shown);
    served.childNodes.forEach((child, index) => walk(child, shown.childNodes[index]));
  };
  walk(copy, document.documentElement);
  return copy;
}

/** Takes a tree of the same page for another one: what was shown for a node is shown for its partner. */
function adopt(old, fresh) {
  const shown = shownFor(old);
  if (shown) shownOf.set(fresh, shown);
  const partners = pair(children(old), children(fresh));
  for (const [child, partner] of partners) adopt(partner, child);
}

/** Does to the shown page what differs. `fresh` is what `old` was, afterwards. */
function patch(old, fresh) {
  const shown = shownFor(old);
  // A script took it away.
  if (!shown) return;
  shownOf.set(fresh, shown);
  if (fresh.nodeType !== Node.ELEMENT_NODE) {
    patchText(old, fresh, shown);
    return;
  }
  if (isStyleSheet(fresh)) {
    if (!old.isEqualNode(fresh)) swapStyleSheet(shown, document.importNode(fresh));
    return;
  }
  patchAttributes(old, fresh, shown);
  if (fresh.localName === "template") {
    if (old.innerHTML !== fresh.innerHTML) shown.innerHTML = fresh.innerHTML;
    return;
  }
  patchChildren(old, fresh, shown);
}

function patchChildren(old, fresh, shown) {
  const [before, after] = [children(old), children(fresh)];
  const partners = pair(before, after);
  const kept = new Set(partners.values());
  let sourceChanged = false;
  for (const child of before) {
    if (kept.has(child)) continue;
    sourceChanged ||= child.localName === "source";
    shownFor(child)?.remove();
  }
  const places = new Map(before.map((child, place) => [child, place]));
  const staying = longestRun(after.filter((child) => partners.has(child)), (child) => places.get(partners.get(child)));
  let previous = null;
  for (const child of after) {
    const partner = partners.get(child);
    if (!partner) {
      sourceChanged ||= child.localName === "source";
      put(insertable(child), shown, previous);
    } else {
      if (!staying.has(child)) put(shownFor(partner), shown, previous);
      if (partner.isEqualNode(child) && child.localName !== "template") {
        // Its shown nodes are known already.
        child.replaceWith(partner);
        previous = shownFor(partner) ?? previous;
        continue;
      }
      sourceChanged ||= child.localName === "source";
      patch(partner, child);
    }
    previous = shownFor(child) ?? previous;
  }
  if (sourceChanged && shown instanceof HTMLMediaElement) shown.load();
}

/** A copy of a fresh tree for the shown page. */
function insertable(fresh) {
  const copy = document.importNode(fresh, true);
  const walk = (served, shown) => {
    shownOf.set(served, shown);
    served.childNodes.forEach((child, index) => walk(child, shown.childNodes[index]));
  };
  walk(fresh, copy);
  return copy;
}

/** Puts a shown node behind another one, which a script may have wrapped or moved; at the front when there is none. */
function put(node, parent, previous) {
  if (!node) return;
  let anchor = previous;
  while (anchor && anchor.parentNode !== parent) anchor = anchor.parentNode;
  const next = anchor ? anchor.nextSibling : parent.firstChild;
  // Moving so keeps focus, frames and playing media, where browsers can.
  if (node.isConnected && parent.moveBefore) parent.moveBefore(node, next);
  else parent.insertBefore(node, next);
}

/** Changes only the part that differs, so that a selection in the rest stays. */
function patchText(old, fresh, shown) {
  const [from, to] = [old.data, fresh.data];
  if (from === to) return;
  if (shown.data !== from) {
    shown.data = to;
    return;
  }
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from[start] === to[start]) start++;
  let end = 0;
  while (end < most - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end++;
  shown.replaceData(start, from.length - end - start, to.slice(start, to.length - end));
}

function patchAttributes(old, fresh, shown) {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name)) {
      if (name === "class") patchClass(old, fresh, shown);
      else shown.removeAttribute(name);
    }
  }
  for (const attribute of fresh.attributes) {
    if (old.getAttribute(attribute.name) === attribute.value) continue;
    if (attribute.name === "class") patchClass(old, fresh, shown);
    else shown.setAttributeNodeNS(document.importNode(attribute));
  }
}

/** Word by word: scripts add words of their own. */
function patchClass(old, fresh, shown) {
  for (const word of old.classList) if (!fresh.classList.contains(word)) shown.classList.remove(word);
  for (const word of fresh.classList) if (!old.classList.contains(word)) shown.classList.add(word);
}

function isStyleSheet(element) {
  return element.localName === "link" && element.relList.contains("stylesheet");
}

/** Puts in another style sheet and takes the old ones out only when the new one is there, so that nothing flashes. */
function swapStyleSheet(shown, next) {
  next.outdated = [shown, ...(shown.outdated ?? [])];
  next.onload = next.onerror = () => next.outdated.forEach((sheet) => sheet.remove());
  shown.after(next);
  successorOf.set(shown, next);
}

/** The children that are served; neither our script nor what comes after it, nor what only browsers without scripts read. */
function children(node) {
  if (node.localName === "noscript") return [];
  const all = [...node.childNodes];
  if (node.localName === "html") return all.filter(({ localName }) => localName === "head" || localName === "body");
  const end = all.findIndex((child) => child.localName === "script" && child.hasAttribute("data-page"));
  return end < 0 ? all : all.slice(0, end);
}

/** For children of a fresh node: which child of the old one each of them was. */
function pair(olds, fresh) {
  const partners = new Map();
  let start = 0;
  let [oldEnd, freshEnd] = [olds.length, fresh.length];
  while (start < Math.min(oldEnd, freshEnd) && olds[start].isEqualNode(fresh[start])) {
    partners.set(fresh[start], olds[start]);
    start++;
  }
  while (Math.min(oldEnd, freshEnd) > start && olds[oldEnd - 1].isEqualNode(fresh[freshEnd - 1])) {
    partners.set(fresh[--freshEnd], olds[--oldEnd]);
  }
  const left = new Set(olds.slice(start, oldEnd));
  const open = fresh.slice(start, freshEnd);
  for (const likeness of [wholly, byName, byKind]) {
    const known = new Map();
    for (const old of left) {
      const key = likeness(old);
      if (key) known.set(key, [...(known.get(key) ?? []), old]);
    }
    for (const child of open) {
      const old = partners.has(child) ? null : known.get(likeness(child))?.shift();
      if (!old) continue;
      partners.set(child, old);
      left.delete(old);
    }
  }
  // Text goes with what is before it.
  open.forEach((child, index) => {
    if (partners.has(child) || child.nodeType === Node.ELEMENT_NODE) return;
    const place = start + index;
    const old = place === 0 ? olds[0] : partners.get(fresh[place - 1])?.nextSibling;
    if (old?.nodeType !== child.nodeType || !left.has(old)) return;
    partners.set(child, old);
    left.delete(old);
  });
  return partners;
}

function wholly(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node.outerHTML : node.data.trim() && `${node.nodeType} ${node.data}`;
}

/** What an element is told from its like by. */
function byName(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return null;
  if (node.id) return `${node.localName} #${node.id}`;
  for (const name of ["property", "name", "hreflang", "href", "src", "for", "datetime"]) {
    const value = node.getAttribute(name);
    if (value) return `${node.localName} ${node.getAttribute("rel") ?? ""} ${name} ${value}`;
  }
  return null;
}

function byKind(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return null;
  return `${node.localName} ${node.getAttribute("rel") ?? ""} ${node.getAttribute("type") ?? ""}`;
}

/** The longest part of a list whose places ascend: these may stay where they are, the others move. */
function longestRun(list, placeOf) {
  const places = list.map(placeOf);
  const ends = []; // Of the runs of each length, the index whose place is the least.
  const before = [];
  places.forEach((place, index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[ends[middle]] < place) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? ends[low - 1] : -1;
    ends[low] = index;
  });
  const run = new Set();
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index]) run.add(list[index]);
  return run;
}
