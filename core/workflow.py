"""Workflows are tables. A case is a model with `state`, `STEPS` and `scope`; `take` is the only way it moves.

The table has no side effects: what a step causes is written in the app's `actions.py`.
`applies` and `where` look at the case only.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Record
from core.offices import CODE_LENGTH, Office
from core.record import record
from core.refusals import FASTER, Conflict, NotAllowed, Refused

# 退回 撤回 不同意 改派 取消 销假 重新打开 修改
BACKWARD = ("return", "withdraw", "decline", "redirect", "cancel", "report_back", "reopen", "amend")
NOTED = ("return", "decline", "uphold", "dismiss", "settle", "reopen", "amend")  # these must say why
MECHANICAL = ("finish", "close")  # what the calendar brings: nobody's judgement
# one's own word: no decision
OWN = ("submit", "withdraw", "apply", "assign", "redirect", "cancel", "report_back", "amend", "hand_over")
VERBS = {
    "submit": _("Submit"),
    "review": _("Agree on review"),
    "approve": _("Approve"),
    "return": _("Return"),
    "withdraw": _("Withdraw"),
    "decline": _("Decline"),
    "endorse": _("Endorse"),
    "file": _("File"),
    "examine": _("Examine and put on file"),
    "propose": _("Propose"),
    "set": _("Set"),
    "assign": _("Assign by matching"),
    "redirect": _("Place elsewhere by matching"),
    "uphold": _("Uphold"),
    "dismiss": _("Dismiss"),
    "agree": _("Agree"),
    "confirm": _("Confirm"),
    "settle": _("Settle"),
    "cancel": _("Cancel"),
    "report_back": _("Report back from leave"),
    "finish": _("Make final"),
    "close": _("Close"),
    "reopen": _("Reopen"),
    "use": _("Record that it was taken up"),
    "accept": _("Receive"),
    "amend": _("Amend"),
    "hand_over": _("Sign as handing over"),
}


def _always(case):
    return True


def _own_account(case):
    """The account of whose case it is."""
    return case.account_id


def _at_the_area(case):
    """The office of its level over the case's own area."""
    return case.area


@dataclass(frozen=True)
class Step:
    """One row: `office` at `where(case)` takes the case from `source` to `target` when `applies(case)`.

    `offered`: whether pages offer it; otherwise only another deed takes it. `whose`: the account that takes a cadre's step.
    """

    verb: str
    source: str
    target: str
    office: str
    applies: Callable = _always
    where: Callable = _at_the_area
    offered: bool = True
    whose: Callable = _own_account

    def code(self, case):
        """The division code of the office that takes this step; "" for a unit or a cadre."""
        return self.where(case)[: CODE_LENGTH[self.office]] if self.office in CODE_LENGTH else ""

    def is_for(self, case, actor):
        """Whether this actor holds the office the step belongs to."""
        if actor.office != self.office:
            return False
        if self.office == Office.UNIT:
            return case.unit_id is not None and case.unit_id == actor.unit_id
        if self.office == Office.CADRE:
            return self.whose(case) == actor.user_id
        return actor.area == self.code(case)

    def spoken(self, case):
        """`office [division] verb`, as stories write it."""
        code = self.code(case) if self.office != Office.PROVINCE else ""
        return " ".join(part for part in (str(self.office), code, self.verb) if part)

    @property
    def label(self):
        """The verb in the reader's language."""
        return VERBS[self.verb]

    @property
    def needs_note(self):
        """Whether a comment is required."""
        return self.verb in NOTED


def route(steps, case):
    """The way a case goes when everybody agrees: spoken steps in order, up to the effect and the filings after it."""
    state, way = steps[0].source, []
    while step := _forward(steps, state, case):
        way.append(step.spoken(case))
        state = step.target
    return way


def _forward(steps, state, case):
    rows = (s for s in steps if s.source == state and s.verb not in BACKWARD and s.applies(case))
    return next(rows, None)


def waiting_at(case):
    """The step that would carry the case forward now, or None when it has arrived."""
    return _forward(case.STEPS, case.state, case)


def steps_open(case, actor):
    """The steps this actor's office could take now, for drawing buttons; `take` checks again."""
    if actor is None:
        return []
    here = (s for s in case.STEPS if s.offered and s.source == case.state and s.applies(case))
    return [s for s in here if s.is_for(case, actor)]


def steps_free(case, actor, but=()):
    """(the open steps this person may take, the first reason why not another), for drawing buttons; `but`: verbs with a page of their own."""
    offered = [step for step in steps_open(case, actor) if step.verb not in but]
    taken = taken_by(actor, [case]) if offered else {}
    hindered = {step.verb: hindrance(case, step.verb, actor, taken) for step in offered}
    free = [step for step in offered if hindered[step.verb] is None]
    return free, next((reason for reason in hindered.values() if reason), None)


@transaction.atomic
def take(case, verb, *, by, note="", details=None, cause=None):
    """Moves a case one step and returns it, locked and fresh.

    Effects in order: the row is locked; state, office and own interest are checked; `cause(row)`, if given, does what
    the step brings about and returns the fields to store with it; the state moves; one record line is written. Raises Conflict (somebody was faster), NotAllowed (not this office, or one's own case),
    Refused (a comment is missing).
    """
    row = type(case).objects.select_for_update(of=("self",)).get(pk=case.pk)
    step = checked(row, verb, by, note)
    left, fields = row.state, cause(row) if cause else {}
    for name, value in {**fields, "state": step.target}.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "changed_at", *fields])
    record(by, verb, row, kind=Record.Kind.STEP, note=note, details={"from": left, "to": row.state, **(details or {})})
    return row


def checked(row, verb, by, note, taken=None):
    """The step a locked row may take; raises Conflict, NotAllowed, Refused. `taken`: as for `hindrance`."""
    step = _step(row, verb, by)
    if step.needs_note and not note.strip():
        raise Refused(_("Say why: a comment is required to return or decline."), fields={"note": _("Required.")})
    if reason := hindrance(row, verb, by, taken):
        raise reason
    return step


def _step(row, verb, by):
    """The row of the table that applies, or the refusal that says why none does."""
    rows = [s for s in row.STEPS if s.verb == verb]
    here = [s for s in rows if s.source == row.state and s.applies(row)]
    mine = [s for s in here if s.is_for(row, by)]
    if mine:
        return mine[0]
    if here or not any(s.is_for(row, by) for s in rows):
        raise NotAllowed(_("This step belongs to another office."))
    raise Conflict(FASTER)


def taken_by(actor, cases):
    """{case number: verbs} of the steps forward in which this person, or who lent them the office, had a hand: one query."""
    people, found = _people(actor), {}
    if cases and people:
        numbers = [str(case.pk) for case in cases]
        lines = Record.objects.steps().filter(object_type=cases[0]._meta.label_lower, object_id__in=numbers)
        lines = lines.exclude(verb__in=BACKWARD + MECHANICAL).filter(Q(user__in=people) | Q(details__for__in=people))
        for number, verb in lines.values_list("object_id", "verb"):
            found.setdefault(int(number), set()).add(verb)
    return found


def hindrance(case, verb, actor, taken=None):
    """Why this person may not take a step that is open to their office, as NotAllowed; None when nothing is in the way.

    Nobody decides on their own case, nor takes two different steps of the same one, whatever hat they wear or lend.
    `taken`: what `taken_by` said, where many cases are asked about.
    """
    if verb in OWN + MECHANICAL:
        return None
    if case.account_id and case.account_id in _people(actor):
        return NotAllowed(_("Nobody decides on their own case."))
    taken = taken_by(actor, [case]) if taken is None else taken
    second_say = taken.get(case.pk, set()) - {verb}  # doing again what came back is none
    if second_say and verb != "reopen":  # nor is undoing
        return NotAllowed(_("You have already taken a step in this case; the next one belongs to someone else."))
    return None


def _people(actor):
    return {actor.user_id, actor.giver_id} - {None}
