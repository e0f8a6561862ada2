"""Forms of activity notes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, Files, FilesField, Form
from duties import note_rows
from teams.forms.filters import ALL, Filter

PICTURES = {"accept": ".jpg,.jpeg,.png,image/jpeg,image/png", "multiple": True}


def _offered(actor, on):
    duties = note_rows.duties(actor.area, on)
    return [(code, duties.word(code)) for code in duties.value]


class NoteFilter(Filter):
    """Which notes."""

    q = forms.CharField(label=_("Words"), required=False, max_length=40)
    duty = forms.ChoiceField(label=_("Duty"), required=False)
    first = DateField(label=_("From"), required=False)
    last = DateField(label=_("To"), required=False)
    field_order = ("area", "duty", "first", "last", "q")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["duty"].choices = [*ALL, *_offered(self.actor, self.on)]


class NoteForm(Form):
    """What a team did on a day, under which of the six duties."""

    day = DateField(label=_("Day"))
    duty = forms.ChoiceField(label=_("Duty"))
    words = forms.CharField(label=_("What was done"), max_length=2000, widget=forms.Textarea({"rows": 5}))
    photos = FilesField(
        label=_("Photos"),
        required=False,
        widget=Files(PICTURES),
        help_text=_("JPEG or PNG, at most 4 of 6 MB each. Where and when they were taken is removed."),
    )
    struck = forms.TypedMultipleChoiceField(
        label=_("Photos to take away"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, note=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["duty"].choices = _offered(self.actor, self.on)
        kept = [(photo.file_id, photo.file.name) for photo in note.photos.all()] if note else []
        self.fields["struck"].choices = kept
        if not kept:
            del self.fields["struck"]
