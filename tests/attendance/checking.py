"""What tests of spot checks share: a plan, a check made, a day in the sheet, a discrepancy."""

from datetime import date, time

from attendance.actions import Entry, Said, confirm_days, fix_plan, record_check
from attendance.drawing import digest
from attendance.draws import candidates
from attendance.models import Discrepancy
from tests.cast import TODAY

TOMORROW = date(2026, 7, 21)
AT = time(10, 30)


def plan(cast, *who, by="county", way="visit", first=TODAY, last=TODAY):
    """A plan by hand of these postings."""
    facts = {"way": way, "how": "by_hand", "within": cast.actors[by].area, "starts_on": first, "ends_on": last}
    return fix_plan(facts | {"postings": [cast.postings[one].pk for one in who]}, by=cast.actors[by], on=first)


def drawn(cast, wanted=2, by="county", first=TODAY, **more):
    """A plan drawn by lot."""
    facts = {"way": "visit", "how": "drawn", "within": cast.actors[by].area, "starts_on": first, "ends_on": first}
    facts |= {"wanted": wanted, **more}
    facts.setdefault("listed_hash", digest(candidates(cast.actors[by], facts)))
    return fix_plan(facts, by=cast.actors[by], on=first)


def said(result, day=TODAY, **more):
    """What an officer says of a check."""
    return Said(result, day, AT, **more)


def checked(cast, result="not_found", who="first", by="county", recorder=None, day=TODAY, **more):
    """A check of one posting, made."""
    made = plan(cast, who, by=by, first=day, last=day).checks.get()
    return record_check(made, said(result, day, **more), by=cast.actors[recorder or by], on=day)


def sheet_says(cast, status, who="first", day=TODAY, by="clerk", **more):
    """The clerk confirms a day."""
    confirm_days([Entry(cast.postings[who].pk, day, status, **more)], by=cast.actors[by], on=day)


def discrepancy(cast, status="in_village", result="not_found", **more):
    """A case: the sheet says one thing, the check another."""
    sheet_says(cast, status)
    checked(cast, result, **more)
    return Discrepancy.objects.get()
