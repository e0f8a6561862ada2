"""Duties of a township, a unit and a cadre in either county; whoever may not see theirs must not read the canary."""

from datetime import date

from core.models import DueItem


def owed(cast, canary, village, unit, account):
    """Three rows whose sentences bear the canary."""
    facts = {"kind": "party_relation", "about": village, "link": "/policy/", "first_on": date(2026, 7, 1)}
    facts |= {"params": {"who": canary, "place": canary}, "due_on": date(2026, 7, 10)}
    owners = (
        {"office": "township", "area": village[:9]},
        {"office": "unit", "unit": cast.units[unit]},
        {"office": "cadre", "account": cast.users[account]},
    )
    rows = [DueItem(key=f"{canary}-{owner['office']}", **facts, **owner) for owner in owners]
    return DueItem.objects.bulk_create(rows)
