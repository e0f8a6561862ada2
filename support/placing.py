"""Whose duty care is: the sender of a posted cadre, the county and township where they serve."""

from django.utils.translation import gettext_lazy as _

from core.offices import CODE_LENGTH, Office
from core.refusals import NotAllowed

LEVELS = (Office.PROVINCE, Office.PREFECTURE, Office.COUNTY, Office.TOWNSHIP, Office.UNIT)


def sends(posting, by):
    """Whether this office sent the cadre: the unit, or the township for its own member."""
    if by.office == Office.UNIT:
        return posting.unit_id is not None and posting.unit_id == by.unit_id
    return by.office == Office.TOWNSHIP and posting.unit_id is None and by.covers(posting.area)


def sender_or_county(posting, by):
    """派出单位, or the county on its behalf: who enters what the sender provides."""
    return sends(posting, by) or (by.office == Office.COUNTY and by.covers(posting.area))


def any_level(posting, by):
    """各级党委政府及组织部门: every level over the village, and the unit that sent the cadre."""
    return sends(posting, by) or (by.office in LEVELS and by.office != Office.UNIT and by.covers(posting.area))


def close_by(posting, by):
    """Unit, county and township: who may enter what befalls a cadre and the help given."""
    return sends(posting, by) or (by.office in (Office.COUNTY, Office.TOWNSHIP) and by.covers(posting.area))


def close_by_or_oneself(posting, by):
    """Those close by, and the cadre in person."""
    oneself = by.office == Office.CADRE and posting.account_id == by.user_id
    return oneself or close_by(posting, by)


def demand(may, postings, by):
    """NotAllowed unless the office may enter for every one of the postings."""
    if not all(may(posting, by) for posting in postings):
        raise NotAllowed(_("Only the unit that sent the cadre and the offices over the village enter this."))


def owner_of(posting):
    """{owner_office, owner_unit_id, owner_area} of the sender: the unit, or the township of its own member."""
    if posting.unit_id:
        return {"owner_office": Office.UNIT, "owner_unit_id": posting.unit_id, "owner_area": ""}
    township = posting.area[: CODE_LENGTH[Office.TOWNSHIP]]
    return {"owner_office": Office.TOWNSHIP, "owner_unit_id": None, "owner_area": township}
