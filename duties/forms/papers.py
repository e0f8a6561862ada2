"""Forms of the commitment and of the report: what the writer types, and nothing the house knows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, Form
from duties.actions.commitments import Promise
from duties.actions.reports import Account
from duties.forms.filters import FIRST_YEAR, LAST_YEAR, QUARTERS
from duties.models import Commitment, ItemState

NEW = "new"


def _text(label, rows=4, **more):
    return forms.CharField(label=label, required=False, widget=forms.Textarea({"rows": rows}), **more)


class YearForm(Form):
    """Of which year the commitment is."""

    team = forms.IntegerField(min_value=1, max_value=2**62)
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)


class QuarterForm(YearForm):
    """Of which quarter the report is."""

    quarter = forms.TypedChoiceField(label=_("Quarter"), choices=QUARTERS, coerce=int)


class StepForm(Form):
    """A step on a paper: the verb, the state it was seen in, the comment."""

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in sorted({step.verb for step in Commitment.STEPS})])
    state = forms.CharField(required=False, max_length=10)
    note = forms.CharField(label=_("Comment"), required=False, max_length=500, widget=forms.Textarea({"rows": 2}))


class PromisesForm(Form):
    """年承诺: under each duty the promises that stand, and an empty line for one more. Emptied, a promise is struck."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, case, heads, **kwargs):
        kwargs["initial"] = {"version": case.version}
        super().__init__(*args, **kwargs)
        self.blocks, self.duty_of, self.number_of = [], {}, {}
        known = list(case.items.all())
        for head in heads:
            items = [item for item in known if item.duty == head.code]
            lines = [self._line(str(item.pk), head, item) for item in items] + [self._line(f"{NEW}_{head.code}", head)]
            self.blocks.append((head, lines))

    def _line(self, key, head, item=None):
        day = item.by_on if item else None
        self._add(key, "what", forms.CharField(label=_("What"), max_length=200, required=False), item and item.what)
        measure = forms.CharField(label=_("Measured by"), max_length=200, required=False)
        self._add(key, "measure", measure, item and item.measure)
        self._add(key, "by_on", DateField(label=_("Until when"), required=False), day)
        self.duty_of[key], self.number_of[key] = head.code, item.pk if item else None
        return [self[f"{name}_{key}"] for name in ("what", "measure", "by_on")]

    def _add(self, key, name, field, value):
        field.widget.attrs["class"] = "form-control"
        self.fields[f"{name}_{key}"], self.initial[f"{name}_{key}"] = field, value

    def promises(self):
        """What was written, line by line; empty lines are none."""
        return [one for key, duty in self.duty_of.items() if (one := self._promise(key, duty)) is not None]

    def _promise(self, key, duty):
        said = {name: self.cleaned_data.get(f"{name}_{key}") for name in ("what", "measure", "by_on")}
        if not said["what"] and not said["measure"]:
            return None
        return Promise(duty, said["what"] or "", said["measure"] or "", said["by_on"], self.number_of[key], key)


class AccountForm(Form):
    """季报告: how each promise stands, thought, work, study; the rest is known."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    thought = _text(_("Thought"), max_length=2000)
    work = _text(_("What was worked on"), max_length=4000)
    study = _text(_("Study"), max_length=2000)
    late_reason = forms.CharField(label=_("Reason for the delay"), required=False, max_length=200)

    def __init__(self, *args, case, items, **kwargs):
        said = {name: getattr(case, name) for name in ("version", "thought", "work", "study", "late_reason")}
        kwargs["initial"] = said
        super().__init__(*args, **kwargs)
        self.items = list(items)
        known = {line.item_id: line for line in case.lines.all()}
        self.rows = [(item, *self._line(item, known.get(item.pk))) for item in self.items]

    def _line(self, item, line):
        state = forms.ChoiceField(
            label=_("How it stands"),
            required=False,
            choices=ItemState.choices,
            widget=forms.Select({"class": "form-select"}),
        )
        words = {"class": "form-control"}
        judgement = forms.CharField(label=_("Judgement"), required=False, max_length=300, widget=forms.TextInput(words))
        self.fields |= {f"state_{item.pk}": state, f"judgement_{item.pk}": judgement}
        self.initial[f"state_{item.pk}"] = line.state if line else item.state
        self.initial[f"judgement_{item.pk}"] = line.judgement if line else ""
        return self[f"state_{item.pk}"], self[f"judgement_{item.pk}"]

    def account(self):
        """What the writer adds."""
        said = self.cleaned_data
        texts = {name: said[name] or "" for name in ("thought", "work", "study", "late_reason")}
        lines = {item.pk: (said[f"state_{item.pk}"], said[f"judgement_{item.pk}"] or "") for item in self.items}
        return Account(**texts, lines={number: line for number, line in lines.items() if line[0]})
