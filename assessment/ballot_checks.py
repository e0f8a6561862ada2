"""What a count must satisfy before anything is written: the paper, the day, the figures, the votes of every line."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from assessment import ballot_rules as rules
from core.refusals import Refused


@dataclass(frozen=True)
class Count:
    """What a counter says: the meeting, the figures, and {(case number, item): votes per grade}."""

    held_on: date
    place: str
    figures: rules.Figures
    votes: dict

    @property
    def plain(self):
        """The batch's own columns."""
        numbers = {name: getattr(self.figures, name) for name in rules.Figures.__slots__}
        return {"held_on": self.held_on, "place": self.place, **numbers}


def printed(policy):
    """The ballot paper of a policy; Refused where the county's own items and grades make none."""
    sheet = rules.paper(policy)
    if not rules.usable(sheet):
        words = _("The county's items and grades make no ballot paper: two to %(most)s grades, and at least one item.")
        raise Refused(words % {"most": rules.MOST_GRADES}, provision=policy[rules.GRADES])
    return sheet


def check(count, asked, grades, cycle, fewest, on):
    """Day, place, figures and votes; one Refused naming every field that is wrong."""
    wrong = {**_day(count.held_on, cycle, on), **rules.faults(count.figures)}
    if not count.place.strip():
        wrong["place"] = _("Required.")
    if set(count.votes) - set(asked):
        raise Refused(_("These votes are about somebody, or something, that is not on this ballot paper."))
    if not wrong and rules.kept(count.figures, fewest=fewest):
        wrong = _votes(count, asked, grades)
    if wrong:
        raise Refused(_("These figures do not add up: please compare them with the tally sheet."), fields=wrong)


def _votes(count, asked, grades):
    """{vote-<case>-<item>: why} of the lines that are missing, or do not sum to the valid ballots."""
    said = {key: count.votes.get(key, ()) for key in asked}
    if any(len(votes) not in (0, grades) for votes in said.values()):
        raise Refused(_("Every item has one number per grade of the ballot paper."))
    why = {key: rules.unbalanced(votes, count.figures.valid) for key, votes in said.items()}
    return {f"vote-{case}-{item}": text for (case, item), text in why.items() if text}


def _day(day, cycle, on):
    last = max(filter(None, (cycle.until_on, cycle.ballots_by)))
    if day > on:
        return {"held_on": _("This day is still to come.")}
    if not cycle.from_on <= day <= last:
        return {"held_on": _("Outside the cycle: %(from)s to %(until)s.") % {"from": cycle.from_on, "until": last}}
    return {}
