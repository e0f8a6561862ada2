"""Public notice 公示 of set grades to the villagers: published, withdrawn, and final once it has ended (二(四))."""

from django.db import transaction
from django.db.models import Exists
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment import noticeboard
from assessment.actions.telling import tell_results
from assessment.models import Assessment, ResultNotice, ShownResult
from core.models import Notice
from core.notices import tell_many
from core.offices import Office
from core.record import record, record_steps
from core.refusals import Conflict, NotAllowed, Refused
from selection.notice_rules import long_enough

WORDS = ("title", "from_on", "until_on", "telephone", "address", "email")
MAKES_FINAL = "finish"


@transaction.atomic
def publish(cases, facts, *, by, on):
    """Publishes a notice that shows these set grades of one cycle to the villagers. Returns it.

    Effects in order: the cases are locked; that they are this county's, of one cycle, set and on no notice, the days and
    their number are checked; the notice; its list, frozen in words; one record line; the townships are told. From now on
    the grades are opened again only by an objection or a withdrawal. Raises NotAllowed, Conflict, Refused with the rule.
    """
    if by.office != Office.COUNTY:
        raise NotAllowed(_("This step belongs to another office."))
    rows = _locked(cases)
    _fit_to_be_shown(rows, by)
    long_enough(facts["from_on"], facts["until_on"], noticeboard.notice_days(by.area, on), on)
    said = {name: facts.get(name) or "" for name in WORDS}
    notice = ResultNotice.objects.create(area=by.area, cycle_id=rows[0].cycle_id, published_by_id=by.user_id, **said)
    lines = [
        ShownResult(notice=notice, assessment=row, area=row.area, facts=noticeboard.public_facts(row)) for row in rows
    ]
    ShownResult.objects.bulk_create(lines, batch_size=1000)
    period = {"from": str(notice.from_on), "until": str(notice.until_on), "people": len(rows)}
    record(by, "publish_notice", notice, details=period)
    _tell(notice, "notice_published", {row.area[:9] for row in rows})
    return notice


def _locked(cases):
    rows = Assessment.objects.select_for_update(of=("self",)).filter(pk__in=[case.pk for case in cases])
    found = list(noticeboard.with_words(rows).order_by("pk"))
    if not found:
        raise Refused(_("Choose whom the notice shows."), fields={"cases": _("Required.")})
    return found


def _fit_to_be_shown(rows, by):
    """Set by this county, of one cycle, and standing on no notice."""
    for row in rows:
        if row.state != Assessment.State.SET or not row.area.startswith(by.area):
            raise Conflict(_("%(who)s: this grade is not set, or already final.") % {"who": str(row)})
    if len({row.cycle_id for row in rows}) > 1:
        raise Refused(_("A notice shows the grades of one cycle."), fields={"cases": _("Choose one cycle.")})
    shown = ShownResult.objects.filter(assessment__in=rows, stands=True).select_related("notice", "assessment")
    if one := shown.first():
        said = {"who": str(one.assessment), "until": one.notice.until_on}
        raise Conflict(_("%(who)s already stands on a notice until %(until)s.") % said)


@transaction.atomic
def withdraw(notice, *, why, by, on):
    """Takes a notice down before its grades are final, with the reason; what it showed must be shown anew.

    Effects in order: row and cases are locked; office and state are checked; the state with the reason; no grade rests
    on it any more; one record line; the townships are told. Objections received stay to be settled. Raises NotAllowed,
    Conflict, Refused.
    """
    notice = _notice(notice, by)
    rows = list(noticeboard.standing(notice).select_for_update(of=("self",)).only("pk", "area"))
    if not rows:
        raise Conflict(_("The grades of this notice are final: nothing is left to be withdrawn."))
    if not why.strip():
        raise Refused(_("Say why the notice is withdrawn."), fields={"why": _("Required.")})
    notice.state, notice.withdrawn_why = ResultNotice.State.WITHDRAWN, why.strip()
    notice.save(update_fields=["state", "withdrawn_why"])
    notice.shown.filter(assessment__in=[row.pk for row in rows]).update(stands=False)
    record(by, "withdraw_notice", notice, note=notice.withdrawn_why)
    _tell(notice, "notice_withdrawn", {row.area[:9] for row in rows})
    return notice


def _notice(notice, by):
    """The row, locked, for the county that published it; Conflict when it was withdrawn."""
    notice = ResultNotice.objects.select_for_update(of=("self",), no_key=True).get(pk=notice.pk)
    of_this_county(notice, by)
    if notice.state == ResultNotice.State.WITHDRAWN:
        raise Conflict(_("This notice has already been withdrawn."))
    return notice


def of_this_county(notice, by):
    """Only the county that published a notice acts on it; NotAllowed for every other."""
    if (by.office, by.area) != (Office.COUNTY, notice.area):
        raise NotAllowed(_("Only the department that published this notice may do this."))


@transaction.atomic
def make_final(notice, *, by, on):
    """The county makes final, from the day after the notice, whatever it shows that nothing stands against. Returns how many.

    Effects in order: the row is locked; office, state and day are checked; the cases are locked, then those with an
    unsettled objection left out; state and day are stored in one statement; one record line each; units, townships and
    cadres are told. Raises NotAllowed, Conflict, Refused with the rule.
    """
    notice = _notice(notice, by)
    if on <= notice.until_on:
        words = _("The public notice hangs until %(until)s: grades become final from the day after.")
        asked = noticeboard.notice_days(notice.area, on)
        raise Refused(words % {"until": notice.until_on}, provision=asked)
    done = _finish_due(notice, by=by, on=on)
    if not done:
        raise Conflict(_("Nothing can be made final: the grades are final already, or an objection is not settled."))
    return done


@transaction.atomic
def make_due_final(*, on):
    """What the calendar brings: every grade whose notice has ended and nothing stands against becomes final. Returns how many.

    Running again does nothing. Effects as in `make_final`; the record names the system.
    """
    waiting = ShownResult.objects.filter(stands=True, assessment__state=Assessment.State.SET)
    ended = ResultNotice.objects.ended(on).filter(pk__in=waiting.values("notice")).order_by("pk")
    return sum(_finish_due(notice, by=None, on=on) for notice in ended.select_for_update(of=("self",), no_key=True))


def _finish_due(notice, *, by, on):
    held = [row.pk for row in noticeboard.standing(notice).select_for_update(of=("self",)).only("pk")]
    free = Assessment.objects.filter(pk__in=held).filter(~Exists(noticeboard.OPEN_OBJECTION))
    rows = list(free.select_related("posting__cadre", "posting__pairing").defer("facts", "provisions").order_by("pk"))
    final = {"state": Assessment.State.FINAL, "final_on": on}
    Assessment.objects.filter(pk__in=[row.pk for row in rows]).update(**final, changed_at=timezone.now())
    for row in rows:
        row.state, row.final_on = Assessment.State.FINAL, on
    record_steps(by, MAKES_FINAL, rows, details={"from": str(Assessment.State.SET), "to": str(Assessment.State.FINAL)})
    tell_results(rows)
    return len(rows)


def _tell(notice, kind, townships):
    """The townships, which hang the posters in their villages."""
    told = {"kind": kind, "params": {"what": notice.title, "until": str(notice.until_on)}}
    told["link"] = f"/result-notices/{notice.pk}/"
    to = [{"office": Office.TOWNSHIP, "area": code} for code in sorted(townships)]
    tell_many([Notice(key=f"result_{kind}:{notice.pk}:{one['area']}", **told, **one) for one in to])
