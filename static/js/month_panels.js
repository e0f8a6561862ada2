// What the clerk must decide: reasons for corrections, conflicts (mine, theirs, who, when), refusals. And the state line.
"use strict";

class MonthPanels {
  constructor(cells, words) {
    Object.assign(this, { cells, words, edits: null, table: null });
    this.place = document.getElementById("month-panels");
    this.reason = document.getElementById("month-reason");
    this.moment = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "short", timeStyle: "short", timeZone: "Asia/Shanghai" });
    if (this.reason) this.listen();
  }

  phrase(name, facts) {
    return MonthTable.fill(this.words[name], facts);
  }

  listen() {
    this.reason.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = document.getElementById("month-reason-text");
      if (text.value.trim()) this.edits.withReason(text.value.trim());
      text.value = "";
    });
    document.getElementById("month-reason-drop").addEventListener("click", () => this.edits.dropCorrections());
  }

  state({ online, sending, unsent, problem }) {
    const waiting = unsent + this.cells.corrections.size;
    const name = problem ? "problem" : !online && waiting ? "offline" : sending ? "sending" : waiting ? "unsent" : "saved";
    const line = document.getElementById("month-state");
    line.textContent = this.phrase(name, { n: name === "sending" ? sending : waiting, problem });
    line.dataset.state = name;
    this.unsaved = waiting;
  }

  show() {
    const held = this.cells.store.pending();
    const conflicts = held.filter((one) => one.held === "conflict" && this.cells.place(one));
    const refused = held.filter((one) => one.held === "refused" && this.cells.place(one));
    const panels = [conflicts.length && this.conflicts(conflicts), refused.length && this.refusals(refused)];
    this.place.replaceChildren(...panels.filter(Boolean));
    this.showReason();
  }

  showReason() {
    if (!this.reason) return;
    const count = this.cells.corrections.size;
    this.reason.hidden = !count;
    document.getElementById("month-reason-count").textContent = this.phrase("reasons", { n: count });
  }

  panel(name, title, heads, rows, below = []) {
    const { make } = MonthTable;
    const head = make("thead", {}, make("tr", {}, ...heads.map((text) => make("th", { scope: "col", text }))));
    return make("section", { class: `month-panel note note-${name}`, "aria-label": title },
      make("p", {}, make("strong", { text: title })),
      make("div", { class: "table-box", role: "region", tabindex: "0", "aria-label": title }, make("table", { class: "table cards-on-phone" }, head, make("tbody", {}, ...rows))), ...below);
  }

  conflicts(list) {
    const { words } = this;
    const heads = [words.cell, words.mine, words.theirs, words.who, words.when, ""];
    const rows = list.map((one) => this.row(one, heads,
      [this.said(one.status, one.note, one.confirm), this.said(one.theirs.status, one.theirs.note, one.theirs.confirmed), one.theirs.by, this.moment.format(new Date(one.theirs.at))],
      [this.button(words.keepTheirs, () => this.settle([one])), this.button(words.writeMine, () => this.insist(one))]));
    const all = this.button(words.allTheirs, () => this.settle(list));
    return this.panel("warning", this.phrase("conflicts", { n: list.length }), heads, rows, list.length > 1 ? [all] : []);
  }

  refusals(list) {
    const { words } = this;
    const heads = [words.cell, words.mine, words.why, ""];
    const rows = list.map((one) => this.row(one, heads, [this.said(one.status, one.note, one.confirm), this.why(one)], [this.button(words.drop, () => this.settle([one]))]));
    return this.panel("error", this.phrase("refusals", { n: list.length }), heads, rows);
  }

  why({ why, provision }) {
    return provision?.clause ? `${why} (${this.words.provision}: ${provision.clause})` : why;
  }

  row(one, heads, texts, buttons) {
    const { make } = MonthTable;
    const [row, column] = this.cells.place(one);
    const cell = `${this.cells.people[row].name} ${this.table.dayName(this.cells.days[column].day)}`;
    return make("tr", {}, make("th", { scope: "row", text: cell }), ...texts.map((text, at) => make("td", { text, "data-label": heads[at + 1] })), make("td", { class: "month-choice" }, ...buttons));
  }

  said(status, note, confirmed) {
    const label = this.cells.statuses.get(status)?.label || status;
    return [label, note && `“${note}”`, confirmed ? "" : this.words.unconfirmed].filter(Boolean).join(" · ");
  }

  button(text, deed) {
    const made = MonthTable.make("button", { type: "button", class: "btn btn-sm", text });
    made.addEventListener("click", deed);
    return made;
  }

  settle(list) {
    for (const one of list) this.cells.store.settle(one);
    this.edits.changed(null);
  }

  // Mine over theirs: with their version now seen, and saying so where theirs was confirmed.
  insist(one) {
    const reason = one.reason || (one.theirs.confirmed ? this.phrase("byMine", { by: one.theirs.by }) : "");
    const { posting, day, status, note, confirm } = one;
    this.cells.store.change([{ posting, day, status, note, confirm, version: one.theirs.version, reason }]);
    this.edits.changed(null);
  }
}
