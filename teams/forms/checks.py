"""Forms of a posting's checklist."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, Form
from teams.forms.filters import ALL, Filter
from teams.models import PostingCheck

Item = PostingCheck.Item


class CheckForm(Form):
    """One item done on a day, with a remark and, where there is one, a scan."""

    item = forms.ChoiceField(choices=Item, widget=forms.HiddenInput)
    done_on = DateField(label=_("Done on"))
    note = forms.CharField(label=_("Remark"), required=False, max_length=200)
    file = forms.FileField(
        label=_("Scan"), required=False, widget=forms.FileInput({"accept": ".pdf,.jpg,.jpeg,.png"}), max_length=255
    )


class UndoForm(Form):
    """Why a mark is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class OpenItemsFilter(Filter):
    """Which postings with open items."""

    item = forms.ChoiceField(label=_("Open item"), required=False, choices=[*ALL, *Item.choices])
    field_order = ("item", "area", "q")
