// What the search box has found is reached with the arrow keys and put away with Escape or a click elsewhere.
"use strict";

{
  const box = document.getElementById("top-q");
  const hits = document.getElementById("top-hits");

  function clear() {
    hits.replaceChildren();
  }

  // From the box to the first hit, from hit to hit, and back into the box.
  function step(event, by) {
    const stops = [box, ...hits.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (at < 0 || stops.length < 2) return;
    event.preventDefault();
    stops[Math.min(Math.max(at + by, 0), stops.length - 1)].focus();
  }

  function pressed(event) {
    if (event.key === "ArrowDown") step(event, 1);
    if (event.key === "ArrowUp") step(event, -1);
    if (event.key !== "Escape") return;
    clear();
    box.focus();
  }

  if (box) {
    box.form.addEventListener("keydown", pressed);
    document.addEventListener("click", (event) => {
      if (!box.form.contains(event.target)) clear();
    });
    box.form.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !box.form.contains(event.relatedTarget)) clear();
    });
  }
}
