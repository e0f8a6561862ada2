// Draws the month: an ordinary table with role="grid", one cell in the tab order. Repaints only what has changed.
"use strict";

class MonthTable {
  constructor(box, cells, words) {
    Object.assign(this, { box, cells, words });
    const lang = document.documentElement.lang;
    this.long = new Intl.DateTimeFormat(lang, { month: "long", day: "numeric", weekday: "short", timeZone: "UTC" });
    this.narrow = new Intl.DateTimeFormat(lang, { weekday: "narrow", timeZone: "UTC" });
    this.draw();
  }

  static make(tag, facts = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(facts)) {
      if (name === "text") made.textContent = value;
      else if (value !== undefined && value !== "") made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }

  static fill(words, facts) {
    return words.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
  }

  dayName(day) {
    return this.long.format(new Date(day + "T00:00:00Z"));
  }

  draw() {
    const { make } = MonthTable;
    const { people, days } = this.cells;
    const table = make("table", { class: "month-grid", role: "grid", "aria-label": this.words.grid, "aria-multiselectable": "true" });
    table.append(this.head(), this.body(), this.foot());
    this.table = table;
    this.box.replaceChildren(people.length ? table : make("p", { class: "nothing", text: this.words.nobody }));
    for (let row = 0; row < people.length; row += 1) for (let column = 0; column < days.length; column += 1) this.paint(row, column);
    this.sums();
  }

  head() {
    const { make } = MonthTable;
    const heads = this.cells.days.map((day, column) => this.dayHead(day, column));
    const sums = ["counted", "open", "year"].map((name) =>
      make("th", { scope: "col", class: "month-sum", title: this.sumTitle(name), text: this.words[name] }));
    return make("thead", {}, make("tr", {}, make("th", { scope: "col", class: "month-name", text: this.words.name }), ...heads, ...sums));
  }

  sumTitle(name) {
    if (name === "counted") return this.words.countedWhole;
    const asOf = this.cells.people.map((one) => one.as_of || "").sort().at(-1);
    return name === "year" ? MonthTable.fill(this.words.yearWhole, { day: asOf || "–" }) : "";
  }

  dayHead({ day, weekday, off, holiday }, column) {
    const { make } = MonthTable;
    const worked = !off && weekday > 5;
    const mark = off && holiday ? holiday.slice(0, 2) : worked ? this.words.makeupShort : "";
    const words = [this.dayName(day), off ? this.words.dayOff : worked ? this.words.makeup : "", holiday].filter(Boolean).join(" ");
    const classes = ["month-day", off && "is-off", day === this.cells.store.data.today && "is-today"].filter(Boolean).join(" ");
    return make("th", { scope: "col", class: classes, "data-column": column, title: words, "aria-label": words },
      make("b", { text: String(Number(day.slice(8))) }), make("span", { text: this.narrow.format(new Date(day + "T00:00:00Z")) }), make("i", { text: mark }));
  }

  body() {
    const { make } = MonthTable;
    this.tds = [];
    this.rowSums = [];
    return make("tbody", {}, ...this.cells.people.map((person, row) => {
      const tds = this.cells.days.map((_, column) => make("td", { role: "gridcell", tabindex: "-1", "data-row": row, "data-column": column }));
      const sums = [0, 1, 2].map(() => make("td", { class: "month-sum" }));
      this.tds.push(tds);
      this.rowSums.push(sums);
      const name = make("th", { scope: "row", class: "month-name", "data-row": row, title: person.village }, make("b", { text: person.name }), make("span", { text: person.village }));
      return make("tr", {}, name, ...tds, ...sums);
    }));
  }

  foot() {
    const { make } = MonthTable;
    this.columnSums = [0, 1].map(() => this.cells.days.map(() => make("td", { class: "month-sum" })));
    const rows = [this.words.present, this.words.open].map((words, at) =>
      make("tr", {}, make("th", { scope: "row", class: "month-name", text: words }), ...this.columnSums[at], ...[0, 1, 2].map(() => make("td", { class: "month-sum" }))));
    return make("tfoot", {}, ...rows);
  }

  paint(row, column) {
    const td = this.tds[row][column];
    const cell = this.cells.at(row, column);
    const chosen = ["is-chosen", "is-corner"].filter((name) => td.classList.contains(name)).map((name) => " " + name).join("");
    td.className = (cell ? this.look(cell, column) : "is-outside") + (this.cells.days[column].off ? " is-off" : "") + chosen;
    const shown = cell && (cell.said || this.cells.reached(column));
    td.textContent = shown ? this.cells.statuses.get(cell.status)?.mark || "?" : "";
    td.setAttribute("aria-label", this.spoken(row, column, cell));
    td.title = cell?.note || "";
  }

  look(cell, column) {
    const reached = this.cells.reached(column);
    const sure = cell.confirmed ? "is-sure" : reached ? "is-open" : cell.said ? "is-ahead" : "is-future";
    return [`st-${cell.status}`, sure, cell.note && "has-note", cell.state && `is-${cell.state}`].filter(Boolean).join(" ");
  }

  spoken(row, column, cell) {
    const { words } = this;
    const head = `${this.cells.people[row].name}, ${this.dayName(this.cells.days[column].day)}`;
    if (!cell) return `${head}, ${words.outside}`;
    const facts = [this.cells.statuses.get(cell.status)?.label, cell.confirmed ? words.confirmed : words.unconfirmed];
    if (cell.source) facts.push(words.known);
    if (cell.note) facts.push(`${words.note}: ${cell.note}`);
    if (cell.state) facts.push(words[cell.state === "unsaved" ? "unsaved" : cell.state]);
    return [head, ...facts].join(", ");
  }

  sums() {
    const sums = this.cells.summary();
    this.cells.people.forEach((person, row) => {
      const [counted, open] = sums.rows[row];
      const year = person.done === null ? "–" : `${person.done}/${person.required}`;
      [counted, open || "", year].forEach((text, at) => this.put(this.rowSums[row][at], text));
    });
    sums.columns.forEach((column, at) => [0, 1].forEach((line) => this.put(this.columnSums[line][at], column[line] || "")));
    this.open = sums.open;
  }

  put(td, text) {
    if (td.textContent !== String(text)) td.textContent = text;
  }
}
