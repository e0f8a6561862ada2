"""Objections 异议 to a grade on notice: received by the county, settled by another person; upheld, the case is opened again."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessment.actions.grading import finish, reopen
from assessment.actions.publishing import of_this_county
from assessment.models import GRADED, Assessment, ResultObjection
from core.models import Record
from core.notices import tell
from core.offices import Office
from core.record import record, saw
from core.refusals import NotAllowed, Refused
from core.workflow import take
from selection.actions.objections import contact_for
from selection.notice_rules import in_time, named

FACTS = ("means", "received_on", "posted_on", "grounds", "paper")


@transaction.atomic
def receive(notice, facts, *, by, on):
    """Enters an objection to one grade on a notice. Returns it.

    Effects in order: the case is locked, so that it does not become final meanwhile; office, own interest and days are
    checked (by letter the postmark counts, so that one may arrive after the grade is final); the objection with its
    contact sealed – an anonymous one is noted as not accepted; one step in its timeline; the county is told. Raises
    NotAllowed, Refused with the window's days.
    """
    of_this_county(notice, by)
    case = Assessment.objects.select_for_update(of=("self",)).get(pk=facts["assessment"].pk)
    if not notice.shown.filter(assessment=case).exists():
        raise Refused(_("This grade does not stand on the notice."), fields={"assessment": _("Choose another.")})
    if _concerns(case, by):
        raise NotAllowed(_("Nobody decides on their own case."))
    in_time(facts, notice.from_on, notice.until_on, on)
    objection = _entered(notice, case, facts)
    record(by, "receive", objection, kind=Record.Kind.STEP, details={"to": str(objection.state)})
    if objection.state == ResultObjection.State.RECEIVED:
        _tell(objection, "result_objection")
    return objection


def _concerns(case, by):
    """Whether the grade is this person's own, or that of the team they serve in."""
    people = {by.user_id, by.giver_id} - {None}
    if case.team_id:
        return case.team.postings.filter(cadre__account__in=people).exists()
    return case.account_id in people


def _entered(notice, case, facts):
    """The row; one without a name is noted and blocks nothing."""
    anonymous = bool(facts.get("anonymous"))
    if not anonymous:
        named(facts)
    said = {name: facts.get(name) for name in FACTS}
    objection = ResultObjection(notice=notice, assessment=case, area=notice.area, **said)
    objection.name = "" if anonymous else facts["name"].strip()
    objection.state = ResultObjection.State.UNACCEPTED if anonymous else ResultObjection.State.RECEIVED
    objection.put_contact("" if anonymous else facts["contact"].strip())
    objection.save()
    return objection


@transaction.atomic
def settle(objection, verb, *, finding, by, on):
    """Dismisses an objection, or upholds it: the case is then opened again, to be set and shown anew.

    Effects in order: state, office, own interest and that another person entered it are checked; the finding is kept and
    the state moves; upheld, the grade comes off its notice and is opened with the finding as reason; dismissed as the
    last one after the notice, the grade is final at once; the county is told. Raises Conflict, NotAllowed, Refused (no
    finding).
    """
    if _concerns(objection.assessment, by):
        raise NotAllowed(_("Nobody decides on their own case."))
    done = take(objection, verb, by=by, note=finding, cause=lambda row: {"finding": finding.strip()})
    case = Assessment.objects.select_for_update(of=("self",)).get(pk=done.assessment_id)
    shown = done.notice.shown.filter(assessment=case, stands=True)
    if shown.exists() and case.state in GRADED:
        (_opened if verb == "uphold" else _let_go)(done, case, shown, by=by, on=on)
    _tell(done, "objection_settled")
    return done


def _opened(objection, case, shown, *, by, on):
    shown.update(stands=False)
    reopen(case, by=by, on=on, note=objection.finding)


def _let_go(objection, case, shown, *, by, on):
    """After the window nothing else need be waited for."""
    unsettled = ResultObjection.objects.filter(assessment=case, state=ResultObjection.State.RECEIVED)
    if case.state == Assessment.State.SET and on > objection.notice.until_on and not unsettled.exists():
        finish(case, by=by, on=on)


@transaction.atomic
def reveal_contact(objection, *, reason, by, on):
    """How the objector can be reached, for a reason.

    Effects in order: office, reason and the hourly limit are checked; one record line. Raises NotAllowed, Refused, TooMany.
    """
    of_this_county(objection, by)
    return contact_for(objection, reason, by)


def open_paper(objection, *, by):
    """Leaves the line that the objector's paper was looked at, and returns its file: it bears name and contact."""
    of_this_county(objection, by)
    saw(by, objection, what="open", note="paper")
    return objection.paper


def _tell(objection, kind):
    """The county that settles; nobody else learns that somebody objected."""
    params = {"who": str(objection.assessment), "state": str(objection.state)}
    link = f"/result-objections/{objection.pk}/"
    address = {"office": Office.COUNTY, "area": objection.area}
    tell(kind=kind, params=params, key=f"result_{kind}:{objection.pk}", link=link, **address)
