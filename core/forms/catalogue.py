"""Forms of the catalogue: what an office asks for, field by field; of which year the typed fields are shown."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.catalogue import COUNTED
from core.forms.base import Form
from core.models import AskedForm

MOST_FIELDS = 100


class AskedFormForm(Form):
    """Name, basis, cadence, who fills it in, and its fields: one a line, after a bar where the system has it already."""

    name = forms.CharField(label=_("Name of the form"), max_length=80)
    basis = forms.CharField(
        label=_("Basis"),
        max_length=120,
        required=False,
        help_text=_(
            "Provision of the policy or document number. A form without one stands red before all offices above."
        ),
    )
    cadence = forms.ChoiceField(label=_("How often"), choices=AskedForm.Cadence)
    filled_by = forms.MultipleChoiceField(
        label=_("Filled in by"),
        choices=[(office.value, office.label) for office in COUNTED],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    lines = forms.CharField(
        label=_("Fields"),
        widget=forms.Textarea({"rows": 6}),
        max_length=4000,
        help_text=_("One field a line. Where the system has it already, write after a bar where: Name | cadre"),
    )

    def __init__(self, *args, kept=None, **kwargs):
        first = {name: getattr(kept, name) for name in ("name", "basis", "cadence", "filled_by")} if kept else {}
        first |= {"lines": written(kept.fields)} if kept else {}
        super().__init__(*args, initial=first, **kwargs)

    def clean_lines(self):
        """[{name, known}]; a line without a name is a mistake."""
        parts = [
            line.replace("｜", "|").partition("|") for line in self.cleaned_data["lines"].splitlines() if line.strip()
        ]
        fields = [{"name": name.strip()[:80], "known": known.strip()[:80]} for name, _bar, known in parts]
        if not all(field["name"] for field in fields):
            raise forms.ValidationError(_("Every line begins with the name of a field."))
        if len(fields) > MOST_FIELDS:
            raise forms.ValidationError(_("A form may have %(most)s fields."), params={"most": MOST_FIELDS})
        return fields

    def facts(self):
        """What the deed takes."""
        said = self.cleaned_data
        return {name: said[name] for name in ("name", "basis", "cadence", "filled_by")} | {"fields": said["lines"]}


def written(fields):
    """Fields as they are typed."""
    return "\n".join(f"{one['name']} | {one['known']}" if one["known"] else one["name"] for one in fields)


class YearForm(Form):
    """Of which year the typed fields are shown."""

    year = forms.IntegerField(label=_("Year"), required=False, min_value=2018, max_value=2200)
