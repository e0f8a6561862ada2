"""What units' records and meetings say of a team's quarter, for its report (docs/decisions/0019)."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from core.quarter_facts import provides
from duties.models import LeaderVisit, Matter


@provides("leader_visits", _("Visits of the unit's leader to the village"))
def leader_visits(teams, first, last):
    """How often a leader of the unit came to the team's villages."""
    rows = LeaderVisit.objects.filter(day__range=(first, last)).order_by()
    return _counted(teams, *(_by(rows, path, teams) for path in ("village__teams", "village__second_teams")))


@provides("matters_ended", _("Matters of meetings that came to an end"))
def matters_ended(teams, first, last):
    """Matters the team raised at meetings that got their outcome in the quarter."""
    return _counted(teams, _by(Matter.objects.filter(ended_on__range=(first, last)).order_by(), "team", teams))


def _by(rows, path, teams):
    return dict(rows.filter(**{f"{path}__in": teams}).values_list(path).annotate(n=Count("pk")))


def _counted(teams, *counts):
    return {team: [("", sum(count.get(team, 0) for count in counts))] for team in teams}
