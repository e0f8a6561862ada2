"""Numbers of a jurisdiction, place by place: teams, people on post, standings. Everything through `visible_to`."""

from django.db.models import Count, OuterRef, Q, Subquery, Window
from django.db.models.functions import Coalesce, Left

from attendance.boards import NEXT_LENGTH, on_post
from attendance.models import Standing
from core.models import Division
from teams.models import Posting, Seat, Team

SEATS = len(Seat.values)
SHOWN = 10
COUNTED = ("teams", "complete", "people", "in_village", "absent", "unconfirmed", "at_risk", "impossible")


def places(actor, area, on):
    """[{code, name, teams, complete, people, in_village, …, at_risk, impossible}] directly below `area`: five queries at most."""
    length = NEXT_LENGTH.get(len(area), 12)
    found = {}
    for source in (on_post(actor, area, on), teams_of(actor, area, length, on), _late(actor, area, length, on.year)):
        for row in source:
            found.setdefault(row["code"], dict.fromkeys(COUNTED, 0)).update(row)
    return [found[code] for code in sorted(found)] if _named(found) else []


def _named(found):
    """Fills in the names of places where nobody is posted; asks the database only when there are any."""
    bare = [code for code, row in found.items() if "name" not in row]
    if bare:
        names = dict(Division.objects.current().filter(code__in=bare).values_list("code", "name"))
        for code in bare:
            found[code]["name"] = names.get(code, code)
    return found


def total(rows):
    """The sum line."""
    sums = {key: sum(row[key] for row in rows) for key in COUNTED}
    return sums | {"short": sums["teams"] - sums["complete"]}


def _held(on):
    """How many seats of a team are held on a day, as a subquery."""
    holders = Posting.objects.current(on).filter(team=OuterRef("pk")).order_by().values("team")
    return Coalesce(Subquery(holders.annotate(holders=Count("pk")).values("holders")), 0)


def teams_of(actor, area, length, on):
    """[{code, teams, complete}] for the divisions inside `area` whose codes have `length` digits: one query."""
    rows = Team.objects.visible_to(actor).standing(on).filter(area__startswith=area)
    rows = rows.annotate(code=Left("area", length), held=_held(on)).order_by("code").values("code")
    return rows.annotate(teams=Count("pk"), complete=Count("pk", filter=Q(held__gte=SEATS)))


def _late(actor, area, length, year):
    rows = Standing.objects.visible_to(actor).filter(year=year, kind=Standing.Kind.ATTENDANCE, area__startswith=area)
    rows = rows.late().annotate(code=Left("area", length)).order_by("code").values("code")
    verdicts = (Standing.Verdict.AT_RISK, Standing.Verdict.IMPOSSIBLE)
    return rows.annotate(**{str(verdict): Count("pk", filter=Q(verdict=verdict)) for verdict in verdicts})


def short_teams(actor, on):
    """The first few teams that lack somebody, each with `held` and, as `total`, how many there are: one query."""
    rows = Team.objects.visible_to(actor).standing(on).annotate(held=_held(on)).filter(held__lt=SEATS)
    rows = rows.select_related("village__division").annotate(total=Window(Count("pk")))
    return list(rows.order_by("area")[:SHOWN])


def late_people(actor, year):
    """The first few standings that will or can only miss a minimum, with `total`: one query."""
    rows = Standing.objects.visible_to(actor).of_year(year).late().annotate(total=Window(Count("pk")))
    rows = rows.select_related("posting__cadre", "posting__team__village__division")
    return list(rows.order_by("-verdict", "area", "posting", "kind")[:SHOWN])
