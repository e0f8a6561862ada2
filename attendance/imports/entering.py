"""A judged table is entered, or taken back: one statement for all of it."""

from attendance import actions


def enter_all(sheet, rows, by, on):
    """Every cell that `judge` has just found to change, confirmed in one action."""
    entries = [entry for row in rows for entry in sheet.plans[row.number]]
    before = actions.enter_days(entries, by=by, on=on)
    for row in rows:
        row.before = [before[entry.posting_id, entry.day] for entry in sheet.plans[row.number]]


def undo_all(sheet, rows, by, on):
    """Every day the table changed says again what it said before."""
    actions.put_back_days([said for row in rows for said in row.before], by=by, on=on)
