"""What is due about care of people: insurance, check-ups, visits and talks (二(五))."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.dues import source
from core.offices import CODE_LENGTH
from core.policies import Policies
from support.care import CHECKED, INSURED, SEEN_BY, TALKED, VISITED, with_standing
from support.cover_rules import cover_due, part_due
from support.due_rows import COUNTY, grouped, sender
from support.models import Insurance, Visit
from teams.models import Posting


def _serving(on):
    return Posting.objects.current(on).select_related("pairing").order_by("pk")


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
        if policies.at(posting.area[:COUNTY])[INSURED].value and day.year <= on.year:
            found.append((sender(posting), posting.area[:COUNTY], day))
    yield from grouped("insurance", found, _people("insurance-new", "insurance"))


@source("checkup", _("Medical check-ups"), _("Arrange a medical check-up for %(count)s posted cadres (%(year)s)."))
def checkups(on):
    """Whoever has had fewer check-ups this year than the policy asks for: the sender's duty. One statement and the policies."""
    found = []
    for posting, policy in _with_policy(with_standing(_serving(on), on), on):
        if day := _part(posting, posting.checkups_made, policy[CHECKED].value, on):
            found.append((sender(posting), posting.area[:COUNTY], day))
    yield from grouped("checkup", found, _people("checkup-new", "checkup"))


@source("condolence", _("Visits of condolence"), _("Visit %(count)s posted cadres this year (%(year)s)."))
def visits(on):
    """Whom a level that owes it has not visited this year: visits of other levels do not count. Two statements and the policies."""
    yield from grouped("condolence", _unseen("visit", VISITED, on), _people("visit-new", "visit"))


@source("talk", _("Heart-to-heart talks"), _("Talk with %(count)s posted cadres (%(year)s)."))
def talks(on):
    """With whom a level that owes it has not talked as often as asked for: the same clause, the same levels."""
    yield from grouped("talk", _unseen("talk", TALKED, on), _people("visit-new", "talk"))


def _unseen(kind, key, on):
    """(owner, county, day) of everybody seen less often than asked for, by each level of 各级 the policy lists."""
    made = Visit.objects.standing().filter(kind=kind, day__year=on.year).order_by()
    made = made.values("posting", "entered_office").annotate(times=Count("pk"))
    times = {(row["posting"], row["entered_office"]): row["times"] for row in made}
    for posting, policy in _with_policy(_serving(on), on):
        for office in policy[SEEN_BY].value:
            if day := _part(posting, times.get((posting.pk, office), 0), policy[key].value, on):
                yield (office, None, posting.area[: CODE_LENGTH[office]]), posting.area[:COUNTY], day


def _with_policy(postings, on):
    policies = Policies(on)
    return ((posting, policies.at(posting.area[:COUNTY])) for posting in postings)


def _part(posting, done, times, on):
    """The last day of the next part of the year, never before the posting began; None where enough is done."""
    return max(part_due(on.year, done + 1, times), posting.starts_on) if done < times else None
