"""Forms of training sessions and yearly plans."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from attendance import halves
from attendance.models import Training, TrainingPlan
from core.forms import DateField, Form

MORNING, AFTERNOON = "0", "1"


class TrainingForm(Form):
    """A training session (二(三)). Its half days follow one another without a gap; a timetable with gaps is ticked on its own page."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Training.Kind)
    title = forms.CharField(label=_("Title"), max_length=80)
    place = forms.CharField(label=_("Place"), max_length=80, required=False)
    starts_on = DateField(label=_("From"))
    ends_on = DateField(label=_("To"))
    begins = forms.ChoiceField(
        label=_("Begins"), required=False, choices=[(MORNING, _("in the morning")), (AFTERNOON, _("in the afternoon"))]
    )
    days = forms.DecimalField(
        label=_("Days"),
        max_digits=4,
        decimal_places=1,
        min_value=0,
        required=False,
        help_text=_("Half days are possible: 0.5, 1.5 … Left empty, it lasts to the evening of the last day."),
    )
    capacity = forms.IntegerField(label=_("Capacity"), required=False, min_value=1, max_value=100_000)
    plan = forms.ModelChoiceField(None, label=_("Training plan"), required=False)

    def __init__(self, *args, session=None, **kwargs):
        self.session = session
        super().__init__(*args, **kwargs)
        own = TrainingPlan.objects.visible_to(self.actor).filter(area=self.actor.area)
        self.fields["plan"].queryset = own.order_by("-year", "starts_on")

    def clean(self):
        """Dates in order; the halves laid out; not more training days than calendar days."""
        data = super().clean()
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first."))
        elif first and last and (last - first).days >= halves.LONGEST:
            self.add_error("ends_on", _("A session lasts at most %(days)s days.") % {"days": halves.LONGEST})
        elif first and last and "days" not in self.errors:
            self._lay(data, first, last)
        data.pop("begins", None)
        return data

    def _lay(self, data, first, last):
        """Keeps the timetable of a session whose days are left alone, else lays the halves anew."""
        if self.session and not {"starts_on", "ends_on", "begins", "days"} & set(self.changed_data):
            data |= {"days": self.session.days, "halves": self.session.halves}
            return
        begins, room = int(data.get("begins") or MORNING), Decimal((last - first).days + 1)
        room -= halves.HALF * begins
        days = room if data.get("days") is None else data["days"]
        if days % halves.HALF or not 0 < days <= room:
            self.add_error("days", _("Whole and half days, between half a day and the days from first to last."))
            return
        data |= {"days": days, "halves": halves.laid(days, begins)}


def known_of(session):
    """What the form shows of a session that stands."""
    known = {name: getattr(session, name) for name in TrainingForm.base_fields if name not in ("begins", "plan")}
    return {**known, "plan": session.plan_id, "begins": str(session.halves[0] % 2)}


class PlanForm(Form):
    """A line of a department's yearly training plan."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Training.Kind)
    title = forms.CharField(label=_("Title"), max_length=80)
    starts_on = DateField(label=_("From"))
    ends_on = DateField(label=_("To"))
    sessions_planned = forms.IntegerField(label=_("Sessions planned"), min_value=1, max_value=1000)
    people_planned = forms.IntegerField(label=_("People planned"), min_value=1, max_value=1_000_000)
    days_planned = forms.DecimalField(
        label=_("Days a person"), max_digits=4, decimal_places=1, min_value=Decimal("0.5"), max_value=366
    )

    def clean(self):
        """The period lies in the year, its dates in order; days are whole or half."""
        data = super().clean()
        first, last, year = data.get("starts_on"), data.get("ends_on"), data.get("year")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first."))
        for name, day in (("starts_on", first), ("ends_on", last)):
            if day and year and day.year != year:
                self.add_error(name, _("This day does not lie in the year of the plan."))
        if data.get("days_planned") and data["days_planned"] % halves.HALF:
            self.add_error("days_planned", _("Whole and half days only."))
        return data
