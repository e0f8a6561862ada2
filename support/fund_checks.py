"""What an entry of the work funds must meet before it is booked; each check says what is wrong and where."""

from django.utils.translation import gettext_lazy as _

from core.offices import CODE_LENGTH, Office
from core.policy import provision
from core.refusals import Conflict, Refused
from support.fund_rules import compared
from support.models import FundEntry

ITEMS = "funds.items"


def in_time(year, day, on):
    """The year is last, this or next one, and the document of it or of the year before; Refused otherwise."""
    if not on.year - 1 <= year <= on.year + 1:
        raise Refused(_("Funds are allotted for last, this or next year."), fields={"year": _("Check the year.")})
    if day > on or day.year not in (year - 1, year):
        raise Refused(
            _("The document is of the year before or of the year itself, and not of a day to come."),
            fields={"day": _("Check the day.")},
        )


def they_stand(teams, year):
    """Each team stood on some day of the year."""
    for team in teams:
        if team.formed_on.year > year or (team.disbanded_on and team.disbanded_on.year < year):
            words = _("%(who)s did not stand in %(year)s.") % {"who": team, "year": year}
            raise Refused(words, fields={"teams": words})


def day_of(fund, day, on):
    """Refused for a day outside the book's year, or still to come."""
    if day > on or day.year != fund.year:
        words = _("The day lies in %(year)s and is not still to come.") % {"year": fund.year}
        raise Refused(words, fields={"day": words})


def an_item(item, fund, on):
    """Refused for an item the policy does not list."""
    if item not in provision(ITEMS, at=fund.area, on=on).value:
        raise Refused(_("Choose an item of the list."), fields={"item": _("Required.")})


def numbered(number, field):
    """The number as written; Refused for none."""
    if not compared(number):
        raise Refused(_("Voucher and document have a number."), fields={field: _("Required.")})
    return number.strip()


def unused(fund, number, day):
    """Conflict that names the booking which holds this voucher."""
    held = FundEntry.objects.filter(
        county=county_of(fund), kind="expense", stands=True, voucher=compared(number), day=day
    )
    if one := held.select_related("fund__team__village__division").first():
        said = {"team": one.fund.team, "number": one.number, "day": day, "amount": one.amount, "on": one.entered_on}
        words = _(
            "Voucher %(number)s of %(day)s is booked already: %(team)s, %(amount)s yuan, entered on %(on)s. Where it is another voucher with the same number, put its issuer before the number."
        )
        raise Conflict(words % said, fields={"number": _("Used already.")})


def county_of(fund):
    """The county a book belongs to."""
    return fund.area[: CODE_LENGTH[Office.COUNTY]]
