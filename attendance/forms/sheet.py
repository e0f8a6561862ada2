"""Forms of the sheet: which days, what the clerk says."""

import re
from datetime import datetime

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from attendance.actions import Entry
from attendance.sheet import LONGEST_SPAN
from core.forms import DateField, Form
from core.refusals import Refused

_KEY = re.compile(r"s-(\d{1,18})-(\d{8})")


class SpanForm(Form):
    """Which day, or which span of days, of the sheet."""

    first = DateField(label=_("Day"), required=False)
    last = DateField(label=_("until"), required=False)

    def clean(self):
        """Fills in today and a single day; a span is at most a month."""
        data = super().clean()
        first = data.get("first") or self.on
        last = data.get("last") or first
        if last < first:
            self.add_error("last", _("The last day lies before the first."))
        elif (last - first).days >= LONGEST_SPAN:
            self.add_error("last", _("At most %(days)s days at once.") % {"days": LONGEST_SPAN})
        return {"first": first, "last": last}


def entries(data):
    """What a clerk's form says, line by line. Raises Refused for a form that was tampered with."""
    found = [match for match in map(_KEY.fullmatch, data) if match]
    return [_entry(data, *match.groups()) for match in found]


def _entry(data, posting, written):
    key = f"{posting}-{written}"
    note, reason = data.get(f"n-{key}", ""), data.get(f"reason-{key}", "") or data.get("reason", "")
    if len(note) > 200 or len(reason) > 200:
        raise Refused(_("A note has at most 200 characters."), fields={f"n-{key}": _("Too long.")})
    return Entry(int(posting), _day(written), data[f"s-{key}"], note, _version(data.get(f"v-{key}", "")), reason)


def _day(written):
    try:
        return datetime.strptime(written, "%Y%m%d").date()
    except ValueError as error:
        raise Refused(_("This day does not exist.")) from error


def _version(written):
    """The stamp as it was given out, or nothing for nonsense (which then meets the newer row)."""
    try:
        moment = parse_datetime(written)
    except ValueError:
        moment = None
    return moment.isoformat() if moment else ""
