// Where the clerk is and what is selected: roving focus, arrows with and without Shift, mouse, whole rows and columns.
"use strict";

class MonthSelection {
  constructor(table, changed) {
    Object.assign(this, { table, changed, chosen: [], end: new AbortController() });
    const { days, store } = table.cells;
    const today = days.findIndex((one) => one.day === store.data.today);
    this.at = [0, Math.max(today, 0)];
    this.from = [...this.at];
    this.listen(table.table);
    this.show(false);
  }

  // [top, left, bottom, right] of what is selected.
  get area() {
    const [a, b] = [this.at, this.from];
    return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])];
  }

  cells() {
    const [top, left, bottom, right] = this.area;
    const found = [];
    for (let row = top; row <= bottom; row += 1) for (let column = left; column <= right; column += 1) found.push([row, column]);
    return found;
  }

  get single() {
    return this.at[0] === this.from[0] && this.at[1] === this.from[1];
  }

  last() {
    return [this.table.cells.people.length - 1, this.table.cells.days.length - 1];
  }

  go(row, column, extend = false) {
    const [bottom, right] = this.last();
    this.at = [Math.min(Math.max(row, 0), bottom), Math.min(Math.max(column, 0), right)];
    if (!extend) this.from = [...this.at];
    this.show();
  }

  choose(from, at) {
    Object.assign(this, { from, at });
    this.show();
  }

  show(focus = true) {
    for (const td of this.chosen) {
      td.classList.remove("is-chosen", "is-corner");
      td.removeAttribute("aria-selected");
    }
    this.chosen = this.cells().map(([row, column]) => this.table.tds[row][column]);
    for (const td of this.chosen) {
      td.classList.add("is-chosen");
      td.setAttribute("aria-selected", "true");
    }
    const [, , bottom, right] = this.area;
    this.table.tds[bottom][right].classList.add("is-corner");
    this.rove(focus);
    this.changed();
  }

  rove(focus) {
    if (this.stop) this.stop.tabIndex = -1;
    this.stop = this.table.tds[this.at[0]][this.at[1]];
    this.stop.tabIndex = 0;
    if (!focus) return;
    this.stop.focus({ preventScroll: true });
    this.stop.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // The move a key means, or nothing.
  key(event) {
    const [row, column] = this.at;
    const [bottom, right] = this.last();
    const far = event.ctrlKey || event.metaKey;
    const moves = {
      ArrowUp: [far ? 0 : row - 1, column],
      ArrowDown: [far ? bottom : row + 1, column],
      ArrowLeft: [row, far ? 0 : column - 1],
      ArrowRight: [row, far ? right : column + 1],
      Home: [far ? 0 : row, 0],
      End: [far ? bottom : row, right],
      PageUp: [row - 10, column],
      PageDown: [row + 10, column],
    };
    if (moves[event.key]) this.go(...moves[event.key], event.shiftKey);
    else if (far && event.key.toLowerCase() === "a") this.choose([0, 0], this.last());
    else return false;
    return true;
  }

  listen(table) {
    table.addEventListener("pointerdown", (event) => this.down(event));
    table.addEventListener("pointerover", (event) => this.over(event));
    addEventListener("pointerup", () => this.up(), { signal: this.end.signal });
    table.addEventListener("focusin", (event) => {
      const spot = this.spot(event.target);
      if (spot && event.target !== this.stop) this.go(...spot);
    });
  }

  spot(target) {
    const td = target.closest?.("td[data-row]");
    return td && [Number(td.dataset.row), Number(td.dataset.column)];
  }

  down(event) {
    if (event.button !== 0) return;
    const spot = this.spot(event.target);
    const head = event.target.closest("th[data-row], th[data-column]");
    if (!spot && !head) return;
    event.preventDefault();
    if (head) return this.whole(head);
    this.filling = this.onHandle(event) && this.area;
    this.drags = true;
    if (!this.filling) this.go(...spot, event.shiftKey);
  }

  whole({ dataset }) {
    const [bottom, right] = this.last();
    if (dataset.row) this.choose([Number(dataset.row), right], [Number(dataset.row), 0]);
    else this.choose([bottom, Number(dataset.column)], [0, Number(dataset.column)]);
  }

  // The corner of the selection is a handle: dragging it fills.
  onHandle(event) {
    const td = event.target.closest("td.is-corner");
    if (!td || !this.fill) return false;
    const box = td.getBoundingClientRect();
    return box.right - event.clientX < 9 && box.bottom - event.clientY < 9;
  }

  over(event) {
    const spot = this.drags && this.spot(event.target);
    if (!spot) return;
    if (!this.filling) return this.go(...spot, true);
    const [top, left, bottom, right] = this.filling;
    this.choose([Math.min(top, spot[0]), Math.min(left, spot[1])], [Math.max(bottom, spot[0]), Math.max(right, spot[1])]);
  }

  // A fresh sheet was drawn: this one listens no more.
  leave() {
    this.end.abort();
  }

  up() {
    if (this.filling) this.fill(this.filling, this.area);
    this.filling = this.drags = null;
  }
}
