"""The form beside a roster: what holds for every row is entered once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, Form
from selection.models import Round
from selection.rows import own_teams

SAID = (
    ("political", _("politically sound")),
    ("style", _("solid working style")),
    ("ability", _("able, and good at work with the people")),
    ("health", _("healthy enough for the village")),
    ("cultivation", _("outstanding young cadre or key cultivation target")),
)


class RosterForm(Form):
    """With a decision of the Party committee the roster nominates; without one it only enters people."""

    decision_number = forms.CharField(
        label=_("Party committee's decision, number"),
        max_length=60,
        required=False,
        help_text=_("Leave empty to only enter people; with it, rows that name a seat are nominated."),
    )
    decided_on = DateField(label=_("Decided on"), required=False)
    decision_file = forms.FileField(
        label=_("Scan of the decision"),
        required=False,
        widget=forms.FileInput({"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    declared = forms.MultipleChoiceField(
        label=_("Declared by the Party committee for every row"),
        choices=SAID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A column of the file that says otherwise counts for its row."),
    )
    round = forms.ModelChoiceField(
        None,
        label=_("Round"),
        required=False,
        help_text=_("With a round, rows without a village are put into its pool."),
    )
    team = forms.ModelChoiceField(None, label=_("Village, where a row names none"), required=False)
    starts_on = DateField(
        label=_("Posting from"), required=False, help_text=_("Where neither a round nor the row says it.")
    )
    term_ends_on = DateField(label=_("End of term"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = Round.objects.visible_to(self.actor).running(self.on).distinct()
        self.fields["team"].queryset = own_teams(self.actor, self.on)

    def clean(self):
        """Number and day of a decision come together; a round asks for one."""
        data = super().clean()
        number, day = data.get("decision_number"), data.get("decided_on")
        if (number or data.get("round")) and not day and "decided_on" not in self.errors:
            self.add_error("decided_on", _("Say when it was decided."))
        if (day or data.get("round")) and not number and "decision_number" not in self.errors:
            self.add_error("decision_number", _("Give the number of the decision."))
        if day and day > self.on:
            self.add_error("decided_on", _("The Party committee cannot have decided in the future."))
        return data
