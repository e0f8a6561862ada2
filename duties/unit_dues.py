"""What dispatching units owe their teams, with its day (docs/decisions/0018).

A span without its hearing or visit stays late through the span that follows; then it is history, which nobody can make up for.
"""

from django.utils.translation import gettext_lazy as _

from core.dues import Due, source
from core.offices import Office
from core.policy import provision
from duties.models import HeardTeam, LeaderVisit
from duties.periods import period_of, this_and_last
from teams.models import Pairing, Team

HEARINGS, VISITS = "unit.hearings_per_year", "unit.visits_per_year"


@source("unit_hearing", _("Hearings of reports"), _("Hear the report of the team of %(place)s until %(until)s."))
def hearings(on):
    """定期听取汇报: paired units that have not heard a team within a span."""
    times = provision(HEARINGS, on=on).value
    heard = HeardTeam.objects.filter(hearing__day__gte=this_and_last(on, times)[0][0])
    done = _done(heard.values_list("hearing__unit", "team__area", "hearing__day"), times)
    yield from _owed_by_units("unit_hearing", "/duties/hearings/new/?team={team}", done, times, on)


@source("unit_visit", _("Leaders' visits to the village"), _("Go to the village of %(place)s until %(until)s."))
def visits(on):
    """经常到村指导: paired units none of whose leaders went to a village within a span."""
    times = provision(VISITS, on=on).value
    made = LeaderVisit.objects.filter(day__gte=this_and_last(on, times)[0][0])
    done = _done(made.values_list("unit", "area", "day"), times)
    yield from _owed_by_units("unit_visit", "/duties/unit-visits/new/?village={village}", done, times, on)


def _done(rows, times):
    """{(unit, village's code, first day of the span)} of what was done."""
    return {(unit, area, period_of(day, times)[0]) for unit, area, day in rows}


def _owed_by_units(kind, link, done, times, on):
    """What each paired unit owes each village with a standing team, for this span, and the last one if it was whole."""
    spans = this_and_last(on, times)
    teams = _teams(on)
    for unit, village, area, name, since in _paired(on):
        if area not in teams:
            continue
        team, formed = teams[area]
        for first, last in spans:
            began = max(since, formed)
            if (unit, area, first) in done or (first != spans[1][0] and began > first):
                continue
            yield Due(
                kind=kind,
                key=f"{kind}:{unit}:{area}:{first}",
                office=Office.UNIT,
                unit_id=unit,
                about=area,
                due_on=last,
                link=link.format(team=team, village=village),
                params={"place": name, "until": str(last)},
            )


def _teams(on):
    return {area: (pk, formed) for pk, area, formed in Team.objects.standing(on).values_list("pk", "area", "formed_on")}


def _paired(on):
    rows = Pairing.objects.in_force(on).order_by("village__area")
    return rows.values_list("unit", "village", "village__area", "village__division__name", "starts_on")
