"""What a team's work funds say of its quarter, for its report (docs/decisions/0019)."""

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from core.quarter_facts import provides
from support.models import FundEntry


@provides("funds_spent", _("Work funds spent (yuan)"))
def funds_spent(teams, first, last):
    """What was spent of the team's work funds in the span, reversals taken off; yuan with two decimals, as text."""
    rows = FundEntry.objects.filter(kind=FundEntry.Kind.EXPENSE, day__range=(first, last), fund__team__in=teams)
    spent = dict(rows.order_by().values_list("fund__team").annotate(yuan=Sum("amount")))
    return {team: [("", f"{spent.get(team, 0):.2f}")] for team in teams}
