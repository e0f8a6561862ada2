"""What the due lists may be narrowed by; the API takes the same."""

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.dues import SOURCES
from core.models.dues import BELOW
from overview.forms import AreaForm
from teams.forms.filters import ALL, Filter


class Whose(TextChoices):
    """谁的事项."""

    OWN = "own", _("My own")
    BELOW = "below", _("Of offices below")
    ALL = "all", _("Both")


class State(TextChoices):
    """到期状态."""

    OPEN = "open", _("Not done")
    LATE = "late", _("Late")
    DUE = "due", _("Not late yet")
    DONE = "done", _("Recently done")


def _kinds():
    return [*ALL, *((kind, source.label) for kind, source in sorted(SOURCES.items()))]


class DueFilter(Filter):
    """Which duties: whose, in which state, of which kind, about which place, and words."""

    whose = forms.ChoiceField(label=_("Whose"), required=False, choices=Whose)
    state = forms.ChoiceField(label=_("State"), required=False, choices=State)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=_kinds)
    q = forms.CharField(label=_("Person, unit or place"), required=False, max_length=40)
    field_order = ("whose", "state", "kind", "area", "q")
    sort = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.actor.office not in BELOW:
            self.fields["whose"].widget = forms.HiddenInput()  # there is nobody below


class SumForm(AreaForm):
    """Where the sums are taken, and of which kind."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=_kinds, widget=forms.Select({"data-sends": ""}))
    field_order = ("kind", "area")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].widget = forms.HiddenInput()
