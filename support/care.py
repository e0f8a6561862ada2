"""What a posted cadre is entitled to, what was done for them, what is missing, and when it is due next (二(五))."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, DateField, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from core.policies import Policies
from core.policy import provision
from support import cover_rules
from support.cover_rules import last_month, month_ends
from support.entitled import entitled
from support.models import Allowance, Checkup, Difficulty, Injury, Insurance, Visit
from teams.models import Posting

INSURED, CHECKED, VISITED, TALKED = "insurance.per_year", "checkup.per_year", "visits.per_year", "talks.per_year"
SEEN_BY = "visits.owed_by"  # the levels whose visits and talks stand on a due list; only their own count there
WHO = ("cadre__township", "pairing__unit__home", "team__village__division")
LACKS = ("insurance", "checkup", "visit", "talk", "allowance")


def people(actor, wanted, on):
    """The cadres posted on a day with what their care stands at; `lacks` narrows to those to whom something is missing."""
    rows = serving(Posting.objects.visible_to(actor), wanted, on)
    rows = with_standing(rows, on)
    if lack := wanted.get("lacks"):
        rows = rows.filter(_lacking(lack, on))
    return rows.select_related(*WHO).order_by("area", "seat", "pk")


def serving(rows, wanted, on):
    """Of `rows` those posted on a day, narrowed by place and name."""
    rows = rows.current(on)
    if area := wanted.get("area"):
        rows = rows.filter(area__startswith=area)
    if words := wanted.get("q"):
        rows = rows.filter(Q(cadre__name__icontains=words) | Q(team__village__division__name__icontains=words))
    return rows


def with_standing(rows, on):
    """Each with the end of the cover that runs, this year's check-ups done, the last visit and talk, allowances of last month."""
    year, mine = on.year, {"posting": OuterRef("pk")}
    cover = Insurance.objects.standing().filter(**mine, starts_on__lte=on, ends_on__gte=on)
    done = Checkup.objects.standing().filter(**mine, done_on__year=year)
    visits = Visit.objects.standing().filter(**mine, day__year=year)
    paid = Allowance.objects.standing().filter(**mine, month=last_month(on))
    return rows.annotate(
        insured_until=Subquery(cover.order_by("-ends_on").values("ends_on")[:1], output_field=DateField()),
        checkups_made=_count(done),
        visits_made=_count(visits.filter(kind="visit")),
        talks_made=_count(visits.filter(kind="talk")),
        allowances_paid=_count(paid),
    )


def _count(rows):
    found = rows.order_by().values("posting").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(found, output_field=IntegerField()), 0)


def _lacking(lack, on):
    asked = {
        "insurance": Q(insured_until__isnull=True),
        "checkup": Q(checkups_made=0),
        "visit": _unseen("visit", on),
        "talk": _unseen("talk", on),
        "allowance": Q(allowances_paid=0, starts_on__lte=month_ends(last_month(on))),
    }
    return asked[lack]


def _unseen(kind, on):
    """Whom a level that owes it has not seen this year: what other levels entered is recorded, and is not theirs."""
    made = Visit.objects.standing().filter(posting=OuterRef("pk"), kind=kind, day__year=on.year)
    found = Q(pk__in=[])
    for office in provision(SEEN_BY, on=on).value:
        found |= ~Exists(made.filter(entered_office=office))
    return found


@dataclass(frozen=True)
class Next:
    """What is due next for somebody: which duty, by when, and whether it is late already."""

    kind: str
    due_on: date
    late: bool


def file_of(posting, actor, on):
    """Everything about one cadre's care this year, as far as the reader may see it, in a fixed number of statements."""
    year_begins = max(posting.starts_on, on.replace(month=1, day=1))
    ends = min(posting.ends_on or on.replace(month=12, day=31), on.replace(month=12, day=31))
    ((_row, rights),) = entitled([posting], on)
    found = {name: _lines(model, posting, actor) for name, model in _TABLES.items()}
    cover = [(row.starts_on, row.ends_on) for row in found["insurances"] if row.struck_on is None]
    return {
        **found,
        "rights": [(right, _months(right, found["allowances"], posting, on)) for right in rights],
        "gaps": cover_rules.gaps(cover, year_begins, ends),
        "due": due_of(posting, found, Policies(on).at(posting.area[:6]), on),
    }


_TABLES = {
    "allowances": Allowance,
    "insurances": Insurance,
    "checkups": Checkup,
    "visits": Visit,
    "difficulties": Difficulty,
    "injuries": Injury,
}


def _lines(model, posting, actor):
    return list(model.objects.visible_to(actor).filter(posting=posting).select_related("entered_by"))


def _months(right, paid, posting, on):
    """[(month, the line paid or None)] of the year's months that are over and in which the cadre served."""
    held = {row.month: row for row in paid if row.kind == right.kind and row.struck_on is None}
    months = (date(on.year, month, 1) for month in range(1, on.month))
    return [
        (month, held.get(month))
        for month in months
        if posting.starts_on <= month_ends(month) and (posting.ends_on is None or posting.ends_on >= month)
    ]


def due_of(posting, found, policy, on):
    """What is due next, soonest first: cover, check-up, visit, talk."""
    cover = [(row.starts_on, row.ends_on) for row in found["insurances"] if row.struck_on is None]
    done = [row for row in found["checkups"] if row.struck_on is None and row.done_on and row.done_on.year == on.year]
    seen = [row for row in found["visits"] if row.struck_on is None and row.day.year == on.year]
    due = [("insurance", cover_rules.cover_due(cover, posting.starts_on, on))] if policy[INSURED].value else []
    for kind, key, had in (
        ("checkup", CHECKED, len(done)),
        ("visit", VISITED, _least(seen, "visit", policy)),
        ("talk", TALKED, _least(seen, "talk", policy)),
    ):
        if had < policy[key].value:
            due.append((kind, cover_rules.part_due(on.year, had + 1, policy[key].value)))
    return sorted((Next(kind, day, day < on) for kind, day in due), key=lambda one: (one.due_on, one.kind))


def _least(seen, kind, policy):
    """How often the level that owes it has seen somebody; of several levels, the one that did so least."""
    levels = [row.entered_office for row in seen if row.kind == kind]
    return min(levels.count(office) for office in policy[SEEN_BY].value)
