/* What a careful reader would see on a page, for the walk through all pages (walk.py). */
window.eyes = (() => {
  const REACHED = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex='-1'])";
  const QUOTED = "script, style, [lang]:not(html), code, kbd, pre, textarea"; // words of no language, or of their own
  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;
  const short = (one) => one.outerHTML.replace(/\s+/g, " ").slice(0, 140);

  /* What sticks out to the right of the paper or screen, unless a box of its own scrolls or hides it. */
  const outside = () => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const cut = (one) => { for (let up = one.parentElement; up && up !== document.body; up = up.parentElement) if (getComputedStyle(up).overflowX !== "visible") return true; return false; };
    const wide = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > width + 1 && seen(one) && !cut(one));
    return [`${document.documentElement.scrollWidth} of ${width} px: ${wide.slice(-1).map(short)}`];
  };

  const drawn = (shape) => parseFloat(getComputedStyle(shape).strokeWidth) > 4; // on a map the tile is its own ring
  const ring = (one) => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || [...one.querySelectorAll("polygon")].some(drawn);
  };
  const ringed = (one) => ring(one) || [...one.labels || []].some(ring) || (one.closest("label") && ring(one.closest("label")));

  const stays = (one) => one !== document.body && (["sticky", "fixed"].includes(getComputedStyle(one).position) || stays(one.parentElement));

  /* Whether all of what has the focus lies off the screen or under something that stays in place (WCAG 2.4.11). */
  const covered = (one) => {
    const box = one.getClientRects()[0];
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    if (left >= right || top >= bottom) return "outside of the screen";
    const mine = (at) => at && (one.contains(at) || at.contains(one) || [...one.labels || []].some((label) => label.contains(at)));
    let over = null;
    for (const down of [0.5, 0.9, 0.1]) {
      over = document.elementFromPoint(left + Math.min((right - left) / 2, 20), top + (bottom - top) * down);
      if (mine(over)) return "";
    }
    return over && stays(over) ? `under ${short(over)}` : "";
  };

  /* There and back, as with Tab and Shift+Tab: things come to rest above a bar at the foot and under one at the head. */
  const keys = () => {
    const found = new Set();
    const kinds = new Set();
    const all = [...document.querySelectorAll(REACHED)].filter((one) => seen(one) && !one.disabled && one.tabIndex >= 0 && !one.closest("[inert]"));
    for (const one of [...all, ...all.toReversed()]) {
      const kind = `${one.tagName}.${one.className}`;
      one.focus({ focusVisible: true });
      if (document.activeElement !== one) { found.add(`cannot be reached: ${short(one)}`); continue; }
      if (!kinds.has(kind) && !ringed(one)) found.add(`no ring: ${short(one)}`);
      kinds.add(kind);
      const hidden = covered(one);
      if (hidden) found.add(`${hidden}: ${short(one)}`);
    }
    document.activeElement.blur();
    scrollTo(0, 0);
    return [...found];
  };

  /* Words that stand in the page: text, and what only readers of attributes get. */
  const words = () => {
    const found = new Set([document.title]);
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const parent = walk.currentNode.parentElement;
      if (parent.closest(QUOTED)) continue;
      const text = walk.currentNode.data.replace(/\s+/g, " ").trim();
      if (text) found.add(text);
    }
    for (const name of ["aria-label", "title", "placeholder", "alt", "data-label"]) {
      for (const one of document.querySelectorAll(`[${name}]`)) if (one.getAttribute(name) && !one.closest(QUOTED)) found.add(one.getAttribute(name));
    }
    return [...found];
  };

  /* What has no business on paper, and what must be there. */
  const paper = () => {
    const found = outside().map((text) => `on paper ${text}`);
    const idle = [...document.querySelectorAll("header.top, nav.side, main button, main .btn, main .form-buttons, .skip, .pages")].filter(seen);
    if (idle.length) found.push(`printed: ${short(idle[0])}`);
    if (!document.querySelector("h1")?.innerText.trim()) found.push("no title on paper");
    if (![...document.querySelectorAll(".paper-only, .poster, .register")].some(seen)) found.push("no day on paper");
    for (const head of document.querySelectorAll("main table > thead")) {
      if (seen(head) && getComputedStyle(head).display !== "table-header-group") found.push(`does not repeat: ${short(head)}`);
    }
    return found;
  };

  const across = () => [document.body, ...document.querySelectorAll("main, .landscape")].some((one) => getComputedStyle(one).page === "wide");

  return { across, outside, keys, words, paper };
})();
