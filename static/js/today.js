// The phone's list from this device: drawn from the month kept here, confirmed with or without a line.
// Without this script the server's own list is a plain form that does the same.
"use strict";

(() => {
  const place = document.getElementById("today");
  const { user } = document.body.dataset;
  const made = (name) => document.getElementById(`today-${name}`)?.content.firstElementChild.cloneNode(true);
  const monthOf = (day) => day.slice(0, 7);
  const before = (day) => new Date(Date.parse(day) - 864e5).toISOString().slice(0, 10);
  const here = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
  const shown = (day) => new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(day));
  const touched = new Map(); // field name → what somebody has chosen or typed and not yet confirmed
  let stores = new Map();

  const open = (month) => MonthStore.open({ url: "/api/v1/month-sheet/", month, area: place.dataset.area, user });
  const storeOf = (day) => stores.get(monthOf(day));

  // Which day is today: the server's word. Without a line a day may have passed since: then this device's clock, if it is later.
  function today() {
    const said = [place.dataset.on, ...[...stores.values()].map((store) => store.data.today)].sort().pop();
    const gone = ![...stores.values()].every((store) => store.state.online);
    return gone && here() > said ? here() : said;
  }

  function linesOf(day) {
    const store = storeOf(day);
    const mine = new Map(store.pending().filter((one) => one.day === day).map((one) => [one.posting, one]));
    const there = store.data.people.filter(({ from, to }) => from <= day && (!to || day <= to));
    return there.map((person) => {
      const [status, note, confirmed, version, by] = store.cell({ posting: person.posting, day }) || [store.data.default, "", 0, "", ""];
      const change = mine.get(person.posting);
      return { ...person, day, status, note, reason: "", ...change, confirmed, version, by, isOpen: !confirmed && !change?.confirm, change };
    });
  }

  function row(line) {
    const item = made("one");
    const [box] = item.children;
    const key = `${line.posting}-${line.day.replaceAll("-", "")}`;
    box.dataset.posting = line.posting;
    box.querySelector(".today-name").textContent = line.name;
    box.querySelector(".today-village").textContent = line.village;
    for (const field of box.querySelectorAll("input")) {
      field.name += key;
      if (field.type === "radio") field.checked = field.value === line.status;
      else field.setAttribute("aria-label", `${line.name}${field.getAttribute("aria-label") || ""}`);
    }
    box.querySelector("legend").prepend(line.name);
    box.querySelector(".today-note").value = line.note;
    const reason = box.querySelector(".today-reason");
    reason.value = line.reason;
    reason.hidden = !line.confirmed;
    for (const field of box.querySelectorAll("input"))
      if (touched.has(field.name)) field.type === "radio" ? (field.checked = field.value === touched.get(field.name)) : (field.value = touched.get(field.name));
    mark(box, line);
    return item;
  }

  function mark(box, { confirmed, change }) {
    const name = change?.held ? "held" : change ? "unsent" : confirmed ? "confirmed" : "open";
    for (const sign of box.querySelectorAll(".today-mark > [data-mark]")) sign.hidden = sign.dataset.mark !== name;
  }

  function part(day, label, lines) {
    const section = made("part");
    const open = lines.filter((line) => line.isOpen).length;
    const said = section.querySelector("[data-words]");
    section.dataset.day = day;
    section.querySelector(".today-label").textContent = `${label} · ${shown(day)}`;
    const unsent = lines.filter((line) => line.change).length;
    said.textContent = open ? said.dataset.words.replace("%n", open) : unsent ? said.dataset.unsent.replace("%n", unsent) : said.dataset.none;
    section.querySelector("ul").append(...lines.map(row));
    for (const words of section.querySelectorAll("[data-when]")) words.hidden = (words.dataset.when === "open") !== open > 0;
    return section;
  }

  function draw() {
    if (place.contains(document.activeElement) && document.activeElement.matches("input:not([type=radio])")) return;
    const on = today();
    const now = storeOf(on) ? linesOf(on) : [];
    const late = storeOf(before(on)) ? linesOf(before(on)).filter((line) => line.isOpen) : [];
    const opened = place.querySelector("details[open]")?.dataset.posting;
    const parts = [now.length ? part(on, place.dataset.today, now) : made(storeOf(on) ? "nobody" : "unkept")];
    if (late.length) parts.push(part(before(on), place.dataset.yesterday, late));
    place.replaceChildren(...parts);
    if (opened) place.querySelector(`details[data-posting="${opened}"]`)?.setAttribute("open", "");
  }

  // What the form says of each person that is news: everybody still open, and whatever was changed.
  function said(form) {
    const { day } = form.closest("[data-day]").dataset;
    return linesOf(day).map((line) => {
      const box = form.querySelector(`[data-posting="${line.posting}"]`);
      if (!box) return null;
      const status = box.querySelector("input:checked").value;
      const [note, reason] = [".today-note", ".today-reason"].map((name) => box.querySelector(name).value.trim());
      const isNews = line.isOpen || status !== line.status || note !== line.note || line.change?.held;
      return isNews && { posting: line.posting, day, status, note, reason, version: line.version, confirm: true };
    }).filter(Boolean);
  }

  function lacksReason(form, entries) {
    const open = entries.filter((entry) => !entry.reason && storeOf(entry.day).cell(entry)?.[2] && !storeOf(entry.day).says(entry));
    for (const { posting } of open) {
      const box = form.querySelector(`[data-posting="${posting}"]`);
      box.open = true;
      box.querySelector(".today-reason").classList.add("is-invalid");
      box.querySelector(".today-reason").focus();
    }
    return open.length > 0;
  }

  function confirmDay(event) {
    event.preventDefault();
    const entries = said(event.target);
    if (!entries.length || lacksReason(event.target, entries)) return;
    const store = storeOf(entries[0].day);
    for (const field of event.target.elements) touched.delete(field.name);
    store.change(entries);
    document.activeElement.blur();
    store.send();
    draw();
    place.querySelector("h2")?.focus();
  }

  // A status touched with a finger is chosen: the person folds up again, unless a reason is asked for.
  // With the keyboard one goes on looking.
  function chosen(event) {
    const box = event.pointerType && event.target.closest(".today-choice")?.closest("details");
    const reason = box && box.querySelector(".today-reason:not([hidden])");
    if (reason) setTimeout(() => reason.focus(), 0);
    else if (box) setTimeout(() => (box.open = false), 0);
  }

  async function start() {
    const on = place.dataset.on;
    const months = [...new Set([monthOf(on), monthOf(before(on)), monthOf(here() > on ? here() : on)])];
    const opened = await Promise.allSettled(months.map(open));
    stores = new Map(opened.flatMap((one, at) => (one.status === "fulfilled" ? [[months[at], one.value]] : [])));
    if (!stores.size) throw opened[0].reason;
    LineBar.attach([...stores.values()]);
    for (const store of stores.values()) store.on("data", draw).on("answer", draw).on("state", marks);
    draw();
    place.addEventListener("submit", confirmDay);
    place.addEventListener("click", chosen);
    place.addEventListener("input", (event) => touched.set(event.target.name, event.target.value));
    if (on.slice(8) > "24" && storeOf(on).state.online) open(monthOf(new Date(Date.parse(on) + 864e6).toISOString())); // the turn of the month may find no line
  }

  // Only the signs: what somebody has half chosen stays.
  function marks() {
    for (const section of place.querySelectorAll("[data-day]"))
      for (const line of linesOf(section.dataset.day)) {
        const box = section.querySelector(`[data-posting="${line.posting}"]`);
        if (box) mark(box, line);
      }
  }

  const bare = "bare" in place.dataset;
  if (place.dataset.refused || !document.getElementById("today-part")) return;
  start().catch((fault) => {
    if (bare) place.replaceChildren(made("unkept"));
    console.warn(fault);
  });
})();
