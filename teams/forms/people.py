"""Forms of cadres and teams."""

import re
import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, Form
from teams.languages import LANGUAGES
from teams.models import Cadre, Village
from teams.rules import BadIdNumber, read_id_number

BOXES = forms.CheckboxSelectMultiple
NONE = [("", "–")]
_SECRET = {"data-secret": "", "autocomplete": "off", "inputmode": "text"}
# Read while it is typed; only this field travels, by POST.
_READ = {"hx-post": "/cadres/read/", "hx-trigger": "change", "hx-target": "#read", "hx-params": "id_number"}
WRONG_NUMBER = {
    "shape": _("An ID number has eighteen places (or the fifteen of old)."),
    "day": _("The birthday in this ID number does not exist."),
    "check": _("The last place of this ID number does not fit the others: look for a slip."),
}


class CadreForm(Form):
    """The facts about a person, entered once; sex and birthday are read from the ID number."""

    name = forms.CharField(label=_("Name"), max_length=40)
    id_number = forms.CharField(label=_("ID number"), max_length=40, widget=forms.TextInput({**_SECRET, **_READ}))
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False, widget=forms.TextInput(_SECRET))
    party = forms.ChoiceField(label=_("Party membership"), choices=[*NONE, *Cadre.Party.choices])
    rank = forms.ChoiceField(label=_("Rank"), choices=[*NONE, *Cadre.Rank.choices])
    reserve = forms.ChoiceField(label=_("Reserve list"), required=False, choices=[*NONE, *Cadre.Reserve.choices])
    job_title = forms.CharField(label=_("Post"), max_length=60, required=False)
    education = forms.ChoiceField(label=_("Education"), required=False, choices=[*NONE, *Cadre.Education.choices])
    skills = forms.MultipleChoiceField(label=_("Skills"), required=False, widget=BOXES, choices=Cadre.Skill)
    languages = forms.MultipleChoiceField(label=_("Languages"), required=False, widget=BOXES, choices=LANGUAGES)
    promotable = forms.BooleanField(label=_("Promotable soon"), required=False)

    def __init__(self, *args, editing=False, **kwargs):
        super().__init__(*args, **kwargs)
        if editing:
            self.fields["id_number"].required = False
            self.fields["id_number"].help_text = self.fields["phone"].help_text = _(
                "Leave empty to keep what is known."
            )

    def clean_id_number(self):
        """What the number says, or what is wrong with it."""
        written = self.cleaned_data["id_number"]
        try:
            return read_id_number(written, on=self.on) if written else None
        except BadIdNumber as wrong:
            raise forms.ValidationError(WRONG_NUMBER[wrong.reason]) from wrong

    def clean_phone(self):
        """Digits with an optional country code."""
        tidy = re.sub(r"[\s()-]", "", unicodedata.normalize("NFKC", self.cleaned_data["phone"]))
        if tidy and not re.fullmatch(r"\+?[0-9]{7,15}", tidy):
            raise forms.ValidationError(_("A telephone number has seven to fifteen digits."))
        return tidy

    @property
    def read(self):
        """What the ID number told, to show beside a form that is sent back."""
        return self.cleaned_data.get("id_number") if self.is_bound and hasattr(self, "cleaned_data") else None


class FindForm(Form):
    """One exact ID number, posted."""

    id_number = forms.CharField(label=_("ID number"), max_length=40, widget=forms.TextInput(_SECRET))

    def clean_id_number(self):
        """In its eighteen places; what is no ID number is looked for as written."""
        written = self.cleaned_data["id_number"]
        try:
            return read_id_number(written, on=self.on).number
        except BadIdNumber:
            return written


class RevealForm(Form):
    """Which number, and why."""

    what = forms.ChoiceField(label=_("Number"), choices=[("id_number", _("ID number")), ("phone", _("Telephone"))])
    reason = forms.CharField(label=_("Reason"), max_length=200)


class AccountForm(Form):
    """The user name of the cadre's account."""

    username = forms.CharField(label=_("User name"), max_length=60)


class VillageChoice(forms.ModelChoiceField):
    """A village by its name and code."""

    def label_from_instance(self, village):
        """Name and code: names repeat."""
        return f"{village.division.name} ({village.area})"


class SecondVillageForm(Form):
    """A village that the team of another may serve too."""

    village = VillageChoice(
        None, label=_("Second village"), help_text=_("Of the same township, paired with the same unit, without a team.")
    )

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        beside = Village.objects.visible_to(self.actor).beside(team.village, max(self.on, team.formed_on))
        self.fields["village"].queryset = beside.select_related("division")


class SecondVillageEndForm(Form):
    """Why the second village is served no more."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea({"rows": 3}))


class TeamForm(Form):
    """The day a team is formed, and a second village it serves."""

    formed_on = DateField(label=_("Formed on"))
    second_village = VillageChoice(
        None,
        label=_("Second village"),
        required=False,
        help_text=_("Of the same township, paired with the same unit, without a team."),
    )

    def __init__(self, *args, village, **kwargs):
        super().__init__(*args, **kwargs)
        beside = Village.objects.visible_to(self.actor).beside(village, self.on).select_related("division")
        self.fields["second_village"].queryset = beside
        if not self.is_bound and not beside:
            del self.fields["second_village"]


class DisbandForm(Form):
    """The day and the reason."""

    disbanded_on = DateField(label=_("Disbanded on"))
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea({"rows": 3}))
