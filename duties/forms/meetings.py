"""Forms of meetings and of the matters raised at them, and what their lists may be narrowed by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, Form
from duties import meeting_rows
from duties.actions.meetings import Mark
from duties.models import Called, Matter, Meeting
from teams.forms.filters import ALL, Filter
from teams.models import Team

MOST_ITEMS = 20
LONGEST_MINUTES = 20_000
QUARTERS = [*ALL, ("1", _("1st quarter")), ("2", _("2nd quarter")), ("3", _("3rd quarter")), ("4", _("4th quarter"))]
YEAR = {"label": _("Year"), "required": False, "min_value": 2000, "max_value": 2200}


class MeetingFilter(Filter):
    """Which meetings."""

    q = forms.CharField(label=_("Title"), required=False, max_length=40)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ALL, *Meeting.State.choices])
    year = forms.IntegerField(**YEAR)
    quarter = forms.TypedChoiceField(label=_("Quarter"), required=False, choices=QUARTERS, coerce=int, empty_value=None)
    field_order = ("area", "year", "quarter", "state", "q")


class MeetingForm(Form):
    """A meeting to call: when, where, about what."""

    title = forms.CharField(label=_("Title"), max_length=80)
    day = DateField(label=_("Day"))
    place = forms.CharField(label=_("Place"), max_length=80)
    agenda = forms.CharField(
        label=_("Agenda"),
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("One item a line, at most 20."),
    )

    def clean_agenda(self):
        """The items, one a line."""
        items = [line.strip() for line in self.cleaned_data["agenda"].splitlines() if line.strip()]
        if not 0 < len(items) <= MOST_ITEMS or any(len(item) > 200 for item in items):
            raise forms.ValidationError(_("1 to 20 items of at most 200 characters each."))
        return items


class ReasonForm(Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class MinutesForm(Form):
    """The minutes of a meeting; of a closed one with the reason of the change."""

    chair = forms.CharField(label=_("Chaired by"), max_length=40)
    minutes = forms.CharField(label=_("Minutes"), max_length=LONGEST_MINUTES, widget=forms.Textarea({"rows": 14}))
    reason = forms.CharField(label=_("Why it is changed"), max_length=200)

    def __init__(self, *args, closed=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not closed:
            del self.fields["reason"]


class MatterFilter(Filter):
    """Which matters."""

    q = forms.CharField(label=_("Words"), required=False, max_length=40)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[*ALL, ("open", _("being dealt with")), ("late", _("late")), *Matter.Outcome.choices],
    )
    mine = forms.BooleanField(label=_("For my office to settle"), required=False)
    meeting = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
    field_order = ("area", "state", "q", "mine", "meeting")


class MatterForm(Form):
    """A matter raised: by whom, what, who settles it until when."""

    team = forms.ModelChoiceField(
        Team.objects.none(), label=_("Raised by the team"), required=False, empty_label=_("the leadership group itself")
    )
    words = forms.CharField(label=_("What was raised"), max_length=500, widget=forms.Textarea({"rows": 3}))
    owner = forms.ChoiceField(label=_("Office in charge"))
    person = forms.CharField(label=_("Person in charge"), max_length=40, required=False)
    due_on = DateField(label=_("Due on"))
    reason = forms.CharField(label=_("Why it is changed"), max_length=200)

    def __init__(self, *args, meeting, reasoned=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = meeting_rows.teams_of(meeting.area, self.on)
        self.fields["owner"].choices = meeting_rows.owners(meeting.area, self.on)
        if not reasoned:
            del self.fields["reason"]


class ProgressForm(Form):
    """How a matter stands."""

    words = forms.CharField(label=_("How it stands"), max_length=500, widget=forms.Textarea({"rows": 2}))


class EndForm(Form):
    """What came of a matter."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Matter.Outcome, widget=forms.RadioSelect)
    answer = forms.CharField(
        label=_("What came of it"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Handed on: to whom. Not possible: why."),
    )


class ReopenForm(Form):
    """Why a matter is opened again, and until when it is due now."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
    due_on = DateField(label=_("Due on"))


def marks_of(data, people):
    """Marks of everybody called: what stands ticked for each, with the words of the excused."""
    signs = Called.Sign.values
    marks = []
    for posting in people:
        sign = data.get(f"sign-{posting}", "")
        marks.append(Mark(posting, sign if sign in signs else "", data.get(f"reason-{posting}", "")))
    return marks
