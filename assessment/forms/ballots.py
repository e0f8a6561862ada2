"""Forms of the counted ballots: which ones a page is about, the count itself, the word of the second counter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.ballot_checks import Count
from assessment.ballot_rules import Figures
from assessment.ballot_steps import BallotKind, BallotState, Standing
from assessment.models import Cycle
from core.forms import DateField, Form
from core.policy import in_readers_language

MOST = 99_999
STAGES = [("missing", _("missing")), *BallotState.choices, *Standing.choices[1:]]


class CycleChoice(forms.ModelChoiceField):
    """One of the cycles inside the actor's jurisdiction."""

    def __init__(self, **kwargs):
        label = _("assessment cycle")
        super().__init__(queryset=Cycle.objects.none(), label=label, empty_label=_("the latest"), **kwargs)

    def meet(self, actor):
        """Offers what this actor may see."""
        self.queryset = Cycle.objects.visible_to(actor)


class BallotFilter(Form):
    """Which cycle the overview shows, and which villages of it."""

    cycle = CycleChoice(required=False)
    kind = forms.ChoiceField(label=_("kind"), choices=[("", "—"), *BallotKind.choices], required=False)
    stage = forms.ChoiceField(label=_("State"), choices=[("", "—"), *STAGES], required=False)
    q = forms.CharField(label=_("Village"), max_length=40, required=False)


class PaperForm(Form):
    """Which ballot of a team: of a cycle, of a kind; nothing said means the latest cycle and its first kind."""

    cycle = CycleChoice(required=False)
    kind = forms.ChoiceField(label=_("kind"), choices=[("", "—"), *BallotKind.choices], required=False)
    of = forms.ChoiceField(choices=[("", "—"), ("paper", "paper"), ("tally", "tally")], required=False)


class BallotStepForm(Form):
    """The second counter's word: confirmed as it was seen (`version`), returned or opened again with the reason."""

    verb = forms.ChoiceField(label=_("Step"), choices=[(verb, verb) for verb in ("confirm", "return", "reopen")])
    note = forms.CharField(label=_("Comment"), max_length=2000, required=False)
    version = forms.IntegerField(min_value=1, max_value=10**9)


def _number(label, **more):
    box = forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    wrong = {"min_value": _("Not below zero.")}
    return forms.IntegerField(label=label, min_value=0, max_value=MOST, widget=box, error_messages=wrong, **more)


class CountForm(Form):
    """The meeting, the figures, and a number per line of the paper and grade; a box left empty is a zero.

    `lines`: [(case, [items])] in the order of the paper, `sheet` the paper itself.
    """

    held_on = DateField(label=_("day of the meeting"))
    place = forms.CharField(label=_("place of the meeting"), max_length=80)
    eligible = _number(_("entitled to take part"))
    issued = _number(_("ballots issued"))
    returned = _number(_("ballots returned"))
    valid = _number(_("valid ballots"))
    version = forms.IntegerField(min_value=0, max_value=10**9, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, lines, sheet, **kwargs):
        self.lines, self.grades = lines, sheet["grades"]
        self.words = {one["item"]: in_readers_language(one) for one in (*sheet["team"], *sheet["people"])}
        super().__init__(*args, **kwargs)
        self.start = [self[name] for name in ("held_on", "place")]
        self.numbers = [self[name] for name in Figures.__slots__]
        for case, items in lines:
            for at, item in enumerate(items):
                self._line(case, at, item)

    def _line(self, case, at, item):
        for grade, one in enumerate(self.grades):
            label = f"{subject(case)} · {self.words[item]} · {in_readers_language(one)}"
            box = self.fields[_box(case, at, grade)] = _number(label, required=False)
            box.widget.attrs |= {"class": "form-control", "aria-label": label}

    def subjects(self):
        """[(who, [(item in words, [(grade in words, box)])])] as the page shows them."""
        spoken = [in_readers_language(one) for one in self.grades]
        return [
            (
                subject(case),
                [
                    (self.words[item], list(zip(spoken, self._boxes(case, at), strict=True)))
                    for at, item in enumerate(items)
                ],
            )
            for case, items in self.lines
        ]

    def _boxes(self, case, at):
        return [self[_box(case, at, grade)] for grade in range(len(self.grades))]

    def count(self):
        """What was said, as the deed takes it."""
        said = self.cleaned_data
        votes = {
            (case.pk, item): [said[_box(case, at, grade)] or 0 for grade in range(len(self.grades))]
            for case, items in self.lines
            for at, item in enumerate(items)
        }
        figures = Figures(*(said[name] for name in Figures.__slots__))
        return Count(said["held_on"], said["place"].strip(), figures, votes)

    def refuse(self, refusal):
        """The fault of a line stands at its first box."""
        first = {
            f"vote-{case.pk}-{item}": _box(case, at, 0) for case, items in self.lines for at, item in enumerate(items)
        }
        refusal.fields = {first.get(name, name): text for name, text in refusal.fields.items()}
        super().refuse(refusal)


def subject(case):
    """Whom a part of the paper is about, in the reader's words."""
    return case.posting.cadre.name if case.posting_id else str(_("the team"))


def first_figures(batch, lines):
    """What the form of an entered count begins with; `lines`: [(case, {item: votes})]."""
    known = {name: getattr(batch, name) for name in ("held_on", "place", *Figures.__slots__, "version")}
    for case, said in lines:
        for at, votes in enumerate(said.values()):
            known |= {_box(case, at, grade): number for grade, number in enumerate(votes or ())}
    return known


def _box(case, at, grade):
    return f"vote-{case.pk}-{at}-{grade}"
