"""Who decides on a recall, what it brings about, and by when. Pure: facts and policy in, answers out (二(四))."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.offices import CODE_LENGTH, Office

ROUTE, FOLLOWS, GRAVE_FIRST = "assessment.recall_route", "assessment.recall", "assessment.grave_cases"
GROUNDS, GRAVE, DAYS = "assessment.recall_grounds", "assessment.grave_grounds", "assessment.recall_duty_days"
BEST = "assessment.recalled_best"
USED = (FOLLOWS, GROUNDS, GRAVE, GRAVE_FIRST, ROUTE, DAYS, BEST)
CRITICISM, RECALL = "criticism", "recall"
OFF_THE_LIST = "off_the_reserve_list"


@dataclass(frozen=True, slots=True)
class Route:
    """干部管理权限: the office and division that decide, and those that examine a grave case first."""

    deciding_office: str
    deciding_area: str
    examining_office: str
    examining_area: str


@dataclass(frozen=True, slots=True)
class Duty:
    """What is due after a decision: its kind, whether the deciding department, the village's county or the sender owes it."""

    kind: str
    owner: str
    due_on: date


def grave(ground: str, policy) -> bool:
    """Whether a ground is one the superior department examines before anything takes effect."""
    return bool(policy[GRAVE_FIRST].value) and ground in policy[GRAVE].value


def route(level: str, home: str, village_code: str, policy) -> Route:
    """The way of a case by the cadre's management authority.

    The unit's own home decides the division; a township's cadre belongs to the village's place. Where no superior
    department is in the house, the deciding one enters the superior's answer.
    """
    row = next(row for row in policy[ROUTE].value if level in row["levels"])
    place = village_code if level == "township" or not home else home
    superior = row["superior"] or row["approve"]
    return Route(row["approve"], _cut(place, row["approve"]), superior, _cut(place, superior))


def _cut(code, office):
    return code[: CODE_LENGTH[Office(office)]]


def duties(kind: str, *, reserve: bool, policy, on: date) -> list[Duty]:
    """The linked duties of a decision, in the text's order. Criticism alone is delivered, and nothing else."""
    days, follows = policy[DAYS].value, policy[FOLLOWS].value
    owed = [("decision_delivered", "authority")]
    if kind == RECALL:
        owed += [("awards_cancelled", "county")] if "no_awards_this_year" in follows else []
        owed += [(OFF_THE_LIST, "authority")] if reserve and OFF_THE_LIST in follows else []
        owed += [("unit_interviewed", "authority")] if "unit_interviewed" in follows else []
        owed += [("seat_refilled", "sender")]
    return [Duty(name, owner, on + timedelta(days=days[name])) for name, owner in owed]
