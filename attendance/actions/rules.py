"""What follows when a county's rule or a posting's end changes: those whom it touches are judged again."""

from attendance.actions.standings import check_thresholds
from teams.models import Posting


def judge_again(area, *, on):
    """Judges the postings of an area again, this year and during January the one before; effects as in `check_thresholds`.

    Returns how many judgements were written.
    """
    years = [on.year - 1, on.year] if on.month == 1 else [on.year]
    return sum(_year(area, year, on) for year in years)


def _year(area, year, on):
    rows = Posting.objects.filter(area__startswith=area, starts_on__lte=on)
    return check_thresholds(on=on, year=year, only=list(rows.values_list("pk", flat=True)))["written"]
