"""A matching as people read it: each village with its seats and why, each person, everybody who may take no seat, and the rule."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.models import Division, Unit
from core.policy import Provision
from selection.matching import REASONS
from selection.plans import seated
from teams.languages import LANGUAGES
from teams.models import Cadre, Seat, Village

PLACED, EMPTY, EVERY = "placed", "empty", "every"


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One seat: `state` is placed, empty, held, on_the_way or unpaired; `why` says it in words."""

    seat: str
    state: str
    cadre: int | None = None
    name: str = ""
    points: int = 0
    why: tuple = ()
    able: tuple = ()

    @property
    def label(self):
        """What the seat is called."""
        return Seat(self.seat).label


@dataclass(frozen=True, slots=True)
class VillageLine:
    """One village and its three seats."""

    code: str
    team: int
    path: str
    unit: str
    seats: tuple

    @property
    def name(self):
        """The village's own name."""
        return self.path.rpartition(" / ")[2]

    @property
    def where(self):
        """County and township."""
        return " / ".join(self.path.split(" / ")[2:-1])

    @property
    def points(self):
        """What the village gains."""
        return sum(seat.points for seat in self.seats)

    @property
    def empty(self):
        """How many seats stay empty."""
        return sum(seat.state == EMPTY for seat in self.seats)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person on offer: where to and why; or why nowhere, with the provision that decides."""

    cadre: int
    name: str
    sender: str
    seats: tuple
    order: int | None
    state: str  # placed, left (nothing free) or unfit
    code: str = ""
    path: str = ""
    seat: str = ""
    points: int = 0
    why: tuple = ()
    provision: Provision | None = None

    @property
    def where(self):
        """County, township and village."""
        return " / ".join(self.path.split(" / ")[2:])

    @property
    def seat_labels(self):
        """The seats open to the person."""
        return [str(Seat(seat).label) for seat in self.seats]

    @property
    def label(self):
        """What the seat taken is called."""
        return Seat(self.seat).label if self.seat else ""


class Names:
    """The names behind the numbers of a matching: three statements."""

    def __init__(self, matching):
        asked = matching.problem
        groups = {row[1] for row in (*asked["cadres"], *asked["unfit"])} | {row[5] for row in asked["villages"]} - {
            None
        }
        codes = {row[0] for row in asked["villages"]} | {one[1:] for one in groups if one[0] == "t"}
        people = {row[0] for row in (*asked["cadres"], *asked["unfit"])}
        self.path = dict(Division.objects.filter(code__in=codes).values_list("code", "full_name"))
        self.who = dict(Cadre.objects.filter(pk__in=people).values_list("pk", "name"))
        units = Unit.objects.filter(pk__in=[one[1:] for one in groups if one[0] == "u"])
        self.unit = {f"u{pk}": name for pk, name in units.values_list("pk", "name")}

    def sender(self, group):
        """The unit's or the township's name."""
        return self.unit.get(group) or self.path.get(group[1:], "").rpartition(" / ")[2]


# ── villages ────────────────────────────────────────────────────────────────────────────────────────────────────────


def village_lines(matching, names):
    """A line for each village, by place."""
    seats = _placed_seats(matching, names) | _empty_seats(matching, names) | _closed_seats(matching)
    unit = _units_taken(matching)
    return [
        VillageLine(
            row[0],
            row[1],
            names.path[row[0]],
            names.unit.get(row[5] or unit.get(row[0]), ""),
            tuple(seats[row[0], str(seat)] for seat in Seat if (row[0], str(seat)) in seats),
        )
        for row in matching.problem["villages"]
    ]


def _placed_seats(matching, names):
    return {
        (code, seat): SeatLine(seat, PLACED, cadre, names.who[cadre], _sum(points), tuple(map(spoken, points)))
        for cadre, code, seat, points in matching.placed
    }


def _empty_seats(matching, names):
    unfit, senders = _unfit(matching, names), _senders(matching)
    return {
        (code, seat): SeatLine(
            seat,
            EMPTY,
            why=(str(REASONS[reason]),),
            able=(*_some(able, count, names), *unfit[senders[code, seat], seat]),
        )
        for code, seat, reason, count, able in matching.unfilled
    }


def _closed_seats(matching):
    return {
        (code, seat): SeatLine(seat, why, why=(_closed_words(why),)) for code, seat, why in matching.problem["closed"]
    }


def _closed_words(why):
    return {
        "held": _("held beyond the posting day"),
        "on_the_way": _("a nomination is under way"),
        "unpaired": _("not paired"),
    }[why]


def _some(able, count, names):
    more = [_("and %(count)s more") % {"count": count - len(able)}] if count > len(able) else []
    return [names.who[cadre] for cadre in able] + more


def _unfit(matching, names):
    """(group, seat) → those who could take it but for a rule, with the rule's name."""
    found = defaultdict(list)
    for cadre, group, seat, _rule, key in matching.problem["unfit"]:
        found[group, seat].append(f"{names.who[cadre]}({hindrance(matching, key)})")
    return found


def _senders(matching):
    """(code, seat) → the group that fills it; a village without a pairing has none of its own."""
    found = {}
    for code, _team, _needs, _ethnic, _languages, unit, _among in matching.problem["villages"]:
        found |= {(code, str(seat)): f"t{code[:9]}" if seat == Seat.TOWNSHIP_MEMBER else unit for seat in Seat}
    return found


def _units_taken(matching):
    """Code → the unit that a village without a pairing is given."""
    group = {row[0]: row[1] for row in matching.problem["cadres"]}
    return {code: group[cadre] for cadre, code, seat, _points in matching.placed if seat != Seat.TOWNSHIP_MEMBER}


# ── people ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def person_lines(matching, names):
    """A line for everybody on offer, by sender and order; whoever is unfit for one seat and open to another stands once."""
    taken = {cadre: (code, seat, points) for cadre, code, seat, points in matching.placed}
    found = [_person(row, taken.get(row[0]), names) for row in matching.problem["cadres"]]
    open_to = {row[0] for row in matching.problem["cadres"]}
    unfit = {row[0]: row for row in reversed(matching.problem["unfit"]) if row[0] not in open_to}
    found += [_unfit_person(matching, row, names) for row in unfit.values()]
    return sorted(found, key=lambda line: (line.sender, line.order or 0, line.name))


def _person(row, taken, names):
    number, group, seats, *_facts, order, _source, _meant = row
    known = {"sender": names.sender(group), "seats": tuple(seats), "order": order}
    if taken is None:
        why = (_("every seat open to this person is better filled"),)
        return PersonLine(number, names.who[number], state="left", why=why, **known)
    code, seat, points = taken
    where = {"code": code, "path": names.path[code], "seat": seat}
    said = {"points": _sum(points), "why": tuple(map(spoken, points))}
    return PersonLine(number, names.who[number], state=PLACED, **known, **where, **said)


def _unfit_person(matching, row, names):
    cadre, group, seat, _rule, key = row
    known = {"sender": names.sender(group), "seats": (seat,), "order": None, "state": "unfit"}
    provision = Provision.from_json(matching.provisions[key]) if key else None
    return PersonLine(cadre, names.who[cadre], **known, why=(hindrance(matching, key),), provision=provision)


def hindrance(matching, key):
    """What keeps somebody off a seat: the provision's name, or that they are nominated already."""
    return Provision.from_json(matching.provisions[key]).name if key else _("already nominated")


# ── words and comparisons ───────────────────────────────────────────────────────────────────────────────────────────────


def spoken(points):
    """The points of one rule in the reader's language: what they are for, and how many."""
    rule, count, what = points
    if rule == "need_met":
        words = _("meets the need: %(what)s") % {"what": Village.Need(what).label}
    elif rule == "shared_language":
        words = _("shares the language: %(what)s") % {"what": dict(LANGUAGES).get(what, what)}
    else:
        words = _("can be promoted soon")
    return f"{words} +{count}"


def moves(before, after, names):
    """[(name, where before, where after)] of everybody who sits elsewhere; "" is nowhere."""
    return _moves(seated(before), seated(after), names)


def moves_of(change, matching, names):
    """The same for a plan that may concern one unit or township only."""
    concerned = change.plan.problem.cadre
    was = {one: place for one, place in seated(matching).items() if one in concerned}
    return _moves(was, change.plan.seated, names)


def _moves(was, now, names):
    people = sorted(one for one in {*was, *now} if was.get(one) != now.get(one))
    return [(names.who[one], seat_name(was.get(one), names), seat_name(now.get(one), names)) for one in people]


def seat_name(place, names):
    """A seat by its village and kind; "" for no seat."""
    return f"{names.path[place[0]].rpartition(' / ')[2]} · {Seat(place[1]).label}" if place else ""


def _sum(points):
    return sum(count for _rule, count, _what in points)
