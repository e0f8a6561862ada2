// What the clerk does to the cells: marks, confirmations, fills, notes; every deed can be undone.
"use strict";

class MonthEdits {
  constructor(cells, { changed, say, words }) {
    Object.assign(this, { cells, changed, say, words, done: [], undone: [] });
  }

  get writes() {
    return this.cells.store.data.writes && !this.cells.store.data.locked;
  }

  // changes: [{row, column, status?, note?, confirm?}]. Returns how many cells now say something else.
  apply(changes, { keep = true } = {}) {
    if (!this.writes) return this.refuse();
    const step = [];
    for (const change of changes) {
      const before = this.cells.at(change.row, change.column);
      if (!before) continue;
      const after = { status: change.status ?? before.status, note: change.note ?? before.note, confirm: change.confirm ?? before.confirmed };
      if (!this.cells.reached(change.column)) after.confirm = false;
      if (MonthEdits.same(before, after) && !["conflict", "refused"].includes(before.state)) continue;
      step.push({ row: change.row, column: change.column, before: { status: before.status, note: before.note, confirm: before.confirmed }, after });
    }
    if (keep && step.length) {
      this.done.push(step);
      this.undone = [];
    }
    this.put(step.map(({ row, column, after }) => ({ row, column, ...after })));
    return step.length;
  }

  static same(cell, said) {
    return cell.status === said.status && cell.note === said.note && cell.confirmed === said.confirm;
  }

  refuse() {
    this.say(this.words.readonly);
    return 0;
  }

  // Plain changes go to the store; corrections of what the server holds as confirmed wait for their reason.
  put(targets) {
    const plain = [];
    for (const { row, column, status, note, confirm } of targets) {
      const where = this.cells.where(row, column);
      const held = this.cells.store.cell(where);
      const entry = { ...where, status, note, confirm, version: held?.[3] || "", reason: "" };
      const corrects = held?.[2] && !(held[0] === status && held[1] === note && confirm);
      this.cells.corrections.delete(MonthCells.key(where));
      if (corrects) this.cells.corrections.set(MonthCells.key(where), entry);
      else plain.push(entry);
    }
    if (plain.length) this.cells.store.change(plain);
    this.changed(targets);
  }

  withReason(reason) {
    const entries = [...this.cells.corrections.values()].map((entry) => ({ ...entry, version: this.cells.store.cell(entry)?.[3] || "", reason }));
    this.cells.corrections.clear();
    this.cells.store.change(entries);
    this.cells.store.send();
    this.changed(null);
  }

  dropCorrections() {
    this.cells.corrections.clear();
    this.changed(null);
  }

  mark(spots, status) {
    return this.apply(spots.map(([row, column]) => ({ row, column, status })));
  }

  note(spots, note) {
    return this.apply(spots.map(([row, column]) => ({ row, column, note: note.trim() })));
  }

  clear(spots) {
    return this.apply(spots.map(([row, column]) => ({ row, column, status: this.cells.prefill(row, column), note: "", confirm: false })));
  }

  confirm(spots) {
    const open = spots.filter(([row, column]) => this.cells.confirmable(row, column));
    return this.apply(open.map(([row, column]) => ({ row, column, confirm: true })));
  }

  // The pattern of one area, repeated over a larger one.
  fill([top, left, bottom, right], [toTop, toLeft, toBottom, toRight]) {
    const changes = [];
    const [high, wide] = [bottom - top + 1, right - left + 1];
    for (let row = toTop; row <= toBottom; row += 1)
      for (let column = toLeft; column <= toRight; column += 1) {
        if (row >= top && row <= bottom && column >= left && column <= right) continue;
        const from = this.cells.at(top + ((((row - top) % high) + high) % high), left + ((((column - left) % wide) + wide) % wide));
        if (from) changes.push({ row, column, status: from.status, note: from.note });
      }
    return this.apply(changes);
  }

  // From the first row, or the first column, into the rest; a single one takes what stands before it.
  fillDown([top, left, bottom, right]) {
    const from = bottom > top ? top : top - 1;
    return from < 0 ? 0 : this.fill([from, left, from, right], [from, left, bottom, right]);
  }

  fillRight([top, left, bottom, right]) {
    const from = right > left ? left : left - 1;
    return from < 0 ? 0 : this.fill([top, from, bottom, from], [top, from, bottom, right]);
  }

  undo() {
    return this.step(this.done, this.undone, "before");
  }

  redo() {
    return this.step(this.undone, this.done, "after");
  }

  step(from, to, side) {
    const step = from.pop();
    if (!step) return 0;
    to.push(step);
    return this.apply(step.map((one) => ({ row: one.row, column: one.column, ...one[side] })), { keep: false });
  }
}
