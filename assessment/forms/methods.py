"""One way of the term-end assessment: which, when, by whom, what was found, a paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.models import Method
from core.forms import DateField, Form

SCANS = {"accept": ".pdf,.jpg,.jpeg,.png,.docx"}


class MethodForm(Form):
    """What the county's department records of one way."""

    method = forms.ChoiceField(label=_("way of assessment"), choices=Method.choices)
    day = DateField(label=_("day"))
    who = forms.CharField(label=_("by whom"), max_length=200)
    found = forms.CharField(label=_("what was found"), max_length=2000, widget=forms.Textarea({"rows": 3}))
    file = forms.FileField(
        label=_("file"),
        required=False,
        widget=forms.FileInput(SCANS),
        help_text=_("PDF, JPG, PNG or DOCX, 10 MB each."),
    )
