"""Forms around a table that is handed in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.base import Form
from core.models import SheetRow

ALL = [("", _("all"))]


class HandInForm(Form):
    """The file itself."""

    file = forms.FileField(
        label=_("Table"),
        help_text=_(
            "Excel (.xlsx, .xls), WPS or CSV; at most 20,000 rows and 20 MB. Nothing is entered before you say so."
        ),
        widget=forms.FileInput({"accept": ".xlsx,.xls,.et,.csv"}),
        allow_empty_file=True,  # told by the deed, in its own words
    )


class RowFilter(Form):
    """Which rows of a table."""

    verdict = forms.ChoiceField(
        label=_("Verdict"),
        required=False,
        choices=[*ALL, *SheetRow.Verdict.choices],
        widget=forms.Select({"data-sends": ""}),
    )


def answers_of(form):
    """(asked, papers) of a form beside the file: plain answers as JSON keeps them, and its uploads by field."""
    given = form.cleaned_data if form else {}
    papers = {name: value for name, value in given.items() if hasattr(value, "chunks")}
    return {name: _plain(value) for name, value in given.items() if name not in papers}, papers


def _plain(value):
    if hasattr(value, "pk"):
        return value.pk
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
