"""The rows the pages of work funds work on, each inside the actor's jurisdiction."""

from decimal import Decimal

from django.db.models import DecimalField, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from core.policies import Policies
from support.fund_rules import NOTHING, OUT
from support.models import Fund, FundEntry
from teams.models import Team

MINIMUM = "funds.per_team_year"
_MONEY = DecimalField(max_digits=14, decimal_places=2)
_ZERO = Value(Decimal("0.00"), output_field=_MONEY)
FIGURES = ("allotted", "received", "spent", "held")


def _sum(year, *kinds):
    """The sum of a team's entries of some kinds in a year."""
    rows = FundEntry.objects.filter(fund__team=OuterRef("pk"), fund__year=year, kind__in=kinds)
    total = rows.order_by().values("fund").annotate(total=Sum("amount")).values("total")
    return Coalesce(Subquery(total, output_field=_MONEY), _ZERO)


def teams(actor, wanted, on):
    """The teams that stood in a year with what was allotted, received, spent and is left; a team without a book too."""
    year = wanted.get("year") or on.year
    rows = Team.objects.visible_to(actor).filter(formed_on__year__lte=year)
    rows = rows.filter(Q(disbanded_on__isnull=True) | Q(disbanded_on__year__gte=year))
    if area := wanted.get("area"):
        rows = rows.filter(area__startswith=area)
    if words := wanted.get("q"):
        rows = rows.filter(village__division__name__icontains=words)
    rows = rows.annotate(
        allotted=_sum(year, "allotment"),
        received=_sum(year, "receipt"),
        carried_in=_sum(year, "carried_in"),
        spent=_sum(year, "expense"),
        out=_sum(year, *OUT),
        closed_on=Subquery(Fund.objects.filter(team=OuterRef("pk"), year=year).values("closed_on")),
    ).annotate(held=F("received") + F("carried_in") - F("out"))
    rows = _short_of_minimum(rows, on) if wanted.get("short") else rows
    return rows.select_related("village__division", "second_village__division").order_by("area", "pk")


def _short_of_minimum(rows, on):
    """Those below the least their county gives: one condition for each minimum there is."""
    policies, counties = Policies(on), set(rows.order_by().values_list("area", flat=True))
    least = {}
    for county in {area[:6] for area in counties}:
        least.setdefault(policies.at(county)[MINIMUM].value, []).append(county)
    wanted = Q(pk__in=[])
    for amount, codes in least.items():
        here = Q(pk__in=[])
        for code in codes:
            here |= Q(area__startswith=code)
        wanted |= Q(allotted__lt=amount) & here
    return rows.filter(wanted)


def with_minimum(rows, on):
    """Each of some listed teams with the provision of its county's minimum, and whether it is met."""
    policies = Policies(on)
    for team in rows:
        team.minimum = policies.at(team.area[:6])[MINIMUM]
        team.below = team.allotted < team.minimum.value
    return rows


def totals(actor, wanted, on):
    """What all teams of a list add up to: {allotted, received, spent, held} in one statement."""
    rows = teams(actor, wanted, on).order_by()
    found = rows.aggregate(**{f"all_{name}": Sum(name) for name in FIGURES})
    return {name: found[f"all_{name}"] or NOTHING for name in FIGURES}


def book(actor, team, year):
    """The book of a team's year, or None; only inside the actor's jurisdiction."""
    return Fund.objects.visible_to(actor).filter(team=team, year=year).first()


def entries(actor, wanted=None):
    """Entries, newest last, with whose they are."""
    rows = FundEntry.objects.visible_to(actor)
    for name, value in (wanted or {}).items():
        rows = rows.filter(**{name: value})
    return rows.select_related("entered_by", "paper", "fund__team__village__division", "reverses").order_by("pk")
