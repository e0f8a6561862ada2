"""What the days and the training of a team's people add up to in a quarter, for its report (docs/decisions/0019)."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from attendance import ledger
from attendance.counting import confirmed_days, sessions_of
from attendance.rulebook import RuleBook
from attendance.standings import counted
from core.quarter_facts import provides
from teams.models import Posting

NAMED = ("pk", "team_id", "cadre__name", "area", "starts_on", "ends_on")


@provides("village_days", _("Days in the village"))
def village_days(teams, first, last):
    """Confirmed days that count as village days, person by person, each by the rule in force on that day."""
    people = _people(teams, first, last)
    if not people:
        return {}
    book = RuleBook(last.year, last)
    breaks = [day for day in book.breaks() if first < day <= last]
    days = confirmed_days(first, last, breaks, [row["pk"] for row in people])
    return _by_team(people, lambda row: counted(book, row["area"][:6], days.get(row["pk"], ())))


@provides("training_days", _("Training days"))
def training_days(teams, first, last):
    """Days of training, person by person; a day counts once."""
    people = _people(teams, first, last)
    if not people:
        return {}
    sessions = sessions_of(last.year, [row["pk"] for row in people])
    return _by_team(people, lambda row: _trained(sessions.get(row["pk"], ()), row, first, last))


def _trained(sessions, row, first, last):
    number = ledger.person_days(sessions, max(first, row["starts_on"]), min(last, row["ends_on"] or last))
    return number if isinstance(number, int) else str(number)


def _people(teams, first, last):
    rows = Posting.objects.filter(team__in=teams).touching(first, last).order_by("team", "seat", "starts_on")
    return list(rows.values(*NAMED))


def _by_team(people, number):
    found = defaultdict(list)
    for row in people:
        found[row["team_id"]].append((row["cadre__name"], number(row)))
    return found
