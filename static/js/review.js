// Keys and the count of ticked rows for the review of grades; the page works without them.
"use strict";

const TYPED = "input:not([type=checkbox]), textarea, select";
const bar = document.getElementById("chosen");
const boxes = () => [...document.querySelectorAll("tr[data-case] [name=pick]")];
const rows = () => [...document.querySelectorAll("tr[data-case]")];
const current = () => document.activeElement?.closest("tr[data-case]");

function move(by) {
  const all = rows();
  const at = all.indexOf(current());
  const row = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
  row?.querySelector("th a").focus();
  row?.scrollIntoView({ block: "nearest" });
}

function count() {
  const place = bar.querySelector(".queue-count");
  const chosen = boxes().filter((box) => box.checked).length;
  place.textContent = chosen ? `${place.dataset.count} ${chosen}` : place.dataset.none;
}

function tickAll() {
  const all = boxes();
  const on = !all.every((box) => box.checked);
  for (const box of all) box.checked = on;
  count();
}

function showKeys() {
  const keys = document.getElementById("keys");
  keys.open = !keys.open;
  keys.scrollIntoView({ block: "nearest" });
}

const deeds = {
  j: () => move(1),
  k: () => move(-1),
  x: () => current()?.querySelector("[name=pick]")?.click(),
  a: () => bar.querySelector("button[name=verb]").focus(),
  r: () => document.getElementById("step-note").focus(),
  "?": showKeys,
};

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches(TYPED) || !deeds[event.key]) return;
  event.preventDefault();
  deeds[event.key]();
}

if (bar) {
  const place = bar.querySelector(".queue-count");
  place.dataset.none = place.textContent;
  const all = bar.querySelector("[data-tick-all]");
  all.hidden = false;
  all.addEventListener("click", tickAll);
  document.addEventListener("change", count);
  document.addEventListener("keydown", pressed);
  addEventListener("pageshow", count);
}
