// What moved by itself since the page was loaded.

/** Goes through the page, waits for its pictures, and tells each shift of the layout. */
gate.shifts = async () => {
  const found = [];
  const tell = (list) => list.getEntries().forEach((it) => found.push(it));
  new PerformanceObserver(tell).observe({ type: 'layout-shift', buffered: true });
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const end = document.documentElement.scrollHeight;
  for (let at = 0; at < end; at += 700) { scrollTo({ top: at, behavior: 'instant' }); await frame(); }
  const slow = [...document.images].filter((it) => !it.complete && gate.shown(it));
  await Promise.all(slow.map((it) => new Promise((done) => { it.onload = it.onerror = done; })));
  await frame();
  await frame();
  return found.filter((it) => it.value > 0 && !it.hadRecentInput).map((it) =>
    `the layout shifts by ${it.value.toFixed(4)}: ${it.sources.map(({ node }) => node?.localName ? gate.name(node) : node?.nodeName).join(', ')}`);
};

/** Whether the page was read to its end before its style sheets were here, and so before anything of it was painted. */
gate.readBeforePaint = () => {
  const [page] = performance.getEntriesByType('navigation');
  const sheets = performance.getEntriesByType('resource').filter((it) => new URL(it.name).pathname.endsWith('.css'));
  return !sheets.length || sheets.some((it) => it.responseEnd >= page.domInteractive);
};
