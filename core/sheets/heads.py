"""Finding the table in a sheet: the row of heads, the columns we know, the rows below. Pure; runs in the child process."""

import re
import unicodedata

from core.sheets.opening import sheets_of

WITHIN = 15  # rows in which the heads are looked for
MOST_ROWS = 20_000
TOTALS = ("合计", "总计", "小计", "共计", "总数", "total")
REMARKS = ("注:", "备注:", "说明:", "填表", "填报", "制表", "审核", "联系人", "单位负责人", "note")


def folded(words):
    """A head as it is compared: narrow characters, no blanks, marks or brackets' remarks."""
    plain = unicodedata.normalize("NFKC", str(words)).lower()
    plain = re.sub(r"[((][^()()]*[))]$", "", re.sub(r"\s", "", plain)) or plain
    return re.sub(r"[\s*::、,,./\-_·()()]", "", plain)


def found_table(content, kind, synonyms, across=()):
    """The first visible sheet with heads we know, as plain facts; {"missing": true} where there is none."""
    known = {folded(word): key for key, words in synonyms.items() for word in (key, *words)}
    sheets, hidden = sheets_of(content, kind)
    for place, (name, opened) in enumerate(sheets):
        facts = opened()
        at = _head_row(facts["rows"], known)
        if at is not None:
            others = [other for there, (other, _) in enumerate(sheets) if there != place]
            return {"sheet": name, "hidden_sheets": hidden, "others": others, **_table(facts, at, known, across)}
    return {"missing": True, "hidden_sheets": hidden}


def _head_row(rows, known):
    """The place of the row in which most heads are known; at least two of them, or the only one there is."""
    best, most = None, 0
    for place, (_, cells) in enumerate(rows[:WITHIN]):
        count = len(_keys(cells, known))
        if count > most and (count > 1 or sum(cell is not None for cell in cells) == 1):
            best, most = place, count
    return best


def _keys(cells, known):
    """{column: key}, each key once, where it stands first. A number heads a column as its digits do, a date as its day."""
    found = {}
    for column, cell in enumerate(cells, 1):
        key = known.get(folded(_word(cell)))
        if key and key not in found.values():
            found[column] = key
    return found


def _word(cell):
    if isinstance(cell, dict):
        return str(int(cell["d"][8:10]))
    return "" if cell is None or isinstance(cell, bool | float) else cell


def _table(facts, at, known, across):
    number, heads = facts["rows"][at]
    columns = _keys(heads, known)
    _fill_across(facts["rows"], facts["merged"], number, [column for column, key in columns.items() if key in across])
    _fill_down(facts["rows"], facts["merged"], number, columns)
    rows, left_out = [], {"totals": [], "remarks": [], "heads": []}
    for row_number, cells in facts["rows"][at + 1 :]:
        why = _no_data(cells, known)
        if why:
            left_out[why].append(row_number)
        elif mine := [[column, cells[column - 1]] for column in columns if _holds(cells, column)]:
            rows.append([row_number, mine])
        if len(rows) > MOST_ROWS:
            return {"too_many": MOST_ROWS}
    return {
        "head_row": number,
        "heads": [str(head) if head is not None else "" for head in heads],
        "columns": columns,
        "rows": rows,
        "left_out": left_out,
        "empty": _empty(rows),
        "formulas": facts["formulas"],
        "hidden_rows": _inside(facts["hidden_rows"], [row[0] for row in rows]),
        "hidden_columns": _inside(facts["hidden_columns"], columns),
    }


def _holds(cells, column):
    return column <= len(cells) and cells[column - 1] is not None


def _inside(hidden, used):
    return sorted(set(hidden) & set(used))


def _empty(rows):
    """How many rows stand empty between the first and the last."""
    return rows[-1][0] - rows[0][0] + 1 - len(rows) if rows else 0


def _fill_across(rows, merged, head, columns):
    """A cell merged over several of these columns says the same in each: five days of leave under one word."""
    cells_of = dict(rows)
    for top, left, _, right in merged:
        row = cells_of.get(top)
        if top <= head or right == left or left not in columns or row is None:
            continue
        row.extend([None] * (min(right, columns[-1]) - len(row)))
        for column in columns:
            if left < column <= right:
                row[column - 1] = row[left - 1]


def _fill_down(rows, merged, head, columns):
    """Cells merged down a column say the same for every row they span; merged across, only the first counts."""
    cells_of = dict(rows)
    for top, left, bottom, _ in merged:
        if top <= head or bottom == top or left not in columns:
            continue
        first = cells_of.get(top, [])
        value = first[left - 1] if len(first) >= left else None
        for number in range(top + 1, min(bottom, top + MOST_ROWS) + 1):
            row = cells_of.get(number)
            if value is not None and row is not None and len(row) >= left and row[left - 1] is None:
                row[left - 1] = value


def _no_data(cells, known):
    """Why a row holds no data: totals, a remark below the table, heads printed again. "" when it holds some."""
    filled = [cell for cell in cells if cell is not None]
    first = folded(filled[0]) if filled and isinstance(filled[0], str) else ""
    if first in TOTALS or (first.startswith(TOTALS[:4]) and len(filled) < len(cells)):
        return "totals"
    if first in known and len(filled) > 1 and all(folded(cell) in known for cell in filled[1:]):
        return "heads"
    alone = len(set(map(str, filled))) == 1 and str(filled[0]).strip().lower().replace("：", ":").startswith(REMARKS)
    return "remarks" if alone else ""
