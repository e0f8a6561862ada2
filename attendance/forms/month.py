"""Which month of which township, and what a clerk says of its days."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from attendance.actions import Entry
from attendance.month import month_of
from core.forms import Form
from core.refusals import Refused

TOWNSHIP = 9  # digits of its code
MOST = 5000  # cells in one batch
_TEXTS = ("status", "note", "version", "reason")


class MonthForm(Form):
    """Which month, and for readers above a township which one."""

    month = forms.RegexField(r"^2[01]\d\d-(0[1-9]|1[0-2])$", label=_("Month"), required=False)
    area = forms.RegexField(r"^\d{9}$", label=_("Township"), required=False)

    def clean(self):
        """This month where none is named, the actor's own township where there is one; nothing outside the jurisdiction."""
        data = super().clean()
        area = data.get("area") or (self.actor.area if len(self.actor.area) == TOWNSHIP else "")
        if area and not area.startswith(self.actor.area):
            self.add_error("area", _("Not found, or outside your jurisdiction."))
        return {"month": month_of(data.get("month")) or self.on.replace(day=1), "area": area}


def cells(body):
    """The entries of a batch. Raises Refused for what is no batch at all; what a cell says is judged cell by cell.

    Read by hand: a month is 1,395 of them, and a serializer would take longer than the database.
    """
    given = body.get("entries") if isinstance(body, dict) else None
    if not isinstance(given, list) or not 1 <= len(given) <= MOST:
        raise Refused(_("Send between 1 and %(most)s entries.") % {"most": MOST}, fields={"entries": _("Required.")})
    return [_entry(number, one) for number, one in enumerate(given)]


def _entry(number, one):
    try:
        texts = {name: one.get(name, "") for name in _TEXTS}
        posting, day, confirm = one["posting"], date.fromisoformat(one["day"]), one.get("confirm", True)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _unreadable(number) from error
    plain = type(posting) is int and 0 < posting < 2**63 and type(confirm) is bool
    if not plain or not all(isinstance(text, str) for text in texts.values()):
        raise _unreadable(number)
    return Entry(posting, day, confirm=confirm, **texts)


def _unreadable(number):
    return Refused(_("This form was not understood."), fields={f"entries.{number}": _("This form was not understood.")})
