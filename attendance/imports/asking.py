"""What is said beside a table of attendance: one reason for all corrections, and the month of a sheet that does not name it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from attendance.forms.registers import MonthField
from core.forms import Form


class ListForm(Form):
    """The reason for whatever corrects a confirmed day."""

    reason = forms.CharField(
        label=_("Reason for corrections"),
        max_length=200,
        required=False,
        help_text=_("Needed where the table changes days that are confirmed already; it stands beside each of them."),
    )


class SheetForm(ListForm):
    """Also the month, for a sheet that was not exported here."""

    month = MonthField(
        label=_("Month"), required=False, help_text=_("A sheet exported here names its month itself; that one counts.")
    )
    field_order = ("month", "reason")
