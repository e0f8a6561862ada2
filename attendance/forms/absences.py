"""Forms of leave and report-outs."""

from calendar import monthrange
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from attendance.models import Leave, ReportOut
from core.forms import DateField, Files, FilesField, Form
from teams.forms.filters import ALL, Filter

SCANS = {"accept": ".pdf,.jpg,.jpeg,.png,.docx", "multiple": True}
STEP_VERBS = ("approve", "return", "decline", "withdraw", "cancel", "report_back")


def month_of(year, month):
    """(first day, last day) of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _words(label, most, **more):
    return forms.CharField(label=label, max_length=most, **more)


class _AbsenceForm(Form):
    """Days, where to, and why only now."""

    starts_on = DateField(label=_("From"))
    ends_on = DateField(label=_("To"))
    destination = _words(_("Where to"), 100)
    late_reason = _words(
        _("Why afterwards"), 200, required=False, help_text=_("Only for days that have passed: it is marked as such.")
    )


class LeaveForm(_AbsenceForm):
    """An application for leave."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Leave.Kind)
    ends_on = DateField(label=_("To"), help_text=_("The last day of leave, included."))
    reason = _words(_("Reason"), 300, widget=forms.Textarea({"rows": 2}))
    papers = FilesField(
        label=_("Papers"),
        required=False,
        widget=Files(SCANS),
        help_text=_("A doctor's certificate or the like: PDF, JPG, PNG or DOCX, 10 MB each."),
    )
    field_order = ("kind", "starts_on", "ends_on", "reason", "destination", "late_reason", "papers")


MENDABLE = [(name, LeaveForm.base_fields[name].label) for name in LeaveForm.base_fields]


class LeaveStepForm(Form):
    """A step on a leave: the verb, the comment; for returning what to mend, for reporting back the day."""

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in STEP_VERBS])
    state = forms.ChoiceField(required=False, choices=[("", ""), *Leave.State.choices])
    note = forms.CharField(label=_("Comment"), required=False, max_length=500, widget=forms.Textarea({"rows": 2}))
    fields_to_mend = forms.MultipleChoiceField(
        label=_("To be mended"), required=False, choices=MENDABLE, widget=forms.CheckboxSelectMultiple
    )
    back_on = DateField(label=_("First day in the village again"), required=False)

    def clean(self):
        """The marks under the name the deed knows them by."""
        data = super().clean()
        return {**data, "fields": data.get("fields_to_mend") or []}


class TogetherForm(Form):
    """The same decision on several leaves."""

    verb = forms.ChoiceField(choices=[("approve", "approve"), ("decline", "decline")])
    note = forms.CharField(required=False, max_length=500)


class LeaveFilter(Filter):
    """Which leaves the list shows."""

    waiting = forms.BooleanField(label=_("Waiting for me"), required=False)
    due = forms.BooleanField(label=_("Over, not reported back"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[*ALL, *Leave.Kind.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ALL, *Leave.State.choices])
    first = DateField(label=_("Away from"), required=False)
    last = DateField(label=_("until"), required=False)
    field_order = ("waiting", "due", "kind", "state", "first", "last", "area", "q")


class ReportOutForm(_AbsenceForm):
    """A report-out."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ReportOut.Kind)
    reason = _words(_("Matter"), 200)
    ends_on = DateField(label=_("Expected return"), help_text=_("The last day away, included."))
    field_order = ("kind", "reason", "destination", "starts_on", "ends_on", "late_reason")


class ReportOutFilter(Filter):
    """Which report-outs the list shows."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[*ALL, *ReportOut.Kind.choices])
    first = DateField(label=_("Away from"), required=False)
    last = DateField(label=_("until"), required=False)
    field_order = ("kind", "first", "last", "area", "q")


class TakeBackForm(Form):
    """Why a report-out is taken back."""

    note = forms.CharField(label=_("Comment"), required=False, max_length=200)


class SpanOfLeaveForm(Form):
    """The days an application would speak of: enough to say who decides."""

    starts_on = DateField()
    ends_on = DateField()


class MonthForm(Filter):
    """Which month of the calendar, which place, which single day of it."""

    month = forms.RegexField(
        r"^\d{4}-(0[1-9]|1[0-2])$", label=_("Month"), required=False, widget=forms.TextInput({"type": "month"})
    )
    day = DateField(required=False, widget=forms.HiddenInput)
    q = sort = None
    field_order = ("month", "area")

    def clean_month(self):
        """(first day, last day) of the month, or of the present one."""
        said = self.cleaned_data["month"] or f"{self.on:%Y-%m}"
        year, month = map(int, said.split("-"))
        if not 1900 <= year <= 2200:
            raise forms.ValidationError(_("Enter a year between 1900 and 2200."))
        return month_of(year, month)


class YearForm(Filter):
    """Which year of the summary, which place, whose."""

    year = forms.IntegerField(label=_("Year"), required=False, min_value=2000, max_value=2200)
    field_order = ("year", "area", "q")
