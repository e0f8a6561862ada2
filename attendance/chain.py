"""Whom a change of verdict reaches, and when: the clerk first, then the county, then the unit (二(四)). Pure."""

from core.offices import Office

CONCERNED = (Office.CLERK, Office.CADRE)  # told at once: who keeps the sheet, and whose days they are
FURTHER = (Office.COUNTY, Office.UNIT)
_STILL_TO_MEND = "at_risk"
_TOO_LATE = "impossible"


def reached(verdict, waited, policy):
    """The offices that know of a verdict which has stood for `waited` days, in the order of the chain.

    A minimum that can no longer be met leaves the clerk nothing to mend, so everybody knows at once.
    """
    if verdict == _TOO_LATE:
        return (*CONCERNED, *FURTHER)
    if verdict != _STILL_TO_MEND:
        return CONCERNED
    return (*CONCERNED, *(office for office in FURTHER if waited >= policy[f"notices.to_{office}_after_days"].value))


def to_tell(before, since, verdict, on, policy):
    """Who is told of a verdict that is new on `on`: whom it reaches by itself, and whoever knew of the one `before` it."""
    knew = reached(before, (on - since).days, policy) if before else ()
    reaches = reached(verdict, 0, policy)
    return tuple(office for office in (*CONCERNED, *FURTHER) if office in reaches or office in knew)
