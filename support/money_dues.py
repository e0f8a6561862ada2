"""What is due about money: allowances of the months that are over, work funds of a year, books to be closed (二(五))."""

from collections import Counter
from datetime import date, timedelta

from django.db.models import Count, Sum
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.dues import of_place, source
from core.offices import Office
from core.policies import Policies
from support.allowance_rules import ENTITLED
from support.cover_rules import last_month, month_ends
from support.due_rows import COUNTY, grouped, sender
from support.fund_rows import MINIMUM
from support.models import Allowance, Fund, FundEntry
from teams.models import Posting, Team

ALLOTTED_BY, CLOSED_BY = "funds.allotted_by_month", "funds.closed_by_month"
ENTERED_WITHIN = "support.allowance_days"
MONTHS_BACK = 3  # older months stay in each cadre's care page as unpaid; the list of duties names one quarter


@source(
    "allowance",
    _("Allowances not entered as paid"),
    _("Allowances of %(month)s: enter what was paid to %(count)s posted cadres."),
)
def allowances(on):
    """Whoever served in a month that is over and has not every allowance of it: the sender's duty. Two statements and the policies."""
    months = _months_over(on)
    last, policies, found = month_ends(months[-1]), Policies(on), {month: [] for month in months}
    paid = _paid(months)
    for posting in Posting.objects.touching(months[0], last).select_related("pairing").order_by("pk"):
        policy = policies.at(posting.area[:COUNTY])
        for month in months:
            if _served(posting, month) and paid.get((posting.pk, month), 0) < len(policy[ENTITLED].value):
                until = month_ends(month) + timedelta(days=policy[ENTERED_WITHIN].value)
                found[month].append((sender(posting), posting.area[:COUNTY], until))
    for month, people in found.items():
        name = f"{month:%Y-%m}"
        yield from grouped("allowance", people, f"{reverse('allowances')}?month={name}&unpaid=on", month=name)


def _months_over(on):
    """The first days of the last months that are over, the oldest first."""
    months = [last_month(on)]
    while len(months) < MONTHS_BACK:
        months.insert(0, last_month(months[0]))
    return months


def _paid(months):
    """{(posting, month): how many allowances are entered as paid}."""
    rows = Allowance.objects.standing().filter(month__in=months).order_by().values("posting", "month")
    return {(row["posting"], row["month"]): row["items"] for row in rows.annotate(items=Count("pk"))}


def _served(posting, month):
    return posting.starts_on <= month_ends(month) and (posting.ends_on is None or posting.ends_on >= month)


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
        county = area[:COUNTY]
        short[county] += given.get(team, 0) < policies.at(county)[MINIMUM].value
    for county, count in sorted(short.items()):
        if count:
            policy = policies.at(county)
            yield of_place(
                "work_funds",
                f"{county}:{on.year}",
                office=Office.COUNTY,
                area=county,
                due_on=month_ends(date(on.year, policy[ALLOTTED_BY].value, 1)),
                link=f"{reverse('funds')}?short=on",
                count=count,
                least=policy[MINIMUM].value,
                year=on.year,
            )


@source(
    "fund_year",
    _("Work funds of a year that is over"),
    _("Close the work funds of %(year)s of %(count)s teams: carry over or return what is left."),
)
def fund_years(on):
    """Books of years that are over and still open, by county and year. One statement and the policies."""
    policies = Policies(on)
    rows = Fund.objects.filter(closed_on=None, year__lt=on.year).order_by().annotate(county=Left("area", COUNTY))
    for row in rows.values("county", "year").annotate(count=Count("pk")).order_by("county", "year"):
        county, year = row["county"], row["year"]
        yield of_place(
            "fund_year",
            f"{county}:{year}",
            office=Office.COUNTY,
            area=county,
            due_on=month_ends(date(year + 1, policies.at(county)[CLOSED_BY].value, 1)),
            link=f"{reverse('funds')}?year={year}",
            count=row["count"],
            year=year,
        )
