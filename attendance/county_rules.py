"""The rules of attendance and training a county may set: in force, to come, and what one would change before it is entered."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from attendance import ledger
from attendance.rulebook import entered
from attendance.standings import judged
from core.models import CountyRule
from core.policy import PROVINCE, EnteredRule, Provision, check_county_rule, policy_in_force
from teams.models import Posting

# key → what it does, in plain words, with an example
PLAIN_WORDS = {
    "attendance.days_per_year": _(
        "How many village days a year each posted cadre owes. A county may ask for more than the text, never for fewer. "
        "Example: with 220, somebody with 210 days has not met the year."
    ),
    "attendance.prorate": _(
        "Whether a posting that begins or ends inside the year owes its share only. Example: posted from 1 September, 122 of "
        "365 days: 200 × 122 ÷ 365, rounded up, is 67."
    ),
    "attendance.days_per_month": _(
        "A minimum for each month beside that of the year. Example: with 20, a month with 19 counted days is short, even if "
        "the year is met."
    ),
    "attendance.counted_statuses": _(
        "What is a village day once it is confirmed. Each day counts by the rule in force on that day: a change never "
        "touches the days before it. Example: rest counted from 1 July leaves the rest of June uncounted."
    ),
    "attendance.rest": _(
        "Which days the sheet proposes as rest. Whether rest counts as a village day is the rule above. Example: with public "
        "holidays, 1 October is proposed as rest and the clerk changes it for whoever stayed."
    ),
    "attendance.unconfirmed_after_days": _(
        "After how many days a day that nobody has confirmed is listed. Example: with 3, the sheet of 1 July is listed on 5 July."
    ),
    "attendance.leave_levels": _(
        "Who agrees to a leave, by its length in calendar days. Example: up to 5 days the township, longer also the county: "
        "a leave of 6 days needs both."
    ),
    "training.days_per_year": _(
        "How many days of training a year each posted cadre owes. A county may ask for more than the text, never for fewer."
    ),
    "training.prorate": _("Whether a posting that begins or ends inside the year owes its share of the training only."),
}


class Row(NamedTuple):
    """A rule as it stands: the provision in force, what is entered for later, and the text's own value beneath."""

    provision: Provision
    words: str
    later: list
    text: Provision


def rows(rules, at, on) -> list[Row]:
    """Every rule a county may set, as it stands at a place on a day. `rules`: the entered ones that bind the place."""
    held, texts = policy_in_force(at, on, rules), policy_in_force(at, on)
    later = sorted((rule for rule in rules if rule.effective_from > on), key=lambda rule: rule.effective_from)
    return [
        Row(held[key], words, [rule for rule in later if rule.key == key], texts[key])
        for key, words in PLAIN_WORDS.items()
        if key in held
    ]


class Trial(NamedTuple):
    """What a rule would change today: people judged, people whose verdict changes, and the moves with their counts."""

    people: int
    changed: int
    moves: list
    from_day: date


def trial(key, value, *, area, begins, on) -> Trial:
    """Judges the county with the rule and without it, at the end of `on`; a rule to come is tried as if it began today.

    Nothing is written. Raises RuleRefused where the text does not leave it to the county.
    """
    check_county_rule(key, value, at=area, on=begins)
    begin = min(begins, on)
    people = list(
        Posting.objects.touching(date(on.year, 1, 1), on).filter(area__startswith=area).values_list("pk", flat=True)
    )
    rules = [rule for rule in entered(*_span(on)) if not _replaced(rule, key, area, begin)]
    tried = [*rules, EnteredRule(area, key, value, begin, document_number="?")]
    before, after = _verdicts(on, people, rules), _verdicts(on, people, tried)
    moved = {one: (before.get(one), verdict) for one, verdict in after.items() if before.get(one) != verdict}
    moved |= {one: (verdict, None) for one, verdict in before.items() if one not in after}
    moves = Counter((kind, month, old, new) for (_pk, kind, month), (old, new) in moved.items())
    return Trial(len(people), len({pk for pk, *_rest in moved}), sorted(moves.items(), key=str), begin)


def _span(on):
    return ledger.year_span(on.year)[0], on


def _replaced(rule, key, area, begin):
    """The rule tried takes the place of the county's own from its first day on."""
    return rule.key == key and rule.area == area and rule.effective_from >= begin


def _verdicts(on, people, rules):
    found = judged(on.year, on, people, rules=rules)
    return {(one.served.pk, one.kind, one.month): one.standing.verdict for one in found}


def place_of(actor, asked) -> str:
    """The county asked for within one's own area, else one's own county, else what holds everywhere."""
    if len(asked) == 6 and asked.isascii() and asked.isdecimal() and asked.startswith(actor.area):
        return asked
    return actor.area[:6] or PROVINCE


def binding(readable, area) -> list[CountyRule]:
    """The entered rules on the path of a place that are in force or to come."""
    return list(readable.above(area).select_related("entered_by"))
