"""Forms: the house's look on every field, refusals with their clause."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.actor import Actor

_CLASSES = {
    forms.Select: "form-select",
    forms.SelectMultiple: "form-select",
    forms.CheckboxInput: "form-check-input",
    forms.CheckboxSelectMultiple: "form-check-input",
    forms.RadioSelect: "form-check-input",
}


class DateInput(forms.DateInput):
    """A date as YYYY-MM-DD with the browser's own picker."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class DateField(forms.DateField):
    """A calendar day between 1900 and 2200."""

    widget = DateInput

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"], **kwargs)

    def clean(self, value):
        """The day, or an error for the impossible."""
        day = super().clean(value)
        if day and not 1900 <= day.year <= 2200:
            raise forms.ValidationError(_("Enter a year between 1900 and 2200."))
        return day


class Form(forms.Form):
    """A form that knows who fills it in (`actor`) and on which day (`on`), and can be refused."""

    template_name = "_form.html"
    provision = None

    def __init__(self, *args, actor=None, on=None, **kwargs):
        self.actor, self.on = actor, on
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            look = _CLASSES.get(type(field.widget), "form-control")
            field.widget.attrs.setdefault("class", look)
            if hasattr(field, "meet"):
                field.meet(actor)

    def full_clean(self):
        """As Django does it; what was understood is noted with the actor, for the count of what people type."""
        super().full_clean()
        if self.is_bound and not self._errors and isinstance(self.actor, Actor):
            self.actor.forms.append(self)

    def refuse(self, refusal):
        """Puts a refusal on the form: the message on top or at its fields, the clause beside it."""
        self.provision = refusal.provision
        known = {name: text for name, text in refusal.fields.items() if name in self.fields}
        for name, text in known.items():
            self.add_error(name, text)
        if not known or str(refusal.message):
            self.add_error(None, refusal.message)
