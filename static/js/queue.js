// Keys for the queue of nominations and for one case; every page also works without them.
"use strict";

const MEANT = { a: ["review", "approve"], r: ["return"], d: ["decline"] };
const TYPED = "input:not([type=checkbox]), textarea, select, [contenteditable]";

const rows = () => [...document.querySelectorAll("tr[data-case]")];
const current = () => document.activeElement?.closest("tr[data-case]");
const bar = document.getElementById("chosen");
const note = document.getElementById("step-note");

function move(by) {
  const all = rows();
  const at = all.indexOf(current());
  const row = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
  row?.querySelector("th a").focus();
  row?.scrollIntoView({ block: "nearest" });
}

function choose() {
  const box = current()?.querySelector("[name=pick]");
  if (box) box.click();
}

// The chosen cases go to the page that shows what will happen; without any, the case at hand is opened to decide.
function decideFromList(key) {
  const picked = document.querySelector("tr[data-case] [name=pick]:checked");
  const row = picked ? picked.closest("tr") : current();
  const verb = key === "a" ? row?.dataset.forward : MEANT[key][0];
  if (!verb) return;
  if (picked) bar.querySelector(`button[value=${verb}]`)?.click();
  else location.assign(withStep(row.querySelector("th a").href, key));
}

function withStep(address, key) {
  const to = new URL(address);
  to.searchParams.set("do", key);
  return to;
}

// One case: the note is focused, the button meant is marked; Ctrl+Enter presses it.
function decideHere(key) {
  const button = MEANT[key].map((verb) => document.querySelector(`.steps-form button[value=${verb}]`)).find(Boolean);
  if (!button) return;
  document.querySelector(".btn-meant")?.classList.remove("btn-meant");
  button.classList.add("btn-meant");
  if (key === "r") button.form.querySelector("details")?.setAttribute("open", "");
  note.focus();
}

function go(direction) {
  document.querySelector(`.beside a[rel=${direction}]`)?.click();
}

function pressed(event) {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key === "Enter" && event.ctrlKey) return document.querySelector(".btn-meant")?.click();
  if (!plain || event.target.matches(TYPED)) return;
  const listed = rows().length > 0;
  const deeds = {
    j: () => (listed ? move(1) : go("next")),
    k: () => (listed ? move(-1) : go("prev")),
    x: choose,
    "?": showKeys,
  };
  if (listed && current()) Object.assign(deeds, { ArrowDown: deeds.j, ArrowUp: deeds.k, " ": choose });
  if (bar || note) for (const key of Object.keys(MEANT)) deeds[key] = () => (note ? decideHere(key) : decideFromList(key));
  if (!deeds[event.key] || (event.key === " " && event.target.matches("[type=checkbox], button, summary"))) return;
  event.preventDefault();
  deeds[event.key]();
}

function showKeys() {
  const keys = document.getElementById("keys");
  if (!keys) return;
  keys.open = !keys.open;
  keys.scrollIntoView({ block: "nearest" });
}

function count() {
  const place = bar?.querySelector(".queue-count");
  const chosen = document.querySelectorAll("tr[data-case] [name=pick]:checked").length;
  if (place) place.textContent = chosen ? `${place.dataset.count} ${chosen}` : place.dataset.none;
}

if (bar) {
  const place = bar.querySelector(".queue-count");
  place.dataset.none = place.textContent;
  document.addEventListener("change", count);
  addEventListener("pageshow", count);
}
document.addEventListener("keydown", pressed);
const asked = new URLSearchParams(location.search).get("do");
if (note && asked in MEANT) decideHere(asked);
