"""What a reader may ask of the overview: a place to look into, words to look for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, Form


class AreaForm(Form):
    """A division inside the actor's own."""

    area = forms.RegexField(r"^\d{2}(\d{2}){0,2}(\d{3})?$", label=_("Division code"), required=False)

    def clean_area(self):
        """The actor's own area where nothing is said; nothing outside it."""
        area = self.cleaned_data["area"] or self.actor.area
        if not area.startswith(self.actor.area):
            raise forms.ValidationError(_("Not found, or outside your jurisdiction."))
        return area


class SearchForm(Form):
    """Words to look for: a name, a division code, pinyin initials."""

    q = forms.CharField(label=_("Name, code or pinyin initials"), max_length=60, required=False)


class DossierForm(Form):
    """The day a dossier is to speak of; today where nothing is said."""

    on = DateField(label=_("As of"), required=False)

    def clean_on(self):
        """Nothing is known of a day to come."""
        day = self.cleaned_data["on"] or self.on
        if day > self.on:
            raise forms.ValidationError(_("That day has not come yet."))
        return day


class FindDossierForm(Form):
    """Whose dossier: a piece of the name, pinyin initials, or the employer."""

    q = forms.CharField(label=_("Name, pinyin initials or unit"), max_length=60, required=False)
