// Whether the page can be used, fits its width, and asks nobody else.

/** What axe finds under some of its rules. */
gate.axe = async (runOnly) => {
  const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'], elementRef: false });
  return violations.flatMap((rule) => rule.nodes.slice(0, 4).map((node) =>
    `${rule.id}: ${rule.help}: ${node.html.slice(0, 160)} (${node.failureSummary.split('\n').slice(1, 3).map((it) => it.trim()).join('; ')})`));
};

/** Opens or closes everything that can be folded. */
gate.unfold = (open) => document.querySelectorAll('details').forEach((it) => { it.open = open; });

/** What makes the page wider than the window. */
gate.sideways = () => {
  const root = document.documentElement;
  if (gate.over(root) <= 0 && gate.over(document.body) <= 0) return [];
  const wide = [...document.querySelectorAll('body *')].filter((it) => it.getBoundingClientRect().right > root.clientWidth + 1);
  const innermost = wide.filter((it) => !wide.some((other) => other !== it && it.contains(other)));
  return [`the page scrolls sideways by ${gate.over(root)} px: ${innermost.slice(0, 3).map(gate.name).join(', ')}`];
};

/** Requests that leave the server, or fail. */
gate.asked = () => performance.getEntriesByType('resource').flatMap((it) => {
  if (new URL(it.name).origin !== location.origin) return [`asks another host: ${it.name}`];
  return it.responseStatus >= 200 && it.responseStatus < 400 ? [] : [`is answered with ${it.responseStatus}: ${it.name}`];
});

/** The JavaScript of the page, in bytes. */
gate.script = () => {
  const loaded = performance.getEntriesByType('resource').filter((it) => it.initiatorType === 'script' || /\.m?js$/.test(new URL(it.name).pathname));
  const inside = [...document.scripts].filter((it) => !it.src && !/json|speculationrules/.test(it.type));
  return loaded.reduce((sum, it) => sum + it.decodedBodySize, 0) + inside.reduce((sum, it) => sum + it.text.length, 0);
};
