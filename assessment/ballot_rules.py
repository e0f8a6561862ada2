"""What counted ballots add up to and whether they count (二(四): 村民测评、村干部评议、民主测评). Pure: figures and policy in, answers out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

ITEMS, GRADES = "assessment.ballot_items", "assessment.ballot_grades"
TURNOUT, MINIMUM = "assessment.ballot_turnout", "assessment.ballot_minimum"
USED = (ITEMS, GRADES, TURNOUT, MINIMUM)
COUNTS, LOW, FEW = "counts", "low_turnout", "too_few"
PARTS = 100 * 100  # shares are given in ten-thousandths, which always sum to the whole
MOST_GRADES, LONGEST = 6, 60  # columns that fit on a ballot paper; characters of an item


@dataclass(frozen=True, slots=True)
class Figures:
    """How many were entitled, and how many ballots were issued, came back and were valid."""

    eligible: int
    issued: int
    returned: int
    valid: int


def faults(figures: Figures) -> dict:
    """{field: why} of figures that cannot be: each may be at most the one before it, none below zero."""
    found = {name: _("Not below zero.") for name in Figures.__slots__ if getattr(figures, name) < 0}
    if figures.eligible == 0:
        found["eligible"] = _("Nobody entitled: there is nothing to count.")
    if figures.issued > figures.eligible:
        found["issued"] = _("More ballots issued than people entitled.")
    if figures.returned > figures.issued:
        found["returned"] = _("More ballots returned than issued.")
    if figures.valid > figures.returned:
        found["valid"] = _("More valid ballots than were returned.")
    return found


def unbalanced(votes: Sequence[int], valid: int):
    """Why the votes of one item cannot be, or None: every valid ballot says exactly one grade, “don't know” included."""
    if any(number < 0 for number in votes):
        return _("Not below zero.")
    if sum(votes) != valid:
        return _("The votes of this item sum to %(sum)s, not to the %(valid)s valid ballots.") % {
            "sum": sum(votes),
            "valid": valid,
        }
    return None


def turnout(figures: Figures) -> Fraction:
    """Ballots that came back, of those entitled."""
    return Fraction(figures.returned, figures.eligible) if figures.eligible else Fraction(0)


def standing(figures: Figures, *, least, fewest) -> str:
    """Whether a batch counts: enough came back (`least`, a share), and enough are valid to betray nobody (`fewest`)."""
    if turnout(figures) < Fraction(str(least)):
        return LOW
    return COUNTS if kept(figures, fewest=fewest) else FEW


def kept(figures: Figures, *, fewest) -> bool:
    """Whether the votes per grade may be kept at all: a count of very few ballots is as good as the ballots themselves."""
    return figures.valid >= fewest


def shares(votes: Sequence[int]) -> list[int]:
    """Each grade's share in ten-thousandths; they sum to the whole, the largest remainders rounded up first. Zeros for no votes."""
    total = sum(votes)
    if not total:
        return [0] * len(votes)
    parts = [divmod(number * PARTS, total) for number in votes]
    short = PARTS - sum(whole for whole, _rest in parts)
    raised = sorted(range(len(votes)), key=lambda at: (-parts[at][1], at))[:short]
    return [whole + (at in raised) for at, (whole, _rest) in enumerate(parts)]


def value(votes: Sequence[int], worths: Sequence) -> Fraction | None:
    """What an item is worth between 0 and 1, of those who know; None where nobody does. `worths`: None is no opinion."""
    known = [(number, Fraction(str(worth))) for number, worth in zip(votes, worths, strict=True) if worth is not None]
    total = sum(number for number, _worth in known)
    return sum(number * worth for number, worth in known) / total if total else None


def mean(values) -> Fraction | None:
    """The items of a subject weigh alike; one that nobody knows anything about is left out."""
    found = [one for one in values if one is not None]
    return sum(found) / len(found) if found else None


def decimal(number: Fraction | None) -> str | None:
    """A share or value as text with four decimals, halves rounded up: the same wherever it is worked out again."""
    if number is None:
        return None
    parts = int(number * PARTS + Fraction(1, 2))
    return f"{parts // PARTS}.{parts % PARTS:04d}"


def paper(policy: Mapping) -> dict:
    """What stands on the ballot paper, as plain JSON: items of team and people, grades with their worth; in both languages."""
    items, grades = policy[ITEMS], policy[GRADES]
    named = {whose: [_spoken(items, one, "item") for one in _once(items.value[whose])] for whose in ("team", "people")}
    worth = {one["grade"]: one["worth"] for one in grades.value}
    return {**named, "grades": [{**_spoken(grades, one, "grade"), "worth": worth[one]} for one in worth]}


def usable(sheet: Mapping) -> bool:
    """Whether such a paper can be counted: it asks something, and its grades fit and are worth something."""
    asks, grades = sheet["team"] or sheet["people"], sheet["grades"]
    if any(len(one["item"]) > LONGEST for one in (*sheet["team"], *sheet["people"])):
        return False
    return bool(asks) and 1 < len(grades) <= MOST_GRADES and any(one["worth"] is not None for one in grades)


def _once(words):
    return dict.fromkeys(words)


def _spoken(provision, word, name):
    """A word of the policy in both languages; one a county wrote itself is said as it stands."""
    pair = provision.words.get(word, {})
    return {name: word, "zh": pair.get("zh", word), "en": pair.get("en", word)}
