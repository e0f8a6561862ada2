"""Attendance days by COPY: confirmed by each township's clerk, the last few days not yet everywhere."""

from core.offices import Office
from overview.demo.copying import copy
from overview.demo.diary import ABSENT, IN, LEAVE, OUT, REST, TRAINED, Diarist
from overview.demo.unguarded import guards_afterwards
from overview.demo.world import ASSESSED, DEMO_TOWNSHIP

COLUMNS = ("posting_id", "status", "day", "note", "changed_at", "confirmed_at", "confirmed_by_id", "changed_by_id")
LAGS = {0: 35, 1: 50, 2: 6, 3: 5, 6: 4}  # days not confirmed yet → how many townships are like that
NOTES = {OUT: "到县上办理项目手续", LEAVE: "请假", ABSENT: "电话未接通"}
_BATCH = 500  # postings a statement


def make_days(world):
    """A year of days of every posting. Returns how many rows."""
    diarist, lags, total = Diarist(world), _lags(world), 0
    tails = {
        status: [_tail(status, day, world.on) for day in diarist.days]
        for status in (IN, OUT, TRAINED, LEAVE, ABSENT, REST)
    }
    with guards_afterwards():
        for start in range(0, len(world.postings), _BATCH):
            lines = []
            for posting in world.postings[start : start + _BATCH]:
                lines += _lines(world, posting, diarist, tails, lags[posting.area[:9]])
            copy("attendance_day", COLUMNS, lines)
            total += len(lines)
    return total


def _tail(status, day, today):
    """The end of a row but for the clerk. Today's evening may not have come yet, so today was confirmed at its start."""
    moment = f"{day} {'18:30' if day < today else '00:05'}:00+08"
    return f"\t{status}\t{day}\t{NOTES.get(status, '')}\t{moment}\t{moment}\t"


def _lags(world):
    dice = world.dice("lags")
    found = {code: dice.choices(list(LAGS), list(LAGS.values()))[0] for code in world.townships()}
    return found | {DEMO_TOWNSHIP: 1}


def _lines(world, posting, diarist, tails, lag):
    first, last = _span(world, posting, diarist, lag)
    if last < first:
        return []
    said = diarist.diary(first, last, world.trained.get(posting.pk, ()))
    clerk = world.users[str(Office.CLERK), posting.area[:9]].pk
    end = f"{clerk}\t{clerk}\n"
    return [f"{posting.pk}{tails[said[at]][at]}{end}" for at in range(first, last + 1)]


def _span(world, posting, diarist, lag):
    """First and last position of a posting's confirmed days: a year; the whole term where last year is assessed."""
    begun = posting.starts_on if posting.area[:6] in ASSESSED else max(posting.starts_on, world.first_day)
    first = begun.toordinal() - diarist.origin
    last = len(diarist.days) - 1 - lag
    return first, min(last, posting.ends_on.toordinal() - diarist.origin) if posting.ends_on else last
