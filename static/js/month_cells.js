// What each cell says now: the server's word, under what the clerk has said since. Rows are people, columns days.
"use strict";

class MonthCells {
  constructor(store) {
    this.store = store;
    this.corrections = new Map(); // changes of confirmed days that wait for their reason
    this.read();
  }

  read() {
    const data = this.store.data;
    this.people = data.people;
    this.days = data.days;
    this.statuses = new Map(data.statuses.map((one) => [one.code, one]));
    this.meanings = new Map();
    for (const one of data.statuses)
      for (const word of [...one.words, one.label, one.mark, one.digit, one.key]) this.meanings.set(MonthCells.plain(word), one.code);
    this.rows = new Map(data.people.map((one, row) => [one.posting, row]));
    this.over = new Map();
    this.overlay();
  }

  static plain(text) {
    return String(text).normalize("NFKC").replace(/\s+/g, "").toLowerCase();
  }

  static key(one) {
    return one.posting + ":" + one.day;
  }

  overlay() {
    this.over = new Map(this.store.pending().map((one) => [MonthCells.key(one), one]));
  }

  meaning(text) {
    return this.meanings.get(MonthCells.plain(text));
  }

  where(row, column) {
    return { posting: this.people[row].posting, day: this.days[column].day };
  }

  place(one) {
    const [row, column] = [this.rows.get(one.posting), Number(one.day.slice(8)) - 1];
    return row === undefined || this.days[column]?.day !== one.day ? null : [row, column];
  }

  posted(row, column) {
    const { from, to } = this.people[row];
    const { day } = this.days[column];
    return from <= day && (!to || day <= to);
  }

  reached(column) {
    return this.days[column].day <= this.store.data.today;
  }

  held(row, column) {
    return this.store.cell(this.where(row, column));
  }

  // What stands in a cell before the clerk says anything: what is known of it, or the default.
  prefill(row, column) {
    const [status, , , version, , source] = this.held(row, column) || [];
    if (source) return source.split(":")[0];
    return status && !version ? status : this.store.data.default;
  }

  // {status, note, confirmed, version, by, source, state}; null outside the posting. `said`: there is a row or a change.
  at(row, column) {
    if (!this.posted(row, column)) return null;
    const where = this.where(row, column);
    const [status, note, confirmed, version, by, source] = this.store.cell(where) || [this.store.data.default, "", 0, "", "", ""];
    const server = { status, note, confirmed: Boolean(confirmed), version, by, source, state: "", said: version !== "" };
    const correction = this.corrections.get(MonthCells.key(where));
    const mine = correction || this.over.get(MonthCells.key(where));
    if (!mine) return server;
    const state = correction ? "reason" : mine.held || "unsaved";
    return { ...server, status: mine.status, note: mine.note, confirmed: mine.confirm, state, said: true };
  }

  confirmable(row, column) {
    const cell = this.reached(column) && this.at(row, column);
    return Boolean(cell) && !cell.confirmed && cell.state !== "reason" && cell.state !== "conflict";
  }

  counts(cell) {
    return cell.confirmed && this.statuses.get(cell.status)?.counts;
  }

  // {rows: [[counted, unconfirmed]], columns: [[counted, unconfirmed]], open}
  summary() {
    const zero = (list) => list.map(() => [0, 0]);
    const sums = { rows: zero(this.people), columns: zero(this.days), open: 0 };
    for (let row = 0; row < this.people.length; row += 1)
      for (let column = 0; column < this.days.length; column += 1) this.add(sums, row, column);
    return sums;
  }

  add(sums, row, column) {
    const cell = this.at(row, column);
    if (!cell) return;
    const counted = this.counts(cell) ? 1 : 0;
    const open = !cell.confirmed && this.reached(column) ? 1 : 0;
    for (const sum of [sums.rows[row], sums.columns[column]]) {
      sum[0] += counted;
      sum[1] += open;
    }
    sums.open += open;
  }
}
