"""Forms over the policy: for which place and day it is read; a county rule with an editor that fits its value."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.base import DateField, Form
from core.value_editor import Editor
from core.widgets import DivisionField


class PolicyFilter(Form):
    """Place and day."""

    at = DivisionField(label=_("Division"), required=False)
    on = DateField(label=_("In force on"), required=False)


class CountyRuleForm(Form):
    """One dated value, with the document it stands in. `provision` is the text it fills in or tightens."""

    document_number = forms.CharField(label=_("Document number"), max_length=60)
    quote = forms.CharField(label=_("Words of the document"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    effective_from = DateField(label=_("Effective from"))
    effective_to = DateField(label=_("Effective to (that day included)"), required=False)

    def __init__(self, *args, text, **kwargs):
        self.editor = Editor(text.shape, text.words, text.name, text.value)
        super().__init__(*args, **kwargs)
        written = dict(self.fields)
        self.fields = {**self.editor.fields, **written}

    def facts(self):
        """What the deed takes."""
        names = ("document_number", "quote", "effective_from", "effective_to")
        return {name: self.cleaned_data[name] for name in names} | {"value": self.editor.value(self.cleaned_data)}


class EndForm(Form):
    """The last day of a county rule."""

    effective_to = DateField(label=_("Effective to (that day included)"))
