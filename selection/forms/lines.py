"""One page for all seats of a unit or township: the decision once, a line for each open seat."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.findings import verdict
from core.forms import DateField, Form
from core.offices import Office
from selection.actions import Proposal
from selection.facts import DECLARED, findings_for
from selection.forms.decision import DecisionForm
from selection.forms.nominating import SaidForm
from selection.seats import called, meant
from teams.actions import FACTS
from teams.forms import CadreForm
from teams.models import Cadre

_LIST = {"list": "people", "autocomplete": "off"}
DECLARATIONS = {name: SaidForm.base_fields[name] for name in DECLARED}


PERSON = forms.CharField(label=_("Cadre"), required=False, max_length=60, widget=forms.TextInput(_LIST))


def meant_by(form):
    """The cadre meant by what is typed at `person`, or None where nothing is written."""
    typed = form.cleaned_data["person"]
    person = meant(form.people, typed) if typed else None
    if typed and person is None:
        raise forms.ValidationError(_("Choose one from the list; with the same name, the one with the right number."))
    return person


class SharedForm(DecisionForm):
    """What holds for every line: the decision, and declarations made for all."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in DECLARATIONS.items():
            self.fields[name] = forms.BooleanField(label=field.label, required=False)

    def declared(self):
        """The names declared for everybody."""
        return {name for name in DECLARED if self.cleaned_data.get(name)}


class LineForm(Form):
    """A person for one seat. The person is typed with the help of a list, or entered beside."""

    person = PERSON
    starts_on = DateField(label=_("Posting from"))
    term_ends_on = DateField(label=_("End of term"))
    order = SaidForm.base_fields["order"]
    volunteers_to_continue = SaidForm.base_fields["volunteers_to_continue"]
    waiver_reason = SaidForm.base_fields["waiver_reason"]

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people
        for name, field in DECLARATIONS.items():
            self.fields[name] = forms.BooleanField(label=field.label, required=False)

    clean_order = SaidForm.clean_order
    clean_person = meant_by

    def declarations(self):
        """Those that stand by the line itself."""
        return [self[name] for name in DECLARED]


class NewcomerForm(CadreForm):
    """The facts of a person not registered yet, within a line: judged together with it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in list(self.fields["id_number"].widget.attrs):
            if name.startswith("hx-"):
                del self.fields["id_number"].widget.attrs[name]


class Line:
    """An open seat with what is written for it. `adding`: whether a person is entered beside."""

    def __init__(self, seat, shared, *, people, data=None, adding=False):
        self.seat, self.shared, self.data = seat, shared, data
        known = {"actor": shared.actor, "on": shared.on}
        self.form = LineForm(data, prefix=seat.key, people=people, initial=_usual(seat), **known)
        self.adding = adding or (data is not None and f"{seat.key}-new-name" in data)
        new = data if data is not None and f"{seat.key}-new-name" in data else None
        beside = {"prefix": f"{seat.key}-new", "empty_permitted": True, "use_required_attribute": False}
        self.newcomer = NewcomerForm(new, **beside, **known) if self.adding else None
        self.refusal = None

    @cached_property
    def written(self):
        """Whether somebody is put forward here."""
        if self.data is None:
            return False
        typed = self.data.get(self.form.add_prefix("person"), "").strip()
        return bool(typed) or self._entered

    def is_valid(self):
        """Whether the line can be sent: somebody from the list, or a newcomer, not both."""
        if not self._entered:
            return self.form.is_valid()
        if self.form.is_valid() and self.form.cleaned_data["person"]:
            self.form.add_error("person", _("Choose somebody or enter somebody, not both."))
        return self.form.is_valid() and self.newcomer.is_valid()

    @property
    def _entered(self):
        """Whether a person is entered beside the list."""
        return self.newcomer is not None and self.newcomer.is_bound and self.newcomer.has_changed()

    @cached_property
    def cadre(self):
        """The person as far as known; a newcomer is no row yet."""
        chosen = self.form.cleaned_data.get("person")
        if chosen or not self._entered or not self.newcomer.is_valid():
            return chosen
        facts, actor = self.newcomer.cleaned_data, self.shared.actor
        one = Cadre(**{name: facts[name] for name in FACTS}, born_on=facts["id_number"].born_on, area=actor.area)
        one.unit_id = actor.unit_id if actor.office == Office.UNIT else None
        return one

    def said(self):
        """The declarations of the line and those made for all."""
        for_all = self.shared.declared()
        said = {name: name in for_all or self.form.cleaned_data.get(name, False) for name in DECLARED}
        return said | {"volunteers_to_continue": self.form.cleaned_data.get("volunteers_to_continue", False)}

    @cached_property
    def findings(self):
        """What the rules say, once person and first day are known."""
        if not self.form.is_bound:
            return []
        for form in (self.shared, self.form):
            form.is_valid()
        starts_on = self.form.cleaned_data.get("starts_on")
        if not self.cadre or not starts_on:
            return []
        at = {"team": self.seat.team, "seat": self.seat.seat, "starts_on": starts_on}
        return findings_for(self.cadre, **at, said=self.said())

    @property
    def verdict(self):
        """All findings together."""
        return verdict(self.findings)

    def proposal(self):
        """What the deed needs."""
        said, known = self.form.cleaned_data, self.shared.cleaned_data
        return Proposal(
            team=self.seat.team,
            seat=self.seat.seat.value,
            cadre=said["person"],
            newcomer=None if said["person"] else self.newcomer.cleaned_data,
            said=self.said(),
            round=self.seat.taking,
            decision_file=self.shared.scan,
            **{name: known[name] for name in ("decision_number", "decided_on")},
            **{name: said[name] for name in ("starts_on", "term_ends_on", "order", "waiver_reason")},
        )

    def refuse(self, refusal):
        """Keeps the refusal beside what was typed."""
        self.refusal = refusal
        self.form.refuse(refusal)


def _usual(seat):
    """What a line begins with; a volunteer stands in it already."""
    known = {"starts_on": seat.starts_on, "term_ends_on": seat.term_ends_on, "order": 1}
    if seat.volunteer:
        known |= {"person": called(seat.volunteer.posting.cadre), "volunteers_to_continue": True}
    return known
