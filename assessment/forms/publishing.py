"""Forms of public notices of results, and of objections to them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment import noticeboard
from assessment.models import Assessment
from core.forms import DateField, Form
from selection.forms.publicity import STANDS, ObjectionWords
from selection.steps import ObjectionState
from teams.forms.filters import ALL, Filter

WHAT = [*ALL, ("teams", _("teams")), ("people", _("people"))]


class NoticeFilter(Form):
    """Which notices the list shows."""

    stands = forms.ChoiceField(label=_("State"), required=False, choices=STANDS)
    q = forms.CharField(label=_("Title"), required=False, max_length=40)


class PickFilter(Filter):
    """Of which set grades a notice is made; `rows` is what there is to choose from."""

    cycle = forms.ModelChoiceField(None, label=_("Assessment cycle"), required=False, empty_label=None)
    what = forms.ChoiceField(label=_("Teams or people"), required=False, choices=WHAT)
    q = forms.CharField(label=_("Name or village"), required=False, max_length=40)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cycle"].queryset = self.cycles = noticeboard.cycles(rows)

    @property
    def wanted(self):
        """What the filter says; without a cycle the latest one that has something to show."""
        said = dict(self.cleaned_data) if self.is_valid() else {}
        return {**said, "cycle": said.get("cycle") or self.cycles.first()}


class NoticeForm(Form):
    """Whom the notice shows, how long it hangs and how one objects."""

    cases = forms.ModelMultipleChoiceField(None, label=_("Grades"), required=False)
    every = forms.BooleanField(label=_("All grades that the filter shows"), required=False)
    title = forms.CharField(label=_("Title"), max_length=120)
    from_on = DateField(label=_("Hangs from"))
    until_on = DateField(label=_("Hangs until"))
    telephone = forms.CharField(label=_("Telephone"), max_length=40)
    address = forms.CharField(label=_("Postal address"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), required=False)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = self.fields["cases"].queryset = rows

    @property
    def chosen(self):
        """The cases meant."""
        return self.rows if self.cleaned_data["every"] else self.cleaned_data["cases"]

    @property
    def ticked(self):
        """The numbers ticked, to tick them again when the form comes back."""
        return set(self.data.getlist("cases")) if hasattr(self.data, "getlist") else set()

    @property
    def words(self):
        """The fields of the notice itself, for drawing."""
        return [self[name] for name in self.fields if name not in ("cases", "every")]


class PlaceForm(Form):
    """Of which township or village papers and posters are made."""

    area = forms.RegexField(r"^\d{6,12}$", label=_("Place"), required=False)


class ObjectionFilter(Form):
    """Which objections the list shows."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ALL, *ObjectionState.choices])
    q = forms.CharField(label=_("Name"), required=False, max_length=40)


class ResultObjectionForm(ObjectionWords):
    """An objection to one of the grades a notice shows."""

    assessment = forms.ModelChoiceField(None, label=_("Grade objected to"), empty_label="–")
    field_order = ("assessment",)

    def __init__(self, *args, notice, **kwargs):
        super().__init__(*args, **kwargs)
        shown = Assessment.objects.visible_to(self.actor).filter(shown_on__notice=notice)
        related = ("posting__cadre", "team__village__division")
        self.fields["assessment"].queryset = shown.select_related(*related).order_by("area", "pk")
