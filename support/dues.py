"""What is due about care: insurance, check-ups, visits and talks, work funds, steps after an injury or death on duty (二(五))."""

from collections import Counter
from datetime import date

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.dues import Due, source, unspoken
from core.offices import CODE_LENGTH, Office
from core.policies import Policies
from support.care import CHECKED, INSURED, TALKED, VISITED, with_standing
from support.cover_rules import cover_due, month_ends, part_due
from support.fund_rows import MINIMUM
from support.models import FundEntry, InjuryStep, Insurance
from support.placing import owner_of
from teams.models import Posting, Team

ALLOTTED_BY = "funds.allotted_by_month"
_COUNTY = CODE_LENGTH[Office.COUNTY]
_STEPS = {kind.value: unspoken(kind.label) for kind in InjuryStep.Kind}


def _serving(on):
    return Posting.objects.current(on).select_related("pairing").order_by("pk")


def _grouped(kind, found, page):
    """One duty for each owner, county and day: how many people it is about. `found`: (owner, area, day) for each person."""
    for (owner, county, day), count in sorted(Counter(found).items(), key=lambda pair: str(pair[0])):
        office, unit_id, area = owner
        yield Due(
            kind=kind,
            key=f"{unit_id or area}:{county}:{day}",
            office=office,
            unit_id=unit_id,
            area=area,
            due_on=day,
            about=county,
            link=page,
            params={"count": count, "year": day.year},
        )


def _sender(posting):
    owner = owner_of(posting)
    return owner["owner_office"], owner["owner_unit_id"], owner["owner_area"]


def _county(posting):
    return Office.COUNTY, None, posting.area[:_COUNTY]


def _people(kind, lacks):
    """The page on which a kind of care is entered, narrowed to those who lack it."""
    return f"{reverse(kind)}?lacks={lacks}"


@source("insurance", _("Accident insurance"), _("Insure %(count)s posted cadres against accidents."))
def insurance(on):
    """Whoever is not covered today, or whose cover ends within this year: the sender's duty. Two statements and the policies."""
    spans, policies = {}, Policies(on)
    rows = Insurance.objects.standing().filter(ends_on__gte=on.replace(month=1, day=1))
    for posting, starts, ends in rows.values_list("posting", "starts_on", "ends_on"):
        spans.setdefault(posting, []).append((starts, ends))
    found = []
    for posting in _serving(on):
        day = cover_due(spans.get(posting.pk, ()), posting.starts_on, on)
        if policies.at(posting.area[:_COUNTY])[INSURED].value and day.year <= on.year:
            found.append((_sender(posting), posting.area[:_COUNTY], day))
    yield from _grouped("insurance", found, _people("insurance-new", "insurance"))


def _parts(on, key, had, owner):
    """(owner, county, day) of everybody who had fewer than the policy's number this year: the next part's last day."""
    policies = Policies(on)
    for posting in with_standing(_serving(on), on):
        times, done = policies.at(posting.area[:_COUNTY])[key].value, getattr(posting, had)
        if done < times:
            day = max(part_due(on.year, done + 1, times), posting.starts_on)
            yield owner(posting), posting.area[:_COUNTY], day


@source("checkup", _("Medical check-ups"), _("Arrange a medical check-up for %(count)s posted cadres (%(year)s)."))
def checkups(on):
    """Whoever has had fewer check-ups this year than the policy asks for: the sender's duty. One statement and the policies."""
    found = _parts(on, CHECKED, "checkups_made", _sender)
    yield from _grouped("checkup", found, _people("checkup-new", "checkup"))


@source("condolence", _("Visits of condolence"), _("Visit %(count)s posted cadres this year (%(year)s)."))
def visits(on):
    """Whom nobody has visited this year: the county's duty. One statement and the policies."""
    yield from _grouped("condolence", _parts(on, VISITED, "visits_made", _county), _people("visit-new", "visit"))


@source("talk", _("Heart-to-heart talks"), _("Talk with %(count)s posted cadres (%(year)s)."))
def talks(on):
    """With whom nobody has talked as often as asked for: the sender's duty. One statement and the policies."""
    yield from _grouped("talk", _parts(on, TALKED, "talks_made", _sender), _people("visit-new", "talk"))


@source(
    "work_funds",
    _("Work funds below the minimum"),
    _("Allot work funds to %(count)s teams: at least %(least)s yuan each (%(year)s)."),
)
def funds(on):
    """Counties with teams that have less than the minimum of this year. Two statements and the policies."""
    policies, short = Policies(on), Counter()
    year = FundEntry.objects.filter(kind="allotment", fund__year=on.year).order_by()
    given = dict(year.values("fund__team").annotate(total=Sum("amount")).values_list("fund__team", "total"))
    for team, area in Team.objects.standing(on).values_list("pk", "area"):
        county = area[:_COUNTY]
        short[county] += given.get(team, 0) < policies.at(county)[MINIMUM].value
    for county, count in sorted(short.items()):
        if count:
            policy = policies.at(county)
            by = month_ends(date(on.year, policy[ALLOTTED_BY].value, 1))
            yield Due(
                kind="work_funds",
                key=f"{county}:{on.year}",
                office=Office.COUNTY,
                area=county,
                due_on=by,
                about=county,
                link=f"{reverse('funds')}?short=on",
                params={"count": count, "least": policy[MINIMUM].value, "year": on.year},
            )


@source(
    "injury_step",
    _("Steps after injury or death on duty"),
    _("%(who)s: %(step)s."),
    personal=True,
)
def injury_steps(on):
    """Steps owed that nobody has done. One statement."""
    rows = InjuryStep.objects.filter(done_on__isnull=True, injury__struck_on__isnull=True)
    for step in rows.select_related("injury__posting__cadre").order_by("pk"):
        yield Due(
            kind="injury_step",
            key=f"{step.pk}",
            office=step.owner_office,
            unit_id=step.owner_unit_id,
            area=step.owner_area,
            due_on=step.due_on,
            about=step.area,
            link=reverse("injury", args=[step.injury_id]),
            params={"who": step.injury.posting.cadre.name, "step": _STEPS[step.kind]},
        )
