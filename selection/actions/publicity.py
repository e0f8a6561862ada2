"""Public notice 公示: which proposed postings hang where and until when, and what that means for their approval."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.models import Notice
from core.notices import tell_many
from core.offices import CODE_LENGTH, Office
from core.record import record, timeline
from core.refusals import Conflict, NotAllowed, Refused
from selection import notice_rules
from selection.facts import policy_for
from selection.models import Nomination, Objection, PublicNotice, Shown
from selection.noticeboard import may_be_shown, notice_days, public_facts

TOLD_AFTER = timedelta(days=31)  # how long a missed day's notices are still told
_PERIOD, _RIGHTS = ("from_on", "until_on"), ("title", "decided_by", "telephone", "address", "email", "round")


def hindrance(nomination, *, on):
    """The Refused that keeps a nomination from being approved on a day, or None."""
    hung = PublicNotice.objects.published().filter(shown__nomination=nomination)
    until = dict(hung.values_list("pk", "until_on"))
    said = Objection.objects.filter(nomination=nomination).values_list("state", "notice_id")
    return notice_rules.hindered(
        list(until.values()),
        unsettled=any(state == Objection.State.RECEIVED for state, _notice in said),
        upheld=any(state == Objection.State.UPHELD and max(until, default=0) <= notice for state, notice in said),
        policy=policy_for(nomination.area, on),
        on=on,
    )


@transaction.atomic
def publish(nominations, facts, *, by, on):
    """Publishes a notice that shows these nominations, in the order of villages and seats. Returns it.

    Effects in order: the nominations are locked; that they are this department's to decide and hang nowhere, the days
    and their number are checked; the notice; its list, frozen in words; one record line; units, townships and counties
    concerned are told. Raises NotAllowed, Conflict, Refused with the clause.
    """
    rows = _locked(nominations)
    _fit_to_be_shown(rows, by, on)
    _long_enough(rows, facts, on)
    notice = PublicNotice.objects.create(
        area=by.area, office=by.office, **{name: facts.get(name) or _empty(name) for name in (*_RIGHTS, *_PERIOD)}
    )
    Shown.objects.bulk_create([Shown(notice=notice, nomination=row, facts=public_facts(row)) for row in rows])
    period = {"from": str(notice.from_on), "until": str(notice.until_on), "people": len(rows)}
    record(by, "publish_notice", notice, details=period)
    _tell(notice, "notice_published")
    return notice


def _empty(name):
    return None if name == "round" else ""


def _locked(nominations):
    rows = Nomination.objects.select_for_update(of=("self",)).filter(pk__in=[row.pk for row in nominations])
    related = ("cadre__unit", "cadre__township", "unit", "team__village__division")
    found = list(rows.select_related(*related).order_by("pk"))
    if not found:
        raise Refused(_("Choose whom the notice shows."), fields={"nominations": _("Required.")})
    return sorted(found, key=lambda row: (row.area, row.seat))


def _fit_to_be_shown(rows, by, on):
    """This department decides next, no notice shows it now, and what was upheld against it has been mended."""
    if stranger := next((row for row in rows if not may_be_shown(row, by)), None):
        raise Conflict(_("%(who)s: this nomination does not wait for your approval.") % {"who": stranger.cadre.name})
    hanging = Shown.objects.filter(nomination__in=rows, notice__in=PublicNotice.objects.hanging(on))
    if one := hanging.select_related("notice", "nomination__cadre").first():
        said = {"who": one.nomination.cadre.name, "until": one.notice.until_on}
        raise Conflict(_("%(who)s already stands on a notice until %(until)s.") % said)
    for objection in Objection.objects.filter(nomination__in=rows, state=Objection.State.UPHELD):
        if not timeline(objection.nomination).filter(verb="return", at__gt=objection.changed_at).exists():
            who = {"who": objection.nomination.cadre.name}
            raise Refused(_("%(who)s: an objection was upheld. Return or decline the nomination first.") % who)


def _long_enough(rows, facts, on):
    """From today on, and at least as many days as the strictest place of the list asks."""
    asked = notice_days({row.area[: CODE_LENGTH[Office.COUNTY]] for row in rows}, on)
    notice_rules.long_enough(*(facts[name] for name in _PERIOD), asked, on)


@transaction.atomic
def withdraw_notice(notice, *, why, by, on):
    """Takes a notice down before it has ended, with the reason. Objections received stay to be settled.

    Effects in order: the row is locked; office, state and day are checked; the state with the reason; one record line;
    those told of the notice are told. Raises NotAllowed, Conflict, Refused.
    """
    notice = PublicNotice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    of_this_office(notice, by)
    if notice.state == PublicNotice.State.WITHDRAWN:
        raise Conflict(_("This notice has already been withdrawn."))
    if on > notice.until_on:
        raise Conflict(_("This notice has already ended."))
    if not why.strip():
        raise Refused(_("Say why the notice is withdrawn."), fields={"why": _("Required.")})
    notice.state, notice.withdrawn_why = PublicNotice.State.WITHDRAWN, why.strip()
    notice.save(update_fields=["state", "withdrawn_why"])
    record(by, "withdraw_notice", notice, note=notice.withdrawn_why)
    _tell(notice, "notice_withdrawn")
    return notice


def of_this_office(notice, by):
    """Only the department that published a notice acts on it; NotAllowed for every other."""
    if (notice.office, notice.area) != (by.office, by.area):
        raise NotAllowed(_("Only the department that published this notice may do this."))


@transaction.atomic
def tell_of_ended(*, on):
    """Tells those concerned, once, that a notice has ended. Returns how many notices were looked at."""
    ended = PublicNotice.objects.published().filter(until_on__lt=on, until_on__gte=on - TOLD_AFTER)
    for notice in ended:
        _tell(notice, "notice_ended")
    return len(ended)


def _tell(notice, kind):
    """Units, townships and counties of the list; the publishing office knows."""
    shown = notice.shown.values_list("nomination__unit", "nomination__area")
    units, areas = {unit for unit, _area in shown if unit}, {area for _unit, area in shown}
    to = {f"unit:{unit}": {"office": Office.UNIT, "unit_id": unit} for unit in units}
    for office in (Office.COUNTY, Office.TOWNSHIP):
        codes = {area[: CODE_LENGTH[office]] for area in areas} - {notice.area}
        to |= {f"{office}:{code}": {"office": office, "area": code} for code in codes}
    params = {"what": notice.title, "until": str(notice.until_on)}
    told = {"kind": kind, "params": params, "link": f"/publicity/{notice.pk}/"}
    tell_many([Notice(key=f"{kind}:{notice.pk}:{whom}", **told, **address) for whom, address in to.items()])
