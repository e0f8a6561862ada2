"""Recall 召回: proposed by the county, a grave case examined first, decided by the authority over the cadre (二(四))."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessment import recall_rules as rules
from assessment.actions.duties import open_duties
from assessment.actions.recall_telling import tell_county, tell_decided, tell_next
from assessment.facts import policy_of
from assessment.models import Recall
from core.files import all_kept
from core.models import Record
from core.offices import Office
from core.record import record
from core.refusals import FASTER, Conflict, NotAllowed, Refused
from core.workflow import take
from selection.leaving import sender_of
from teams.actions import close_posting, strike_reserve
from teams.models import Posting

_RELATED = ("cadre", "pairing__unit__home", "team__village__division")
_FACTS = ("kind", "ground", "happened_on", "reason", "leaves_on")


@dataclass(frozen=True)
class Charge:
    """What is proposed: which way, on which ground, what happened when, the last day, and the evidence."""

    kind: str
    ground: str
    happened_on: date
    reason: str
    leaves_on: date | None = None
    papers: tuple = ()

    def facts(self, policy):
        """As the case keeps it; criticism alone ends nothing."""
        kept = {name: getattr(self, name) for name in _FACTS}
        kept["leaves_on"] = self.leaves_on if self.kind == rules.RECALL else None
        return {**kept, "reason": self.reason.strip(), "grave": rules.grave(self.ground, policy)}


@transaction.atomic
def propose_recall(posting, charge, *, by, on):
    """The village's county proposes to criticise or recall a posted cadre. Returns the case.

    Effects in order: the posting is locked; office, own interest, the posting and an earlier case, the charge are
    checked; the case with its route and provisions frozen; the evidence is kept; one line of its timeline; the office
    whose turn it is is told. Raises NotAllowed, Refused, Conflict.
    """
    rows = Posting.objects.select_for_update(of=("self",)).select_related(*_RELATED)
    posting = rows.get(pk=posting.pk)
    if by.office != Office.COUNTY or not posting.area.startswith(by.area):
        raise NotAllowed(_("This step belongs to another office."))
    if posting.account_id is not None and posting.account_id in (by.user_id, by.giver_id):
        raise NotAllowed(_("Nobody decides on their own case."))
    policy = policy_of(posting.area, on.year, on)
    _runs(posting)
    _sound(charge, posting, policy, on)
    case = Recall.objects.create(
        posting=posting,
        area=posting.area,
        unit_id=posting.unit_id,
        proposed_on=on,
        provisions={key: policy[key].as_json() for key in rules.USED},
        **_route(posting, policy),
        **charge.facts(policy),
    )
    case.papers.set(all_kept(charge.papers, by=by, field="papers"))
    record(by, "submit", case, kind=Record.Kind.STEP, note=case.reason, details={"to": case.state, "kind": case.kind})
    tell_next(case)
    return case


def _route(posting, policy):
    sender = sender_of(posting)
    way = rules.route(sender.level, sender.home, posting.area, policy)
    return {name: getattr(way, name) for name in rules.Route.__slots__}


def _runs(posting):
    if posting.ends_on is not None:
        raise Conflict(_("This posting has already ended."))
    if Recall.objects.open().filter(posting=posting).exists():
        raise Conflict(_("A recall of this posting is already on its way."))


def _sound(charge, posting, policy, on):
    """Kind, days and words of a charge; a grave one is not settled by criticism alone."""
    if not charge.reason.strip():
        raise Refused(_("Say what happened."), fields={"reason": _("Required.")})
    if not posting.starts_on <= charge.happened_on <= on:
        words = _("The facts lie within the posting and not in the future.")
        raise Refused(words, fields={"happened_on": _("Check the day.")})
    if charge.kind == rules.RECALL and (charge.leaves_on is None or charge.leaves_on < max(on, posting.starts_on)):
        words = _("A recall names the last day in the village, today or later.")
        raise Refused(words, fields={"leaves_on": _("Today or later.")})
    if charge.kind == rules.CRITICISM and rules.grave(charge.ground, policy):
        words = _("A grave case is not settled by criticism alone.")
        raise Refused(words, provision=policy[rules.GRAVE], fields={"kind": _("Choose the recall.")})


@transaction.atomic
def propose_again(case, charge, *, by, on, note=""):
    """A returned proposal goes up again, mended. Raises Refused, Conflict, NotAllowed.

    Effects in order: the charge is checked; it is stored and the case goes on; further evidence is added; the office
    whose turn it is is told. An examination that was made before is to be made again.
    """
    policy = policy_of(case.area, on.year, on)

    def cause(row):
        _sound(charge, row.posting, policy, on)
        row.papers.add(*all_kept(charge.papers, by=by, field="papers"))
        return {**charge.facts(policy), "examined_number": "", "examined_on": None}

    done = take(case, "submit", by=by, note=note or charge.reason, cause=cause)
    tell_next(done)
    return done


@transaction.atomic
def hear(case, *, statement, heard_on, papers=(), by, on):
    """The cadre has been heard: the statement is entered before anybody decides.

    Effects in order: the row is locked; office, state and day are checked; statement, day and papers; one record line.
    Raises NotAllowed, Conflict (already decided), Refused.
    """
    row = Recall.objects.select_for_update(of=("self",)).get(pk=case.pk)
    county = by.office == Office.COUNTY and row.area.startswith(by.area)
    if not county and (by.office, by.area) != (row.deciding_office, row.deciding_area):
        raise NotAllowed(_("The statement is taken by the county or by the department that decides."))
    if row.state not in Recall.OPEN:
        raise Conflict(FASTER)
    if not statement.strip():
        raise Refused(_("Enter what the cadre said."), fields={"statement": _("Required.")})
    if not row.posting.starts_on <= heard_on <= on:
        raise Refused(_("The hearing cannot lie in the future."), fields={"heard_on": _("Today or earlier.")})
    row.statement, row.heard_on = statement.strip(), heard_on
    row.save(update_fields=["statement", "heard_on", "changed_at"])
    row.papers.add(*all_kept(papers, by=by, field="papers"))
    record(by, "hear", row, details={"heard_on": str(heard_on)})
    return row


@transaction.atomic
def examine(case, *, number, examined_on, by, on, note=""):
    """The superior department puts a grave case on file after examining it 备案审核, before anything takes effect.

    Effects in order: number and day of its answer are checked and stored with the step; the deciding department is
    told. Raises Refused, Conflict, NotAllowed.
    """
    _whole(number, "examined_number")
    if examined_on is None or not case.proposed_on <= examined_on <= on:
        words = _("The answer is dated between the proposal and today.")
        raise Refused(words, fields={"examined_on": _("Check the day.")})
    fields = {"examined_number": number.strip(), "examined_on": examined_on}
    done = take(case, "examine", by=by, note=note, cause=lambda row: fields)
    tell_next(done)
    return done


@transaction.atomic
def decide(case, *, number, by, on, note=""):
    """The department with the authority over the cadre decides 决定.

    Effects in order: the decision's number is checked; of a recall the posting ends on the day proposed, today at the
    earliest, which tells of the open seat and cuts absences; the cadre is struck off the reserve list; the state moves;
    the linked duties stand and their owners are told; county, sender and cadre are told. The year's best grade is
    capped from now on by what `assessment.recalled` says. Raises Refused, Conflict (the posting has ended), NotAllowed.
    """
    _whole(number, "decision_number")
    done, struck = {"decision_number": number.strip(), "decided_on": on}, []

    def cause(row):
        if row.kind != rules.RECALL:
            return done
        last_day = max(row.leaves_on, on)
        close_posting(row.posting, last_day=last_day, kind=Posting.EndKind.RECALL, by=by, on=on)
        if rules.OFF_THE_LIST in row.provisions[rules.FOLLOWS]["value"]:
            struck.append(strike_reserve(row.posting.cadre, by=by, on=on))
        return {**done, "leaves_on": last_day}

    decided = take(case, "approve", by=by, note=note, details={"number": number.strip()}, cause=cause)
    open_duties(decided, struck=any(struck), by=by, on=on)
    tell_decided(decided)
    return decided


def _whole(number, field):
    if not number.strip():
        raise Refused(_("Enter the number of the document."), fields={field: _("Required.")})


@transaction.atomic
def send_back(case, *, by, on, note=""):
    """Returned 退回 to the county with a reason; what was examined is examined again. Raises Refused, Conflict, NotAllowed."""
    done = take(case, "return", by=by, note=note)
    tell_county(done, "case_returned")
    return done


@transaction.atomic
def decline(case, *, by, on, note=""):
    """Declined 不同意 with a reason: the posting goes on; the county is told. Raises Refused, Conflict, NotAllowed."""
    done = take(case, "decline", by=by, note=note)
    tell_county(done, "case_decided")
    return done


@transaction.atomic
def withdraw(case, *, by, on, note=""):
    """The county takes its proposal back 撤回 as long as nobody has examined or decided. Raises Conflict, NotAllowed."""
    return take(case, "withdraw", by=by, note=note)


def take_step(case, said, *, by, on):
    """The deed a cleaned `RecallStepForm` names, for pages and machines alike; Conflict when the case has moved."""
    if said.get("state") and said["state"] != case.state:
        raise Conflict(FASTER)
    note = said["note"]
    if said["verb"] == "examine":
        facts = {"number": said["examined_number"], "examined_on": said["examined_on"]}
        return examine(case, **facts, by=by, on=on, note=note)
    if said["verb"] == "approve":
        return decide(case, number=said["decision_number"], by=by, on=on, note=note)
    return {"return": send_back, "decline": decline, "withdraw": withdraw}[said["verb"]](case, by=by, on=on, note=note)
