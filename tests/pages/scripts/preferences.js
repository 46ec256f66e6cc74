// Whether a page keeps to what the reader's system asks for.

/** The focus is seen on each sort of stop: one of each class is tried. */
gate.focus_seen = () => {
  const sorts = new Map(gate.stops().map((it) => [`${it.localName}.${it.className} ${it.parentElement.className}`, it]));
  return [...sorts.values()].slice(0, 40).flatMap((it) => {
    const before = gate.look(it);
    it.focus({ focusVisible: true });
    const faults = gate.focused(it, before);
    it.blur();
    return faults;
  });
};

/** The entry of the menu at which one is differs from the others by more than its colour. */
gate.current_told = () => {
  const shape = (it) => {
    const style = getComputedStyle(it);
    return [style.textDecorationLine, style.textDecorationStyle, style.textDecorationThickness, style.borderWidth, style.borderStyle, style.outlineStyle, style.fontWeight,
      getComputedStyle(it, '::before').content, getComputedStyle(it, '::after').content].join('|');
  };
  return [...document.querySelectorAll('nav a[aria-current]')].filter(gate.shown).flatMap((it) => {
    const others = [...it.closest('nav').querySelectorAll('a:not([aria-current])')];
    return others.some((other) => shape(other) === shape(it)) ? [`${gate.name(it)} is told from the others by its colour alone`] : [];
  });
};

/** Where colours are chosen by the system, a button is seen by its border, or says by an underline or a sign what it is. */
gate.buttons_bound = () => [...document.querySelectorAll('button, select, input')].filter(gate.shown).flatMap((it) => {
  const style = getComputedStyle(it);
  const bound = style.borderStyle !== 'none' && parseFloat(style.borderTopWidth) + parseFloat(style.borderBottomWidth) > 0;
  const signed = style.textDecorationLine !== 'none' || !['none', 'normal', '""'].includes(getComputedStyle(it, '::after').content);
  return bound || signed ? [] : [`${gate.name(it)} has no border`];
});

/** Words are told from their ground. */
gate.contrasts = (least) => {
  const seen = new Set();
  const faults = [];
  for (const { element } of gate.texts()) {
    if (seen.has(element) || element.closest('svg') || gate.hushed(element)) continue;
    seen.add(element);
    const ground = gate.ground(element);
    const contrast = ground && gate.contrast(getComputedStyle(element).color, ground);
    if (contrast && contrast < least) faults.push(`${gate.name(element)} has a contrast of ${contrast.toFixed(2)} with ${ground}`);
  }
  return faults.slice(0, 8);
};

/** What would move although the reader wishes that nothing does. */
gate.moving_parts = () => {
  const long = (times) => times.split(',').some((it) => parseFloat(it) > 0.01);
  const faults = document.getAnimations().map((it) => `something moves: ${it.animationName ?? it.transitionProperty ?? 'an animation'}`);
  for (const element of document.querySelectorAll('*')) {
    for (const part of [null, '::before', '::after']) {
      const style = getComputedStyle(element, part);
      if (long(style.transitionDuration)) faults.push(`${gate.name(element)}${part ?? ''} goes from one state to the other in ${style.transitionDuration}`);
      if (style.animationName !== 'none' && long(style.animationDuration)) faults.push(`${gate.name(element)}${part ?? ''} moves: ${style.animationName}`);
      if (style.scrollBehavior === 'smooth') faults.push(`${gate.name(element)} scrolls smoothly`);
    }
  }
  return faults.slice(0, 8);
};
