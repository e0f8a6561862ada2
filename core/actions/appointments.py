"""Deeds on appointments: give an office, end it, lend it to a colleague for a time. Nobody grants beyond what they hold."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.models import Appointment, User
from core.offices import CODE_LENGTH, Office
from core.record import record
from core.refusals import NotAllowed, Refused

LENT_BY = tuple(office for office in Office if office not in (Office.CADRE, Office.SYSADMIN, Office.AUDITOR))
LONGEST_DELEGATION = timedelta(days=180)


@transaction.atomic
def appoint(user, *, office, division=None, unit=None, from_on, until_on=None, by, on):
    """Gives a user an office.

    Effects in order: the area, the level and the days are checked; the appointment is stored; one record line.
    Raises NotAllowed beyond the giver's own area or for oneself, Refused when place and office do not fit.
    """
    if user.pk == by.user_id:
        raise NotAllowed(_("Nobody appoints themselves."))
    _fits(office, division, unit)
    area = division.code if division else unit.home.code if unit else by.area
    if not by.covers(area):
        raise NotAllowed(_("You may appoint only inside your own area."))
    _in_order(from_on, until_on)
    same = Appointment.objects.filter(user=user, office=office, division=division, unit=unit, given_by=None)
    if same.exclude(until_on__lt=from_on).exists():
        raise Refused(_("This person already holds that office there."))
    made = Appointment.objects.create(
        user=user, office=office, division=division, unit=unit, from_on=from_on, until_on=until_on
    )
    details = {"office": office, "place": area, "unit": unit.pk if unit else None, "from": from_on.isoformat()}
    record(by, "appoint", user, area=area, details={**details, "appointment": made.pk})
    return made


@transaction.atomic
def end_appointment(appointment, *, by, on):
    """Ends an office: from now on it opens no door, nor do its tokens and what was delegated from it.

    Its last day is yesterday, or its first day when it began today (then it is shut by ending its delegations and tokens too).
    """
    row = _locked(appointment)
    if row.user_id == by.user_id:
        raise NotAllowed(_("Nobody ends their own appointment."))
    if row.until_on and row.until_on < on:
        raise Refused(_("This appointment has already ended."))
    _shut(row, on)
    record(by, "end_appointment", row.user, area=by.area, details={"appointment": row.pk, "office": row.office})
    return row


@transaction.atomic
def delegate(*, to_username, until_on, by, on):
    """Lends the office one is acting in to a colleague until a day 委托.

    Effects in order: an appointment with a giver and an end is stored; one record line. A lent office cannot be lent on;
    cadres, system administrators and auditors do not lend theirs; the colleague must already serve inside the area.
    """
    if by.office not in LENT_BY:
        raise NotAllowed(_("This office cannot be delegated."))
    held = Appointment.objects.in_force(on).select_for_update(of=("self",)).get(pk=by.appointment_id)
    if held.given_by_id:
        raise NotAllowed(_("What was delegated to you cannot be delegated further."))
    _while_held(held, until_on, on)
    colleague = _colleague(to_username, by, on)
    if held.delegations.in_force(on).filter(user=colleague).exists():
        raise Refused(_("You have already delegated this office to that person."))
    made = Appointment.objects.create(
        user=colleague,
        office=held.office,
        division=held.division,
        unit=held.unit,
        from_on=on,
        until_on=until_on,
        given_by=held,
    )
    record(by, "delegate", made, details={"to": colleague.pk, "office": held.office, "until": until_on.isoformat()})
    return made


@transaction.atomic
def end_delegation(delegation, *, by, on):
    """Takes a lent office back, effective with the next request; one record line. Only who lent it may."""
    row = _locked(delegation)
    if row.given_by_id is None or row.given_by.user_id != by.user_id:
        raise NotAllowed(_("Only the person who delegated an office takes it back."))
    if row.until_on < on:
        raise Refused(_("This delegation has already ended."))
    _shut(row, on)
    record(by, "end_delegation", row, details={"to": row.user_id, "office": row.office})
    return row


def _locked(appointment):
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("user", "given_by")
    return rows.get(pk=appointment.pk)


def _shut(row, on):
    """The last day becomes yesterday. What began today, or is still to come, never held: its days move before today."""
    last = on - timedelta(days=1)
    row.from_on, row.until_on = min(row.from_on, last), last
    row.save(update_fields=["from_on", "until_on"])


def _fits(office, division, unit):
    """An office sits at a division of its own level, a unit's at a unit, a cadre's nowhere."""
    if office == Office.UNIT:
        wrong = None if unit and not division else {"unit": _("Choose the dispatching unit.")}
    elif office == Office.CADRE:
        wrong = {"division": _("A cadre's account has no division of its own.")} if division or unit else None
    elif division is None or unit:
        wrong = {"division": _("Choose the division.")}
    else:
        length = CODE_LENGTH.get(office, len(division.code))
        wrong = None if len(division.code) == length else {"division": _("This office does not sit at that level.")}
    if wrong:
        raise Refused("", fields=wrong)


def _in_order(from_on, until_on):
    if until_on and until_on < from_on:
        raise Refused("", fields={"until_on": _("The last day lies before the first.")})


def _while_held(held, until_on, on):
    """A delegation ends on or after today, with its giver's own office at the latest, and within half a year."""
    latest = min(filter(None, (held.until_on, on + LONGEST_DELEGATION)))
    if not on <= until_on <= latest:
        text = _("Choose a day from today to %(day)s.") % {"day": latest.isoformat()}
        raise Refused("", fields={"until_on": text})


def _colleague(username, by, on):
    """Somebody who already serves inside the area, or at the same unit; one sentence for all who do not."""
    here = Appointment.objects.in_force(on).filter(given_by=None)
    here = here.filter(unit_id=by.unit_id) if by.unit_id else here.filter(division__code__startswith=by.area)
    found = User.objects.filter(username__iexact=username, pk__in=here.values("user")).exclude(pk=by.user_id).first()
    if found is None:
        raise Refused("", fields={"to_username": _("Nobody who serves in your area has this user name.")})
    return found
