"""The form of a handover: the lines of three lists, and the time both were in the village."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, Form
from duties.actions.handovers import Line, Lists
from duties.models import Handover, HandoverLine

EMPTY_LINES = 2
_L = HandoverLine
_COMMON = (_L.Kind.GENERAL,)
KINDS = {
    _L.List.SITUATION: _COMMON,
    _L.List.WORK: (_L.Kind.PROJECT, _L.Kind.FUNDS, _L.Kind.COMMITMENT, *_COMMON),
    _L.List.MATERIALS: (_L.Kind.MONEY, _L.Kind.THING, *_COMMON),
}
PARTS = ("kind", "what", "note", "amount")


class HandoverStepForm(Form):
    """A step on a handover: the verb, the state it was seen in, the comment."""

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in sorted({step.verb for step in Handover.STEPS})])
    state = forms.CharField(required=False, max_length=10)
    note = forms.CharField(label=_("Comment"), required=False, max_length=500, widget=forms.Textarea({"rows": 2}))


def _fields(code):
    """The fields of a line: the list of the situation knows one kind only and no money."""
    kinds = [(kind.value, kind.label) for kind in KINDS[code]]
    plain = len(kinds) == 1
    pick = forms.HiddenInput() if plain else forms.Select({"class": "form-select"})
    text = {"class": "form-control"}
    stands = _("How it stands") if code == _L.List.WORK else _("Remark")
    return {
        "kind": forms.ChoiceField(label=_("Kind"), choices=kinds, required=False, widget=pick, initial=kinds[0][0]),
        "what": forms.CharField(label=_("What"), max_length=300, required=False, widget=forms.TextInput(text)),
        "note": forms.CharField(label=stands, max_length=300, required=False, widget=forms.TextInput(text)),
    } | ({} if plain else {"amount": _money(text)})


def _money(look):
    return forms.DecimalField(
        label=_("Yuan"), max_digits=12, decimal_places=2, min_value=0, required=False, widget=forms.NumberInput(look)
    )


class ListsForm(Form):
    """三张交接清单: the lines that stand and two empty ones in each. Emptied, a line is struck."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    together_from = DateField(label=_("Together in the village from"), required=False)
    together_until = DateField(label=_("Together in the village until"), required=False)
    short_reason = forms.CharField(label=_("Reason for a shorter time"), required=False, max_length=200)

    def __init__(self, *args, case, **kwargs):
        names = ("version", "together_from", "together_until", "short_reason")
        kwargs["initial"] = {name: getattr(case, name) for name in names}
        super().__init__(*args, **kwargs)
        self.blocks, self.of = [], {}
        known = list(case.lines.all())
        for code, label in _L.List.choices:
            lines = [line for line in known if line.list == code] + [None] * EMPTY_LINES
            self.blocks.append((code, label, [self._line(code, at, line) for at, line in enumerate(lines)]))

    def _line(self, code, at, line):
        key = f"{code}_{at}"
        fields = _fields(code)
        for name, field in fields.items():
            self.fields[f"{name}_{key}"] = field
            self.initial[f"{name}_{key}"] = getattr(line, name) if line else field.initial
        self.of[key] = (code, line.item_id if line else None)
        return [self[f"{name}_{key}"] for name in fields]

    def lists(self):
        """What was written; empty lines are none."""
        said = self.cleaned_data
        whole = {name: said[name] for name in ("together_from", "together_until")}
        lines = [self._said(key, *of) for key, of in self.of.items() if said.get(f"what_{key}")]
        return Lists(lines, **whole, short_reason=said["short_reason"] or "")

    def _said(self, key, code, item):
        said = {name: self.cleaned_data.get(f"{name}_{key}") for name in PARTS}
        kind = said["kind"] or _L.Kind.GENERAL
        return Line(
            code, kind, said["what"], said["note"] or "", said["amount"], item if kind == "commitment" else None
        )
