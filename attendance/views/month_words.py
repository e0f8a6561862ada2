"""What the month grid says, in the reader's language; `{names}` are filled in by its script."""

from django.utils.translation import gettext as _


def words():
    """{name: sentence} for the page's scripts."""
    return {**_heads(), **_cells(), **_deeds(), **_state(), **_panels()}


def _heads():
    return {
        "grid": _("Month sheet"),
        "name": _("Name"),
        "village": _("Village"),
        "counted": _("This month"),
        "countedWhole": _("Village days of this month, confirmed ones only"),
        "open": _("to confirm"),
        "year": _("This year"),
        "yearWhole": _("Village days of the year against the minimum, as of {day}"),
        "present": _("Counted people"),
        "makeup": _("worked"),
        "makeupShort": _("wrk"),
        "dayOff": _("day off"),
        "locked": _("This month is locked since {since} by {by}: {reason}"),
        "noHolidays": _("No holidays are arranged for this year yet: Saturdays and Sundays are shown as days off."),
        "nobody": _("Nobody is posted here in this month"),
    }


def _cells():
    return {
        "unconfirmed": _("unconfirmed"),
        "confirmed": _("confirmed"),
        "outside": _("not posted"),
        "note": _("Note"),
        "unsaved": _("not saved yet"),
        "conflict": _("changed by somebody else"),
        "refused": _("refused"),
        "reason": _("waits for a reason"),
        "known": _("from leave, report-out or training"),
    }


def _deeds():
    return {
        "confirmDay": _("Confirm {day} ({n})"),
        "confirmSpan": _("Confirm the selection ({n})"),
        "confirmMonth": _("Confirm the month up to today ({n})"),
        "did": _("Changed: {n}"),
        "confirmedN": _("Confirmed: {n}"),
        "nothing": _("Nothing to confirm here."),
        "undone": _("Undone: {n}"),
        "redone": _("Done again: {n}"),
        "copied": _("Copied: {n}"),
        "pasted": _("Pasted: {n}"),
        "beyond": _("Outside the sheet and left out: {n}"),
        "unread": _("Not understood and left alone: {n} ({which})"),
        "future": _("Days to come can be marked, but not confirmed."),
        "readonly": _("This sheet can only be read."),
    }


def _state():
    return {
        "saved": _("All saved"),
        "unsent": _("Not saved: {n}"),
        "sending": _("Saving {n} …"),
        "offline": _("The line is down. Not saved: {n}. It is tried again by itself."),
        "problem": _("Not saved: {n}. {problem}"),
        "total": _("Unconfirmed up to today: {n}"),
        "loadFailed": _("The sheet could not be loaded: {problem}"),
    }


def _panels():
    return {
        "reasons": _("Corrections of confirmed days that wait for their reason: {n}"),
        "conflicts": _("Somebody else changed these days meanwhile: {n}. Nothing was overwritten; decide for each."),
        "refusals": _("Not accepted: {n}"),
        "mine": _("Mine"),
        "theirs": _("Theirs"),
        "who": _("Who"),
        "when": _("Time"),
        "cell": _("Day"),
        "why": _("Reason"),
        "keepTheirs": _("Keep theirs"),
        "writeMine": _("Write mine"),
        "allTheirs": _("Keep all of theirs"),
        "drop": _("Take mine back"),
        "provision": _("Provision"),
        "byMine": _("written over {by}'s word after comparing both"),
    }
