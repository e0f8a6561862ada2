"""Counts of ballots of many villages in one table: each village is judged as a whole, and waits for a second counter afterwards."""

from collections import defaultdict
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment import ballot_rules as rules
from assessment.actions import balloting as deeds
from assessment.ballot_checks import Count, check, printed
from assessment.ballot_papers import TEAM
from assessment.ballot_rules import Figures
from assessment.ballot_steps import COUNTERS, BallotKind
from assessment.balloting import items_for, kinds_of, subjects_of, teams_of
from assessment.facts import policy_of
from assessment.forms.ballots import CycleChoice
from assessment.imports.ballot_columns import COLUMNS, GRADES, MEETING
from assessment.models import BallotBatch, Cycle
from core.forms import Form
from core.imports.kinds import Kind, register
from core.models import SheetRow
from core.refusals import Refused
from teams.imports.places import Places, folded

ANOTHER = _("Another row of this village is to be corrected.")
NOT_ASKED = _("The ballot paper of this village does not ask this.")
TWICE = _("This row says the same again.")
MISSING = _("Rows of the ballot paper are missing: %(rows)s.")


class BallotsForm(Form):
    """Which ballots the table counts."""

    cycle = CycleChoice()
    kind = forms.ChoiceField(label=_("kind"), choices=BallotKind.choices)

    def clean(self):
        """The cycle asks for such ballots."""
        facts = super().clean()
        cycle, kind = facts.get("cycle"), facts.get("kind")
        if cycle and kind and kind not in kinds_of(cycle, policy_of(cycle.area, cycle.year, self.on)):
            self.add_error("kind", deeds.NO_SUCH)
        return facts


class Ground:
    """What the rows are judged against, fetched once: teams by village, who stands on each paper, what is entered already."""

    def __init__(self, asked, by, on):
        self.cycle = Cycle.objects.visible_to(by).get(pk=asked["cycle"])
        self.kind, self.policy = asked["kind"], policy_of(self.cycle.area, self.cycle.year, on)
        self.sheet, self.places = printed(self.policy), Places(by.area)
        teams = list(teams_of([self.cycle], by).select_related("village__division"))
        self.teams = {team.area: team for team in teams}
        self.subjects = subjects_of(self.cycle, teams)
        held = BallotBatch.objects.filter(cycle=self.cycle, kind=self.kind)
        self.counted = set(held.values_list("team", flat=True))
        self.items = {
            folded(words): one["item"]
            for one in (*self.sheet["team"], *self.sheet["people"])
            for words in (one["zh"], one["en"], one["item"])
        }

    def case(self, team, name):
        """The number of the case a row is about, or None."""
        said = folded(name)
        for case in self.subjects[team.pk]:
            if said == folded(case.posting.cadre.name if case.posting_id else TEAM):
                return case
        return None


def judge(sheet, drafts, by, on):
    """Each village's rows together: found, asked on its paper, complete, and adding up. A village is right or wrong as a whole."""
    ground, villages = Ground(sheet.asked, by, on), defaultdict(list)
    for draft in drafts:
        code = ground.places.find(draft)
        if code and code not in ground.teams:
            draft.problem("village" if "village" in draft.cells else "code", deeds.NO_SUCH)
        elif code:
            draft.values["code"] = code
            villages[code].append(draft)
    for code, rows in villages.items():
        _village(ground.teams[code], rows, ground, on)


def _village(team, rows, ground, on):
    """One village's rows; one that nobody has filled in stays as it is."""
    if _untouched(rows):
        for draft in rows:
            draft.verdict = SheetRow.Verdict.SAME
        return
    if team.pk in ground.counted:
        rows[0].problem("", deeds.TAKEN)
    seen = {}
    for draft in rows:
        _line(draft, team, ground, seen)
    if all(draft.good for draft in rows):
        _whole(team, rows, ground, on)
    good = [draft for draft in rows if draft.good]
    for draft in good if len(good) < len(rows) else ():
        draft.problem("", ANOTHER)


def _untouched(rows):
    return not any(name in draft.cells for draft in rows for name in (*MEETING, *GRADES))


def _line(draft, team, ground, seen):
    """Which case and item a row is about; kept in its values."""
    case = ground.case(team, draft.values.get("subject", ""))
    item = ground.items.get(folded(draft.values.get("item", "")))
    if case is None:
        draft.problem("subject", NOT_ASKED)
    elif item not in items_for(ground.sheet, case):
        draft.problem("item", NOT_ASKED)
    elif seen.setdefault((case.pk, item), draft) is not draft:
        draft.problem("item", TWICE)
    else:
        draft.values |= {"case": case.pk, "asked": item}


def _whole(team, rows, ground, on):
    """The rules of a count over the rows of one village, each fault at its row."""
    asked = [(case.pk, item) for case in ground.subjects[team.pk] for item in items_for(ground.sheet, case)]
    if lacking := len(asked) - len(rows):
        rows[0].problem("", MISSING % {"rows": lacking})
        return
    said = _meeting([draft.values for draft in rows])
    for name in set(MEETING) - set(said):
        rows[0].problem(name, _("Required."))
    if len(said) < len(MEETING):
        return
    grades = len(ground.sheet["grades"])
    try:
        check(_count(said, [draft.values for draft in rows], grades), asked, grades, ground.cycle, _fewest(ground), on)
    except Refused as refusal:
        _place(refusal, rows)


def _fewest(ground):
    return ground.policy[rules.MINIMUM].value


def _place(refusal, rows):
    """Each fault at the row and cell it is about; the meeting's at the first row."""
    at = {f"vote-{draft.values['case']}-{draft.values['asked']}": draft for draft in rows}
    for name, text in refusal.fields.items():
        at.get(name, rows[0]).problem("grade_0" if name in at else name, text)
    if not refusal.fields:
        rows[0].problem("", refusal.message)


def _meeting(rows):
    """What the rows of a village say of the meeting: the first that says it."""
    said = {}
    for values in rows:
        said = {name: values[name] for name in MEETING if name in values} | said
    return said


def _count(said, rows, grades):
    figures = Figures(*(said[name] for name in Figures.__slots__))
    votes = {(v["case"], v["asked"]): [v.get(name, 0) for name in GRADES[:grades]] for v in rows}
    return Count(date.fromisoformat(said["held_on"]), said["place"], figures, votes)


def enter_all(sheet, rows, by, on):
    """Every good village as one count that waits for a second counter; all of them, or none with the village and why."""
    ground, villages = Ground(sheet.asked, by, on), defaultdict(list)
    for row in rows:
        villages[row.opened["code"]].append(row)
    grades = len(ground.sheet["grades"])
    for code, mine in villages.items():
        said = [row.opened for row in mine]
        count = _count(_meeting(said), said, grades)
        try:
            batch = deeds.enter(ground.cycle, ground.teams[code], ground.kind, count, by=by, on=on)
        except Refused as refusal:
            raise Refused(_("Row %(row)s: %(why)s") % {"row": mine[0].number, "why": refusal.message}) from refusal
        for row in mine:
            row.target, row.before = batch.pk, {"version": batch.version}


def undo_all(sheet, rows, by, on):
    """Takes the counts of a table back, unless somebody has confirmed or changed one since."""
    versions = {row.target: row.before["version"] for row in rows}
    for batch in BallotBatch.objects.filter(pk__in=versions).select_related("team__village__division"):
        deeds.strike(batch, version=versions[batch.pk], by=by, on=on)


register(
    Kind(
        "ballots",
        _("Counts of ballots"),
        COUNTERS,
        COLUMNS,
        judge,
        None,
        None,
        page=BallotsForm,
        back=("ballots", _("Ballots")),
        enter_all=enter_all,
        undo_all=undo_all,
    )
)
