"""Cadres: entering, correcting, looking at a file, revealing a number, linking an account."""

from datetime import timedelta

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import sealed
from core.models import Appointment, Division, Record, User
from core.offices import DEPARTMENTS, Office
from core.record import changed, record, saw
from core.refusals import Conflict, NotAllowed, Refused, TooMany
from teams.models import Cadre

PER_HOUR = {"reveal": 60, "find_by_id_number": 60, "export_roster": 10}  # SECURITY A10
REVEALERS = (*DEPARTMENTS, Office.TOWNSHIP, Office.UNIT)
NUMBERS = ("id_number", "phone")
FACTS = ("name", "party", "rank", "reserve", "job_title", "education", "skills", "languages", "promotable")


@transaction.atomic
def register_cadre(facts, *, by, on):
    """Enters a cadre of one's own unit or township.

    Effects in order: the office is checked; sex and birthday come from the ID number, else from the facts; numbers are
    sealed; the cadre; one record line without any number. Raises NotAllowed, Refused (the number is already registered,
    wherever).
    """
    cadre = Cadre(**_employer(by), **{key: facts[key] for key in FACTS if key in facts})
    _put_numbers(cadre, facts)
    cadre.save()
    record(by, "register_cadre", cadre, details={"facts": _plain(cadre)})
    return cadre


@transaction.atomic
def edit_cadre(cadre, facts, *, by, on):
    """Corrects the facts about a cadre of one's own. An ID number or telephone left empty stays as it is.

    Effects in order: the row is locked; the employer is checked; the facts; one record line of what changed.
    Raises NotAllowed, Refused (the number belongs to somebody else).
    """
    cadre = _own(cadre, by)
    before = _plain(cadre)
    for key in FACTS:
        if key in facts:
            setattr(cadre, key, facts[key])
    _put_numbers(cadre, facts)
    cadre.save()
    record(by, "edit_cadre", cadre, details=changed(before, _plain(cadre)))
    return cadre


@transaction.atomic
def employ(cadre, *, unit, township, job_title, by, on):
    """A cadre belongs to another unit or township from today. Called by the deed that carries a transfer out (二(三)).

    Effects in order: the row is locked; employer, place and post; one record line. What was sent or decided before keeps
    the unit it came from.
    """
    cadre = Cadre.objects.select_for_update(of=("self",)).get(pk=cadre.pk)
    cadre.unit, cadre.township, cadre.job_title = unit, township, job_title
    cadre.area = (unit.home if unit else township).code
    cadre.save(update_fields=["unit", "township", "job_title", "area"])
    record(by, "employ", cadre, details={"unit": unit.pk if unit else None, "area": cadre.area})
    return cadre


@transaction.atomic
def strike_reserve(cadre, *, by, on):
    """A cadre is no longer on the reserve list. Called by the deed that decides on a recall (二(四)).

    Effects in order: the row is locked; the mark is taken off, history keeps it; one record line. Returns what it was, ""
    where there was none.
    """
    cadre = Cadre.objects.select_for_update(of=("self",)).get(pk=cadre.pk)
    before = cadre.reserve
    if before:
        cadre.reserve = ""
        cadre.save(update_fields=["reserve"])
        record(by, "strike_reserve", cadre, details={"reserve": [before, ""]})
    return before


@transaction.atomic
def remove_cadre(cadre, *, by, on):
    """Takes a cadre back who was entered by mistake and of whom nothing else is known yet; history keeps the row.

    Effects in order: the row is locked; the employer is checked; one record line; the row goes. Raises NotAllowed,
    Conflict (nominated, posted, or linked to an account meanwhile).
    """
    cadre = _own(cadre, by)
    record(by, "remove_cadre", cadre, details={"facts": _plain(cadre)})
    try:
        if cadre.account_id:
            raise ProtectedError("account", {cadre})
        cadre.delete()
    except ProtectedError as built_upon:
        words = _("%(name)s has been nominated, posted or linked to an account since.") % {"name": cadre.name}
        raise Conflict(words) from built_upon


def open_file(cadre, *, by):
    """Leaves the line that this person's file was opened (F5)."""
    return saw(by, cadre)


@transaction.atomic
def reveal(cadre, what, *, reason, by, on):
    """The full ID number or telephone, for a reason.

    Effects in order: office, reason and the hourly limit are checked; one record line. Raises NotAllowed, Refused, TooMany.
    """
    if by.office not in REVEALERS:
        raise NotAllowed(
            _("Full numbers are shown to organization departments and to the cadre's own unit or township.")
        )
    if what not in NUMBERS:
        raise Refused(_("There is no such number."))
    if not reason.strip():
        raise Refused(_("Say why: looking at a full number needs a reason."), fields={"reason": _("Required.")})
    spend("reveal", by)
    saw(by, cadre, what="reveal", note=f"{what}: {reason.strip()}")
    return getattr(cadre, what)


@transaction.atomic
def find_by_id_number(number, rows, *, by, on):
    """The cadre with exactly this ID number among `rows` (already inside the jurisdiction), or None.

    Effects in order: the hourly limit; one record line with the keyed hash. Raises TooMany.
    """
    spend("find_by_id_number", by)
    found = rows.filter(id_index=sealed.index(number)).first()
    details = {"index": sealed.index(number)[:16], "found": found is not None}
    record(by, "find_by_id_number", found, kind=Record.Kind.SIGHT, details=details)
    return found


@transaction.atomic
def hand_out_roster(rows, kind, *, by):
    """The rows of a roster that leaves the house.

    Effects in order: the hourly limit; one record line. Raises TooMany.
    """
    spend("export_roster", by)
    record(by, "export_roster", kind=Record.Kind.SIGHT, details={"form": kind, "rows": rows.count()})
    return rows


@transaction.atomic
def link_account(cadre, username, *, by, on):
    """Links the account with which a cadre logs in.

    Effects in order: the employer is checked; the account must hold the office of cadre, bear the cadre's name and
    belong to nobody else; the link; one record line. Raises NotAllowed, Refused – the same words whatever is wrong.
    """
    cadre = _own(cadre, by)
    held = Appointment.objects.in_force(on).filter(
        office=Office.CADRE, user__username__iexact=username, user__name=cadre.name
    )
    user = User.objects.filter(pk__in=held.values("user"), cadre__isnull=True).exclude(pk=by.user_id).first()
    if user is None or cadre.account_id:
        words = _("No free cadre's account with this user name and the cadre's own name. Ask the system administrator.")
        raise Refused(words, fields={"username": _("Check the user name.")})
    cadre.account = user
    cadre.save(update_fields=["account"])
    record(by, "link_account", cadre, details={"account": user.pk})
    return cadre


def spend(deed, by):
    """Counts what somebody has done in the last hour. Raises TooMany beyond the limit."""
    hour_ago = timezone.now() - timedelta(hours=1)
    if Record.objects.filter(user_id=by.user_id, verb=deed, at__gte=hour_ago).count() >= PER_HOUR[deed]:
        raise TooMany(_("Too many tries in one hour. Please wait."))


def _employer(by):
    """Where a new cadre belongs: the acting unit or township. Raises NotAllowed for any other office."""
    if by.office == Office.UNIT:
        home = Division.objects.get(units=by.unit_id)
        return {"unit_id": by.unit_id, "area": home.code}
    if by.office == Office.TOWNSHIP:
        return {"township": Division.objects.current().get(code=by.area), "area": by.area}
    raise NotAllowed(_("Cadres are entered by their own unit or township."))


def _own(cadre, by):
    cadre = Cadre.objects.select_for_update(of=("self",)).get(pk=cadre.pk)
    of_unit = by.office == Office.UNIT and cadre.unit_id is not None and cadre.unit_id == by.unit_id
    of_township = by.office == Office.TOWNSHIP and cadre.unit_id is None and cadre.area == by.area
    if not (of_unit or of_township):
        raise NotAllowed(_("Only the cadre's own unit or township may change this."))
    return cadre


def _put_numbers(cadre, facts):
    """Seals the numbers given; sex and birthday follow the ID number (`facts["id_number"]` is a rules.IdNumber)."""
    identity = facts.get("id_number")
    if identity:
        if Cadre.objects.filter(id_index=sealed.index(identity.number)).exclude(pk=cadre.pk).exists():
            words = _("This ID number cannot be registered. Ask your organization department.")
            raise Refused(words, fields={"id_number": _("Check the number.")})
        cadre.put_id_number(identity.number)
        cadre.born_on, cadre.sex = identity.born_on, identity.sex
    elif "born_on" in facts and not cadre.id_index:  # from a roster without ID numbers
        cadre.born_on, cadre.sex = facts["born_on"], facts["sex"]
    if facts.get("phone"):
        cadre.put_phone(facts["phone"])


def _plain(cadre):
    """The facts as plain values; of the numbers only the ID number's hash, so that a change can be seen."""
    facts = {key: getattr(cadre, key) for key in FACTS}
    return {
        **facts,
        "born_on": str(cadre.born_on),
        "sex": cadre.sex,
        "id_index": (cadre.id_index or "")[:16],
        "phone": cadre.phone_shown,
    }
