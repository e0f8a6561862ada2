"""Which standings a list shows, and in which order."""

from django import forms
from django.utils.translation import gettext_lazy as _

from attendance.ledger import MONTH
from attendance.lists import SORTS, UNCONFIRMED
from attendance.models import Standing
from core.forms import Form

_ORDERS = [(f"{sign}{key}", key) for key in SORTS for sign in ("", "-")]


class StandingForm(Form):
    """Which standings the list shows; every answer has a value, so that a list needs no second guess."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=Standing.Kind)
    verdict = forms.ChoiceField(
        label=_("List"),
        required=False,
        choices=[
            ("", _("all")),
            ("late", _("will or can only miss")),
            *Standing.Verdict.choices,
            (UNCONFIRMED, _("unconfirmed for too long")),
        ],
    )
    year = forms.IntegerField(label=_("Year"), required=False, min_value=2000, max_value=2200)
    month = forms.IntegerField(label=_("Month"), required=False, min_value=1, max_value=12)
    q = forms.CharField(label=_("Name"), required=False, max_length=40)
    area = forms.RegexField(r"^\d{2,12}$", required=False, widget=forms.HiddenInput)
    sort = forms.ChoiceField(required=False, choices=[("", ""), *_ORDERS], widget=forms.HiddenInput)
    posting = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)

    def clean(self):
        """This year's village days where nothing is said; a month only where months are asked for."""
        data = super().clean()
        kind = data.get("kind") or Standing.Kind.ATTENDANCE
        month = (data.get("month") or self.on.month) if kind == MONTH else 0
        return {**data, "kind": kind, "year": data.get("year") or self.on.year, "month": month}

    def wanted(self):
        """What to look for; the usual list where the question was not understood."""
        usual = {"kind": "attendance", "verdict": "", "year": self.on.year, "month": 0, "q": "", "area": "", "sort": ""}
        return self.cleaned_data if self.is_valid() else {**usual, "posting": None}
