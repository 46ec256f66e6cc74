// Shows pictures, sounds and style sheets anew whose bytes changed under the same address.

const LOADS = "img, source, audio, video, track, embed, object, input[type=image], image, link[rel~=stylesheet]";

/** The files of these paths; all but what may be playing, when no list is given. */
function showAnew(paths, mark) {
  const changed = paths && new Set(paths.map(decoded));
  for (const element of document.querySelectorAll(LOADS)) {
    if (!changed && element.closest("audio, video")) continue;
    const anew = (address) => {
      const url = new URL(address, document.baseURI);
      if (url.origin !== location.origin || (changed && !changed.has(decoded(url.pathname)))) return address;
      url.searchParams.set("anew", mark);
      return url.href;
    };
    if (isStyleSheet(element)) {
      const next = element.cloneNode();
      next.setAttribute("href", anew(element.getAttribute("href")));
      if (next.href !== element.href) swapStyleSheet(element, next);
      continue;
    }
    for (const name of ["src", "poster", "data", "href"]) {
      const address = element.getAttribute(name);
      if (address && anew(address) !== address) element.setAttribute(name, anew(address));
    }
    const set = element.getAttribute("srcset");
    if (set) {
      const next = set.replace(/(^|,\s+)(\S*[^\s,])/g, (_, gap, address) => gap + anew(address));
      if (next !== set) element.setAttribute("srcset", next);
    }
    if (element.localName === "source") element.closest("audio, video")?.load();
  }
}

function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
