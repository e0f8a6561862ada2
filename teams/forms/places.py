"""Forms of villages, units and pairings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, Form
from core.models import Division, Unit
from core.offices import Office
from teams.actions import LEVELS, may_edit
from teams.languages import LANGUAGES
from teams.models import Village
from teams.provisions import policy_at, village_categories

MOST_HITS = 20
BOXES = forms.CheckboxSelectMultiple


class VillageForm(Form):
    """The facts about a village (A2)."""

    categories = forms.MultipleChoiceField(label=_("Categories"), required=False, widget=BOXES)
    needs = forms.MultipleChoiceField(label=_("Needs"), required=False, widget=BOXES, choices=Village.Need)
    poverty_exit_on = DateField(label=_("Exit from poverty"), required=False)
    ethnic_area = forms.BooleanField(label=_("Ethnic area"), required=False)
    languages = forms.MultipleChoiceField(label=_("Working languages"), required=False, widget=BOXES, choices=LANGUAGES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["categories"].choices = village_categories(policy_at(self.actor.area, self.on))


class NewVillageForm(VillageForm):
    """A division of one's own county that becomes a village with a team."""

    code = forms.RegexField(r"^\d{12}$", label=_("Division code"), help_text=_("Twelve digits; search by name above."))
    field_order = ("code",)

    def clean_code(self):
        """The division, inside the county."""
        found = Division.objects.current().inside(self.actor.area).filter(code=self.cleaned_data["code"]).first()
        if found is None:
            raise forms.ValidationError(_("Not found, or outside your jurisdiction."))
        return found


class WordsForm(Form):
    """A search by name or pinyin initials."""

    q = forms.CharField(label=_("Name or pinyin initials"), required=False, max_length=40)


def division_hits(words, actor):
    """Villages by name that are not in the list yet, inside the actor's area: a few."""
    rows = Division.objects.current().inside(actor.area).filter(level=Division.Level.VILLAGE, village__isnull=True)
    by = {"initials__startswith": words.lower()} if words.isascii() else {"full_name__contains": words}
    return rows.filter(**by)[:MOST_HITS] if words else []


def known_of(code, actor):
    """What a chosen division already says of a new village: code, ethnic area, working languages."""
    found = Division.objects.current().inside(actor.area).filter(code=code[:12]).first() if code.isdecimal() else None
    return {name: getattr(found, name) for name in ("code", "ethnic_area", "languages")} if found else {}


class UnitForm(Form):
    """A dispatching unit, by the organization department of its level (A3)."""

    name = forms.CharField(label=_("Unit's name"), max_length=80)
    level = forms.ChoiceField(label=_("Level"))
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "–"), *Unit.Kind.choices])
    township = forms.ChoiceField(
        label=_("Township"), required=False, help_text=_("Only for a unit of township level."), choices=()
    )
    party_committee = forms.CharField(label=_("Party committee"), max_length=80)
    leader_name = forms.CharField(label=_("Designated leader"), max_length=40, required=False)
    leader_title = forms.CharField(label=_("Leader's title"), max_length=60, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [(level.value, level.label) for level in LEVELS.get(self.actor.office, ())]
        if self.actor.office == Office.COUNTY:
            towns = Division.objects.current().children_of(self.actor.area).values_list("code", "name")
            self.fields["township"].choices = [("", "–"), *towns]
        else:
            del self.fields["township"]

    def clean(self):
        """The home division follows from level and office."""
        data = super().clean()
        in_town = data.get("level") == Unit.Level.TOWNSHIP
        if in_town and not data.get("township"):
            self.add_error("township", _("Choose the township."))
        code = data.get("township") if in_town else self.actor.area
        data["home"] = Division.objects.current().filter(code=code or "").first()
        return data


class UnitEditForm(Form):
    """What this actor may change of a unit; level and home stay, or decisions would change their route."""

    name = forms.CharField(label=_("Unit's name"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), choices=Unit.Kind)
    party_committee = forms.CharField(label=_("Party committee"), max_length=80)
    leader_name = forms.CharField(label=_("Designated leader"), max_length=40, required=False)
    leader_title = forms.CharField(label=_("Leader's title"), max_length=60, required=False)

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(may_edit(unit, self.actor)):
            del self.fields[name]


class PairForm(Form):
    """The unit a village is paired with, from a search, and the first day."""

    unit = forms.ModelChoiceField(None, label=_("Dispatching unit"), widget=forms.RadioSelect)
    starts_on = DateField(label=_("From"))

    def __init__(self, *args, words="", **kwargs):
        super().__init__(*args, **kwargs)
        known = Unit.objects.visible_to(self.actor)
        self.fields["unit"].queryset = known
        hits = known.filter(name__icontains=words)[:MOST_HITS] if words else known.none()
        chosen = known.filter(pk=self.data["unit"]) if str(self.data.get("unit", "")).isdecimal() else known.none()
        self.fields["unit"].widget.choices = [(row.pk, row.name) for row in [*hits, *chosen]]


class EndForm(Form):
    """The last day and the reason."""

    ends_on = DateField(label=_("Last day"))
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea({"rows": 3}))
