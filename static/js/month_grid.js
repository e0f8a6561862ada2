// The month sheet as a keyboard grid: joins store, cells, table, selection, edits, clipboard and panels.
"use strict";

(() => {
  const setup = JSON.parse(document.getElementById("month-setup").textContent);
  const { words } = setup;
  const by = (id) => document.getElementById(id);
  const fill = MonthTable.fill;
  let store, cells, table, selection, edits, clip, panels, planned;

  const say = (text) => (by("month-say").textContent = text);

  // null: everything. The sums follow in the next frame, once for many changes.
  function changed(targets) {
    cells.overlay();
    for (const { row, column } of targets || everywhere()) table.paint(row, column);
    planned ||= requestAnimationFrame(() => {
      planned = null;
      table.sums();
      panels.show();
      store.report();
      deeds();
    });
  }

  function everywhere() {
    return cells.people.flatMap((_, row) => cells.days.map((__, column) => ({ row, column })));
  }

  function answered(answer) {
    const spots = [...answer.written, ...answer.conflicts, ...answer.refused].map((one) => cells.place(one)).filter(Boolean);
    changed(spots.map(([row, column]) => ({ row, column })));
  }

  const column = (at) => cells.people.map((_, row) => [row, at]);
  const upToToday = () => everywhere().filter((spot) => cells.reached(spot.column)).map((spot) => [spot.row, spot.column]);
  const columns = () => {
    const [, left, , right] = selection.area;
    return Array.from({ length: right - left + 1 }, (_, at) => column(left + at)).flat();
  };
  const spotsOf = { day: () => column(selection.at[1]), span: () => selection.cells(), month: upToToday };

  // The buttons tell beforehand how many days they will confirm.
  function deeds() {
    if (!selection) return;
    by("month-open").textContent = fill(words.total, { n: table.open });
    for (const button of by("month-deeds")?.children || []) {
      const name = button.dataset.deed;
      const count = spotsOf[name]().filter(([row, at]) => cells.confirmable(row, at)).length;
      const key = { day: "confirmDay", span: "confirmSpan", month: "confirmMonth" }[name];
      button.textContent = fill(words[key], { n: count, day: table.dayName(cells.days[selection.at[1]].day) });
      button.disabled = !count || !edits.writes;
    }
  }

  const told = (count, key) => say(fill(words[key], { n: count }));
  const confirm = (spots) => {
    const count = edits.confirm(spots);
    const later = spots.some(([, at]) => !cells.reached(at));
    say(count ? fill(words.confirmedN, { n: count }) : later ? words.future : words.nothing);
  };

  function askNote() {
    const [row, at] = selection.at;
    const cell = cells.at(row, at);
    if (!cell || !edits.writes) return;
    const dialog = by("month-note");
    by("month-note-of").textContent = `${cells.people[row].name} · ${table.dayName(cells.days[at].day)}`;
    by("month-note-text").value = cell.note;
    dialog.returnValue = "";
    dialog.showModal();
    by("month-note-text").select();
  }

  function typed(event) {
    const status = event.key.length === 1 && cells.meaning(event.key);
    if (!status || !edits.writes) return false;
    told(edits.mark(selection.cells(), status), "did");
    return true;
  }

  const withCtrl = {
    z: (event) => (event.shiftKey ? told(edits.redo(), "redone") : told(edits.undo(), "undone")),
    y: () => told(edits.redo(), "redone"),
    d: () => told(edits.fillDown(selection.area), "did"),
    r: () => told(edits.fillRight(selection.area), "did"),
    enter: () => confirm(columns()),
    s: () => store.send(),
  };
  const plainly = {
    enter: () => confirm(selection.cells()),
    delete: () => told(edits.clear(selection.cells()), "did"),
    backspace: () => told(edits.clear(selection.cells()), "did"),
    f2: askNote,
    n: askNote,
  };

  function pressed(event) {
    if (event.altKey || event.isComposing || !event.target.closest(".month-grid")) return;
    const far = event.ctrlKey || event.metaKey;
    const deed = (far ? withCtrl : plainly)[event.key.toLowerCase()];
    if (deed) deed(event);
    else if (!selection.key(event) && (far || !typed(event))) return;
    event.preventDefault();
  }

  const inGrid = () => document.activeElement?.closest(".month-grid");

  function copied(event) {
    if (!inGrid()) return;
    event.clipboardData.setData("text/plain", clip.text());
    event.preventDefault();
    if (event.type === "cut") edits.clear(selection.cells());
    told(selection.cells().length, "copied");
  }

  function pasted(event) {
    if (!inGrid()) return;
    event.preventDefault();
    const { count, unread, beyond } = clip.paste(event.clipboardData.getData("text/plain"));
    const which = [...new Set(unread)].slice(0, 5).join("、");
    const parts = [fill(words.pasted, { n: count }), unread.length && fill(words.unread, { n: unread.length, which }), beyond && fill(words.beyond, { n: beyond })];
    say(parts.filter(Boolean).join(" "));
  }

  function legend() {
    by("month-legend").replaceChildren(...cells.store.data.statuses.map((one) => MonthTable.make("li", { class: `st-${one.code}` },
      MonthTable.make("b", { text: one.mark }), ` ${one.label} `, MonthTable.make("kbd", { text: one.digit }), " ", MonthTable.make("kbd", { text: one.key }))));
    const { locked, holidays_known: known, place } = cells.store.data;
    by("month-place").textContent = place;
    const notes = [locked && fill(words.locked, locked), !known && words.noHolidays].filter(Boolean);
    by("month-holidays").textContent = notes.join(" ");
    by("month-holidays").hidden = !notes.length;
  }

  function drawn() {
    selection?.leave();
    selection = null;
    table = new MonthTable(by("month-box"), cells, words);
    edits = new MonthEdits(cells, { changed, say, words });
    Object.assign(panels, { table, edits });
    by("month").hidden = false;
    legend();
    if (!cells.people.length) return;
    selection = new MonthSelection(table, deeds);
    if (edits.writes) selection.fill = (from, to) => told(edits.fill(from, to), "did");
    clip = new MonthClip(cells, edits, selection);
  }

  // Everything that listens is bound once; a fresh sheet is drawn anew.
  function listen() {
    document.addEventListener("keydown", pressed);
    for (const what of ["copy", "cut"]) document.addEventListener(what, copied);
    document.addEventListener("paste", pasted);
    by("month-deeds")?.addEventListener("click", (event) => event.target.dataset.deed && confirm(spotsOf[event.target.dataset.deed]()));
    by("month-note")?.addEventListener("close", () => {
      if (by("month-note").returnValue === "save") told(edits.note(selection.cells(), by("month-note-text").value), "did");
      selection.rove(true);
    });
    // What waits to be sent is kept on this device; corrections that still lack their reason are not.
    addEventListener("beforeunload", (event) => cells.corrections.size && event.preventDefault());
    store.on("state", (state) => panels.state(state));
    store.on("answer", answered);
    store.on("data", () => {
      cells.read();
      drawn();
      changed([]);
    });
  }

  async function start() {
    try {
      store = await MonthStore.open({ ...setup, user: document.body.dataset.user });
    } catch (problem) {
      by("month").hidden = false;
      return say(fill(words.loadFailed, { problem: problem.message }));
    }
    cells = new MonthCells(store);
    panels = new MonthPanels(cells, words);
    drawn();
    listen();
    if (globalThis.LineBar) LineBar.attach([store], { quiet: true });
    if (cells.people.length) changed([]);
  }

  start();
})();
