"""Lists of matchings, what a reader asks of their lines, and the seats a person may be moved to by hand."""

from core.models import Division
from selection import plans
from selection.placings import EMPTY, EVERY, PLACED, seat_name

HEAVY = ("problem", "provisions", "placed", "unfilled")


def listed(rows, case=None):
    """Matchings without their heavy parts, the newest first."""
    rows = rows.filter(round=case) if case else rows
    return rows.defer(*HEAVY).select_related("round", "made_by").order_by("-pk")


def family(rows, found):
    """The matchings of the same round and area, to be compared side by side, each with what was changed by hand."""
    return list(listed(rows, found.round).filter(area=found.area))


def all_named(rows):
    """Gives each matching its `place`: the name of its area."""
    names = dict(Division.objects.filter(code__in={row.area for row in rows}).values_list("code", "name"))
    for row in rows:
        row.place = names.get(row.area, row.area)


def places_for(matching, cadre, names):
    """[(code:seat, words)] of the seats open to a person; None for a stranger."""
    plan = plans.plan_of(matching)
    person = plan.problem.cadre.get(cadre)
    if person is None:
        return None
    holders = {place: names.who[one] for one, place in plan.seated.items()}
    found = []
    for village in plan.problem.villages:
        for seat in sorted(person.seats):
            if not plan.problem.objection(person, village, seat) or (cadre, village.code, seat) in plan.problem.pinned:
                held = holders.get((village.code, seat))
                words = seat_name((village.code, seat), names) + (f" ({held})" if held else "")
                found.append((f"{village.code}:{seat}", words))
    return found


def villages_wanted(rows, wanted):
    """Those a cleaned filter form asks for, in its order."""
    rows = [line for line in rows if line.code.startswith(wanted.get("area") or "")]
    if unit := wanted.get("unit"):
        rows = [line for line in rows if unit in line.unit]
    if (state := wanted.get("state") or "") != EVERY:
        states = (state,) if state else (PLACED, EMPTY)
        rows = [line for line in rows if any(seat.state in states for seat in line.seats)]
    if words := wanted.get("q"):
        rows = [line for line in rows if words in line.path or any(words in seat.name for seat in line.seats)]
    return _sorted(rows, wanted.get("sort"), {"points": lambda line: line.points, "unit": lambda line: line.unit})


def people_wanted(rows, wanted):
    """Those a cleaned filter form asks for, in its order."""
    if area := wanted.get("area"):
        rows = [line for line in rows if line.code.startswith(area)]
    if unit := wanted.get("unit"):
        rows = [line for line in rows if unit in line.sender]
    if state := wanted.get("state"):
        rows = [line for line in rows if line.state == state]
    if words := wanted.get("q"):
        rows = [line for line in rows if words in line.name or words in line.path]
    return _sorted(rows, wanted.get("sort"), {"points": lambda line: line.points, "name": lambda line: line.name})


def _sorted(rows, asked, keys):
    key = keys.get((asked or "").lstrip("-"))
    return sorted(rows, key=key, reverse=asked.startswith("-")) if key else rows
