"""Quarters and the windows in which papers are handed in: dates only, no database."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LAST = 4
_MONTHS = 3
_DAY = timedelta(days=1)
NAMES = {
    1: gettext_lazy("first quarter"),
    2: gettext_lazy("second quarter"),
    3: gettext_lazy("third quarter"),
    4: gettext_lazy("fourth quarter"),
}


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a calendar year, 1 to 4."""

    year: int
    number: int

    @property
    def first(self):
        """Its first day."""
        return date(self.year, self.number * _MONTHS - 2, 1)

    @property
    def last(self):
        """Its last day."""
        return self.after.first - _DAY

    @property
    def after(self):
        """The quarter that follows."""
        return Quarter(self.year, self.number + 1) if self.number < LAST else Quarter(self.year + 1, 1)

    @property
    def before(self):
        """The quarter that went before."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, LAST)

    @property
    def spoken(self):
        """What it is called in the reader's language."""
        return _("%(quarter)s of %(year)s") % {"quarter": NAMES[self.number], "year": self.year}

    def due_on(self, days):
        """The last day of a window of so many days after its end."""
        return self.last + timedelta(days=days)


def quarter_of(day):
    """The quarter a day lies in."""
    return Quarter(day.year, (day.month - 1) // _MONTHS + 1)


def last_ended(on):
    """The latest quarter that is over on a day."""
    return quarter_of(on).before


def ended_lately(on):
    """The quarters that are over and still owed: those of this year, and the last of the year before."""
    found = [last_ended(on)]
    while found[-1].year == on.year:
        found.append(found[-1].before)
    return found


def promised_by(year, formed_on, days):
    """The day until which a team makes its commitment of a year: so many days from its beginning, or from its own."""
    return max(date(year, 1, 1), formed_on) + timedelta(days=days - 1)
