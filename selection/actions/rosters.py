"""One row of a roster through the ordinary deeds, and back again."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.models import Notice
from core.record import record
from core.refusals import Conflict
from selection.actions import pool
from selection.actions.deciding import withdraw
from selection.actions.nominating import Proposal, nominate
from selection.models import Nomination, PoolMember
from teams.actions import FACTS, edit_cadre, register_cadre, remove_cadre
from teams.models import Cadre

_NUMBERS = ("id_sealed", "id_index", "id_shown", "phone_sealed", "phone_shown")
KEPT = (*FACTS, "sex", *_NUMBERS)  # what an undone row puts back; numbers only as they are sealed


@transaction.atomic
def enter_row(cadre, facts, plan, *, by, on):
    """Enters or corrects a person of one's own and puts them forward as the row proposes.

    Effects in order: the cadre, registered or edited; the nomination or the pool member, if `plan` is one. Returns the
    cadre and what to put back. Raises what these deeds raise.
    """
    before = {"facts": _kept(cadre)} if cadre else {"made": True}
    cadre = edit_cadre(cadre, facts, by=by, on=on) if cadre else register_cadre(facts, by=by, on=on)
    before["entered"] = _kept(cadre)
    if plan is None:
        return cadre, before
    if isinstance(plan, Proposal):
        return cadre, before | {"nomination": nominate(replace(plan, cadre=cadre), by=by, on=on).pk}
    return cadre, before | {"member": pool.put_forward(replace(plan, cadre=cadre), by=by, on=on).pk}


@transaction.atomic
def take_back_row(cadre, before, *, by, on):
    """Takes one entered row back.

    Effects in order: the nomination is withdrawn, or the pool member taken out – of a person the row had entered they go
    altogether, so that nobody is left who was entered by mistake; the person is taken out, or put back as before; one
    record line. Raises NotAllowed, Conflict (another office has acted, or the person was changed since).
    """
    cadre = Cadre.objects.select_for_update(of=("self",)).get(pk=cadre.pk)
    if _kept(cadre) != before["entered"]:
        raise Conflict(_("%(name)s has been changed since.") % {"name": cadre.name})
    made = before.get("made", False)
    if "nomination" in before:
        _take_back_nomination(before["nomination"], made, by, on)
    if "member" in before:
        _take_back_member(before["member"], made, by, on)
    if made:
        remove_cadre(cadre, by=by, on=on)
        return
    for key, value in before["facts"].items():
        setattr(cadre, key, value)
    cadre.save(update_fields=KEPT)
    record(by, "edit_cadre", cadre, details={"taken_back": True})


def _take_back_nomination(pk, made, by, on):
    case = Nomination.objects.select_for_update(of=("self",)).get(pk=pk)
    if case.state != Nomination.State.WITHDRAWN:
        withdraw(case, by=by, on=on)
    if made:
        Notice.objects.filter(link=f"/nominations/{pk}/").delete()
        case.delete()


def _take_back_member(pk, made, by, on):
    member = PoolMember.objects.select_for_update(of=("self",)).get(pk=pk)
    if member.withdrawn_at is None:
        pool.take_back(member, by=by, on=on)
    if made:
        member.delete()


def _kept(cadre):
    return {key: getattr(cadre, key) for key in KEPT}
