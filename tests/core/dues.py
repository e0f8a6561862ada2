"""Duties made up for the tests of the due lists."""

from datetime import timedelta

from core.dues import Due
from tests.cast import TODAY

VILLAGE = "630222100201"


def due(key="one", *, days=0, office="township", area="630222100", **more):
    """A duty that falls due so many days from today."""
    facts = {"kind": "testing", "about": VILLAGE, "link": "/policy/", "params": {"place": "享堂"}}
    return Due(key=key, office=office, area=area, due_on=TODAY + timedelta(days=days), **facts | more)


def of_unit(cast, key="unit", **more):
    """A duty of the water authority about a village of the county."""
    return due(key, office="unit", area="", unit_id=cast.units["海东市水务局"].pk, **more)


def of_cadre(cast, key="cadre", **more):
    """A duty of the first secretary's own."""
    return due(key, office="cadre", area="", account_id=cast.users["cadre"].pk, **more)
