// Copy and paste with Excel and WPS: tab-separated words. What is not understood is named and left alone.
"use strict";

class MonthClip {
  constructor(cells, edits, selection) {
    Object.assign(this, { cells, edits, selection });
  }

  text() {
    const [top, left, bottom, right] = this.selection.area;
    const lines = [];
    for (let row = top; row <= bottom; row += 1) {
      const line = [];
      for (let column = left; column <= right; column += 1) {
        const cell = this.cells.at(row, column);
        line.push(cell && (cell.said || this.cells.reached(column)) ? this.cells.statuses.get(cell.status)?.label || "" : "");
      }
      lines.push(line.join("\t"));
    }
    return lines.join("\r\n");
  }

  // Rows and columns of a pasted table; a quoted cell may hold tabs, line ends and doubled quotes.
  static table(text) {
    const rows = [[]];
    const cell = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/y;
    const whole = text.replace(/(\r\n|\n|\r)$/, "");
    while (cell.lastIndex <= whole.length) {
      const [, quoted, plain, end] = cell.exec(whole);
      rows.at(-1).push((quoted?.replaceAll('""', '"') ?? plain).trim());
      if (!end) break;
      if (end !== "\t") rows.push([]);
    }
    return rows;
  }

  // Returns {count, unread: [words], beyond}.
  paste(text) {
    const given = MonthClip.table(text);
    const [top, left, bottom, right] = this.selection.area;
    const single = given.length === 1 && given[0].length === 1;
    const high = single ? bottom - top + 1 : given.length;
    const wide = single ? right - left + 1 : Math.max(...given.map((line) => line.length));
    const out = { changes: [], unread: [], beyond: 0 };
    for (let row = 0; row < high; row += 1)
      for (let column = 0; column < wide; column += 1) {
        const word = single ? given[0][0] : given[row][column];
        if (word) this.take(word, top + row, left + column, out);
      }
    const count = this.edits.apply(out.changes);
    this.selection.choose([top, left], [Math.min(top + high, this.cells.people.length) - 1, Math.min(left + wide, this.cells.days.length) - 1]);
    return { count, unread: out.unread, beyond: out.beyond };
  }

  take(word, row, column, out) {
    const status = this.cells.meaning(word);
    const inside = row < this.cells.people.length && column < this.cells.days.length && this.cells.posted(row, column);
    if (!inside) out.beyond += 1;
    else if (!status) out.unread.push(word);
    else out.changes.push({ row, column, status });
  }
}
