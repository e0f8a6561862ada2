"""The month of a place as a calendar: each day the share of its people in the village, or not yet confirmed."""

from bisect import bisect

from attendance import boards, heat

STEPS = {"in_village": (0, 50, 70, 80, 90), "unconfirmed": (0, 1, 10, 30, 60)}  # where each colour begins, per cent


def month_of(actor, area, on):
    """Weeks of [day or None]: {day, people, in_village, unconfirmed, share, step}; three statements."""
    first, last = heat.month_span(on.year, on.month)
    days = {}
    for row in heat.month_of(actor, area, first, min(last, on)):
        for one in row["days"]:
            kept = days.setdefault(one["day"], {"day": one["day"], "people": 0, "in_village": 0, "unconfirmed": 0})
            for key in ("people", "in_village", "unconfirmed"):
                kept[key] += one[key]
    return _weeks([_warm(days.get(day, {"day": day, "people": 0})) for day in heat.days(first, last)])


def _warm(one):
    if not one["people"]:
        return one
    share = boards.share(one["in_village"], one["people"])
    return {**one, "share": share, "step": bisect(STEPS["in_village"], share) - 1}


def _weeks(days):
    """Monday first; None before the first and after the last day."""
    cells = [None] * days[0]["day"].weekday() + days
    cells += [None] * (-len(cells) % 7)
    return [cells[at : at + 7] for at in range(0, len(cells), 7)]
