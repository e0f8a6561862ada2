"""The attendance rules of the counties through a year: each day is counted by the rule in force on that day.

The minimum of a year is one number in one document: that in force on the day judged, on 31 December for a year that is over.
The minimum of a month is that of its last day judged (docs/decisions/0011).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from attendance import ledger
from attendance.ledger import ATTENDANCE, ONE_DAY, TRAINING, Minimum
from attendance.rules import counted_statuses
from core.models import CountyRule
from core.policy import NoPolicy, policy_in_force
from core.policy_files import policy_files

COUNTED = "attendance.counted_statuses"


@dataclass(frozen=True, slots=True)
class CountyYear:
    """A county's minimums of a year with the provisions they rest on, and the last day that is unconfirmed too long."""

    minimums: dict[str, Minimum]
    cited: dict[str, list]
    overdue_until: date


class RuleBook:
    """The rules of each county in a year up to a day, looked up once per county; the entered rules are read once.

    `rules` stands in for the entered ones: what would be if.
    """

    def __init__(self, year, on, rules=None):
        self.year, self.on = year, on
        self.first, last = ledger.year_span(year)
        self.until = min(on, last)
        self.rules = entered(self.first, self.until) if rules is None else rules
        self._years, self._counted, self._months = {}, {}, {}

    def of(self, county) -> CountyYear:
        """The county's minimums of the year."""
        if county not in self._years:
            self._years[county] = self._read(county)
        return self._years[county]

    def _read(self, county):
        policy = policy_in_force(county, self.until, self.rules)
        minimums = {kind: ledger.yearly_minimum(policy, kind, self.year) for kind in (ATTENDANCE, TRAINING)}
        cited = {kind: [*map(cite, minimum.provisions)] for kind, minimum in minimums.items()}
        cited[ATTENDANCE].append(cite(policy[COUNTED]))
        patience = timedelta(days=policy["attendance.unconfirmed_after_days"].value + 1)
        return CountyYear(minimums, cited, min(self.on - patience, self.until))

    def counted(self, county, day) -> frozenset:
        """The statuses a county counted on a day; before the first text of all, as on the day judged."""
        if (county, day) not in self._counted:
            try:
                policy = policy_in_force(county, day, self.rules)
            except NoPolicy:
                policy = policy_in_force(county, self.until, self.rules)
            self._counted[county, day] = frozenset(counted_statuses(policy))
        return self._counted[county, day]

    def month(self, county, month) -> tuple[Minimum, list] | None:
        """The minimum of a month with what it rests on, where the county has one; (minimum, provisions cited)."""
        if (county, month) not in self._months:
            day = min(self.until, ledger.month_span(self.year, month)[1])
            policy = policy_in_force(county, day, self.rules)
            minimum = ledger.monthly_minimum(policy, self.year, month)
            cited = [*map(cite, (*minimum.provisions, policy[COUNTED]))] if minimum else []
            self._months[county, month] = (minimum, cited) if minimum else None
        return self._months[county, month]

    def breaks(self) -> list[date]:
        """The days within the year on which somewhere other statuses begin to count."""
        return changes(COUNTED, self.first, self.until, self.rules)

    def may_have_months(self) -> bool:
        """Whether any text or any office sets a monthly minimum at all."""
        key = "attendance.days_per_month"
        texts = (
            row["value"] for file in policy_files().values() if key in file.entries for row in file.entries[key].values
        )
        return any(value is not None for value in texts) or any(rule.key == key for rule in self.rules)


def entered(first, last) -> list:
    """The county rules in force on any day of a span: one query."""
    rows = CountyRule.objects.filter(Q(effective_to__isnull=True) | Q(effective_to__gte=first))
    return list(rows.filter(effective_from__lte=last))


def changes(key, first, last, rules) -> list[date]:
    """The days within a span, its first left out, on which a text or an entered rule of this key begins or has ended."""
    texts = [
        row["since"] for file in policy_files().values() if key in file.entries for row in file.entries[key].values
    ]
    begun = [rule.effective_from for rule in rules if rule.key == key]
    ended = [rule.effective_to + ONE_DAY for rule in rules if rule.key == key and rule.effective_to]
    return sorted({day for day in (*texts, *begun, *ended) if first < day <= last})


def cite(provision) -> dict:
    """A provision by reference: its key, value, date and source say which text it was."""
    whole = provision.as_json()
    return {name: whole[name] for name in ("key", "value", "since", "source", "clause", "area", "document_number")}
