"""The form of what an office may change about a division."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.base import Form

LANGUAGES = [
    ("zh", _("Chinese")),
    ("bo", _("Tibetan")),
    ("mn", _("Mongolian")),
    ("mjg", _("Tu (Monguor)")),
    ("slr", _("Salar")),
]


class DivisionFacts(Form):
    """Ethnic area and working languages, for one division or for everything below it too."""

    ethnic_area = forms.BooleanField(label=_("Ethnic area"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Working languages"), choices=LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple
    )
    below = forms.BooleanField(label=_("Also for everything below"), required=False)
