// Above a sheet: whether the line is there, and what of it has not reached the server yet, cell by cell.
//   LineBar.attach([store, …], { quiet }): a page that shows its own state is only told what it cannot know.
"use strict";

globalThis.LineBar = (() => {
  const bar = document.getElementById("line");
  const words = bar.dataset;
  const list = bar.querySelector(".line-list");
  const made = bar.querySelector("template").content.firstElementChild;
  const button = (deed) => bar.querySelector(`.line-tools [data-deed=${deed}]`);
  const sum = (states, name) => states.reduce((all, state) => all + state[name], 0);
  const state = bar.querySelector(".line-state");
  let stores = [];
  let [wasSent, isQuiet, shown] = [false, false, ""];

  const told = (text, count, since = "") => text.replace("%n", count).replace("%d", since);
  const all = () => stores.flatMap((store) => store.pending().map((entry) => ({ store, entry })));
  const labelOf = (store, code) => store.data.statuses.find((one) => one.code === code)?.label || code;

  function sentence(states) {
    const some = (name) => states.some((state) => state[name]);
    const held = sum(states, "held");
    const unsent = sum(states, "unsent") - held;
    const since = states.map((state) => state.since).find(Boolean);
    if (some("problem")) return words.problem;
    if (some("other")) return told(words.other, unsent);
    if (some("signedOut")) return told(words.signedOut, unsent);
    if (!states.every((state) => state.online)) return told(unsent ? words.waiting : words.away, unsent, since);
    if (sum(states, "sending")) return told(words.sending, sum(states, "sending"));
    if (held) return told(words.open, held);
    return unsent ? told(words.unsent, unsent) : wasSent ? words.done : "";
  }

  function saidOf(store, { posting, day, name, status, note }) {
    return [day, name || posting, labelOf(store, status), note].filter(Boolean).join(" · ");
  }

  function whyOf(store, { held, why, provision, theirs }) {
    if (held === "refused") return [why, provision?.clause].filter(Boolean).join(" ");
    if (held !== "conflict") return words.notSent;
    const at = theirs.at ? new Date(theirs.at).toLocaleString(document.documentElement.lang) : "";
    return told(words.theirs, [theirs.by, at, labelOf(store, theirs.status), theirs.note].filter(Boolean).join(" · "));
  }

  function line({ store, entry }) {
    const row = made.cloneNode(true);
    const reason = row.querySelector("input");
    const mine = row.querySelector("[data-deed=mine]");
    row.dataset.held = entry.held;
    row.querySelector(".line-what").textContent = saidOf(store, entry);
    row.querySelector(".line-why").textContent = whyOf(store, entry);
    mine.hidden = reason.hidden = !entry.held;
    mine.addEventListener("click", () => keepMine(store, entry, reason.value.trim()));
    row.querySelector("[data-deed=discard]").addEventListener("click", () => confirm(words.sure) && store.settle(entry));
    return row;
  }

  // Said once more, over what the server holds now.
  function keepMine(store, { posting, day, status, note, confirm, reason }, why) {
    const version = store.cell({ posting, day })?.[3] || "";
    store.change([{ posting, day, status, note, confirm, version, reason: why || reason }]);
    store.send();
  }

  function draw() {
    const states = stores.map((store) => store.state);
    const entries = all();
    const away = states.some((state) => !state.online || state.signedOut || state.other);
    const text = sentence(states);
    bar.hidden = !text || (isQuiet && !away && !sum(states, "held"));
    bar.dataset.tone = sum(states, "held") ? "bad" : away ? "away" : "good";
    if (state.textContent !== text) state.textContent = text;
    button("send").hidden = !sum(states, "waiting");
    button("export").hidden = !entries.length;
    button("login").hidden = !states.some((state) => state.signedOut || state.other);
    list.hidden = !entries.length;
    list.querySelector("summary").textContent = told(words.list, entries.length);
    list.open ||= sum(states, "held") > 0;
    fill(entries);
  }

  // Drawn anew only when something else waits, so that nobody's typing is taken away.
  function fill(entries) {
    const now = JSON.stringify(entries.map(({ entry }) => entry));
    if (now === shown) return;
    shown = now;
    list.lastElementChild.replaceChildren(...entries.map(line));
  }

  function answered({ written }) {
    wasSent ||= written.length > 0;
    draw();
  }

  // A table of what waits, readable by Excel and WPS; a leading sign is no formula.
  function table() {
    const safe = (text) => `"${String(text ?? "").replace(/^(?=[=+\-@\t\r])/, "'").replaceAll('"', '""')}"`;
    const rows = all().map(({ store, entry }) => [
      entry.day, entry.name, entry.village, labelOf(store, entry.status), entry.note, entry.reason, whyOf(store, entry)]);
    return "\ufeff" + [words.columns.split("|"), ...rows].map((row) => row.map(safe).join(",")).join("\r\n");
  }

  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([table()], { type: "text/csv;charset=utf-8" }));
    link.download = `${words.file}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function attach(given, { quiet = false } = {}) {
    [stores, isQuiet] = [given, quiet];
    button("login").href = `/login/?next=${encodeURIComponent(location.pathname + location.search)}`;
    button("send").addEventListener("click", () => stores.forEach((store) => store.again()));
    button("export").addEventListener("click", save);
    for (const store of stores) store.on("state", draw).on("answer", answered);
    draw();
  }

  return { attach };
})();
