"""First secretaries by place (form 4): counted from the register in one statement; nobody is ever asked to fill it in."""

from django.db.models import Count, Q
from django.db.models.functions import Left

from core.models import Division
from teams.models import Cadre, Seat

HEADS = (
    "地区",
    "总人数",
    "性别(男)",
    "性别(女)",
    "来源(中直)",
    "来源(省直)",
    "来源(市直)",
    "来源(县直)",
    "级别(处级)",
    "级别(科级)",
    "级别(一般干部)",
    "年龄(<35)",
    "年龄(35-45)",
    "年龄(45-60)",
)
_BELOW = {2: 4, 4: 6, 6: 9, 9: 12}  # an office counts by the divisions one level below its own, a unit by counties
_DIVISION = (Cadre.Rank.DIVISION, Cadre.Rank.DEPUTY_DIVISION)
_SECTION = (Cadre.Rank.SECTION, Cadre.Rank.DEPUTY_SECTION)


def first_secretaries(postings, area, on):
    """The lines under `HEADS`: one for each division below `area` in the order of the codes, their sum last."""
    rows = postings.filter(seat=Seat.FIRST_SECRETARY).annotate(place=Left("area", _BELOW.get(len(area), 6)))
    counted = list(rows.order_by("place").values_list("place").annotate(**_counts(on)))
    codes = [place for place, *_ in counted]
    names = dict(Division.objects.current().filter(code__in=codes).values_list("code", "name"))
    lines = [(names.get(place, place), *numbers) for place, *numbers in counted]
    sums = map(sum, zip(*(line[1:] for line in lines), strict=True)) if lines else (0,) * (len(HEADS) - 1)
    return [*lines, ("合计", *sums)]


def _counts(on):
    """What is counted of each place, in the order of `HEADS`; whoever is 45 belongs to 35-45 (周岁)."""
    young, older = Q(cadre__born_on__gt=years_before(on, 35)), Q(cadre__born_on__lte=years_before(on, 46))
    wanted = (
        Q(),
        *(Q(cadre__sex=sex) for sex in Cadre.Sex.values),
        *(Q(pairing__unit__level=level) for level in ("central", "provincial", "prefecture", "county")),
        Q(cadre__rank__in=_DIVISION),
        Q(cadre__rank__in=_SECTION),
        ~Q(cadre__rank__in=(*_DIVISION, *_SECTION)),
        young,
        ~young & ~older,
        older,
    )
    return {f"n{number}": Count("pk", filter=condition) for number, condition in enumerate(wanted)}


def years_before(day, years):
    """The birthday of whoever becomes that old on a day; 29 February counts as 1 March elsewhere."""
    if (day.month, day.day) == (2, 29):
        return day.replace(year=day.year - years, day=28)
    return day.replace(year=day.year - years)
