"""What may be asked of the statistics: a cross-table and whom a cell means, a register, a question to be kept."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, Form
from core.models import Unit
from core.policy import PROVINCE
from overview.models import SavedQuery
from overview.statistics.dimensions import DIMENSIONS, NARROWED, YEAR, Counted
from overview.statistics.registers import REGISTERS

USUAL_YEARS, MOST_YEARS = 9, 30  # years before the one asked about
_ALL = [("", _("all"))]


class AsOfForm(Form):
    """A place inside the jurisdiction and a day that has come."""

    area = forms.RegexField(r"^\d{2}(\d{2}){0,2}(\d{3}){0,2}$", required=False, widget=forms.HiddenInput)
    on = DateField(label=_("As of"), required=False)

    def __init__(self, *args, on=None, **kwargs):
        super().__init__(*args, on=on, **kwargs)
        self.fields["on"].initial = on

    def clean_area(self):
        """The actor's own area where nothing is said; nothing outside it."""
        area = self.cleaned_data["area"] or self.actor.area or PROVINCE
        if not area.startswith(self.actor.area):
            raise forms.ValidationError(_("Not found, or outside your jurisdiction."))
        return area

    def clean_on(self):
        """Today where nothing is said; of days to come nothing is known."""
        day = self.cleaned_data["on"] or self.on
        if day > self.on:
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def kept(self):
        """What of the question is worth keeping: everything said, but a day only when it is not today's."""
        said = {name: self.cleaned_data.get(name) for name in self.fields}
        usual = {"on": self.on, "area": self.actor.area or PROVINCE}
        return {name: str(value) for name, value in said.items() if value not in ("", None, usual.get(name))}


class CrossForm(AsOfForm):
    """Rows × columns, what is counted, and how it is narrowed; names out of closed lists only."""

    rows = forms.ChoiceField(label=_("Rows of the table"), required=False)
    columns = forms.ChoiceField(label=_("Columns of the table"), required=False)
    count = forms.ChoiceField(label=_("Counted"), required=False, choices=Counted.CHOICES)
    since = forms.IntegerField(label=_("Years from"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = [(key, one.label) for key, one in DIMENSIONS.items()]
        self.fields["rows"].choices, self.fields["columns"].choices = names, [("", _("none")), *names]
        for key in NARROWED:
            one = DIMENSIONS[key]
            choices = [*_ALL, *one.choices]
            self.fields[f"only_{key}"] = forms.ChoiceField(label=one.label, required=False, choices=choices)
            self.fields[f"only_{key}"].widget.attrs["class"] = "form-select"
        bounds = MinValueValidator(self.on.year - MOST_YEARS), MaxValueValidator(self.on.year)
        self.fields["since"].validators += bounds

    def clean(self):
        """Rows are the places below where nothing is said; what is both row and column is asked once."""
        data = super().clean()
        data["rows"] = data.get("rows") or _below(data.get("area") or "")
        data["count"] = data.get("count") or Counted.SERVING
        if data["rows"] == data.get("columns"):
            self.add_error("columns", _("Choose something else than the rows."))
        on = data.get("on") or self.on
        data["since"] = min(data.get("since") or on.year - USUAL_YEARS, on.year)
        return data

    def conditions(self):
        """[(label, words)] of what was asked, as it is printed above a table."""
        said = self.cleaned_data
        lines = [(_("As of"), f"{said['on']}"), (_("Counted"), dict(Counted.CHOICES)[said["count"]])]
        if YEAR in (said["rows"], said["columns"]):
            lines.append((_("Years from"), said["since"]))
        chosen = [(key, said[f"only_{key}"]) for key in NARROWED if said[f"only_{key}"]]
        return lines + [(DIMENSIONS[key].label, dict(DIMENSIONS[key].choices)[value]) for key, value in chosen]


def _below(area):
    return {2: "prefecture", 4: "county"}.get(len(area), "township")


class CellForm(CrossForm):
    """A cross-table and one of its cells; an empty row or column means all of them."""

    row = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    column = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def conditions(self):
        """Those of the table, and the row and column the cell lies in."""
        said = self.cleaned_data
        ends = [(said["rows"], said["row"]), (said["columns"], said["column"])]
        chosen = [(DIMENSIONS[key], value) for key, value in ends if key and value]
        return super().conditions() + [(one.label, dict(one.choices).get(value, value)) for one, value in chosen]


class RegisterForm(AsOfForm):
    """One of the registers offices use."""

    register = forms.ChoiceField(label=_("Register"), required=False, choices=REGISTERS.items())
    level = forms.ChoiceField(label=_("Sent from"), required=False, choices=[*_ALL, *Unit.Level.choices])

    def clean_register(self):
        """The first one where nothing is said."""
        return self.cleaned_data["register"] or next(iter(REGISTERS))

    def conditions(self):
        """[(label, words)] as printed above the register."""
        said = self.cleaned_data
        level = [(_("Sent from"), dict(Unit.Level.choices)[said["level"]])] if said["level"] else []
        return [(_("As of"), f"{said['on']}"), *level]


ASKED = {SavedQuery.What.CROSS: CrossForm, SavedQuery.What.REGISTER: RegisterForm}


class KeepForm(Form):
    """A question to be kept under a name; `query` is the part of its address behind the question mark."""

    name = forms.CharField(label=_("Name of the query"), max_length=60)
    what = forms.ChoiceField(choices=SavedQuery.What.choices, widget=forms.HiddenInput)
    query = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)

    def clean(self):
        """The query is asked once: what makes no sense is not kept."""
        data = super().clean()
        if "what" in data and "query" in data:
            form = ASKED[data["what"]](QueryDict(data["query"]), actor=self.actor, on=self.on)
            if not form.is_valid():
                raise forms.ValidationError(_("This query makes no sense any more: ask it again."))
            data["query"] = form.kept()
        return data


class QueryStepForm(Form):
    """What is done with a kept query."""

    verb = forms.ChoiceField(
        choices=[(verb, verb) for verb in ("weekly", "monthly", "off", "pause", "resume", "delete")]
    )
