"""Volunteers 自愿继续驻村: at the end of the term a cadre wishes to stay, and may enter the next round (二(三))."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.record import record
from core.refusals import Conflict, NotAllowed, Refused
from selection.actions.nominating import Proposal, nominate
from selection.facts import policy_for
from selection.leaving import is_own, sent_by
from selection.models import Nomination, Round, Volunteer
from teams.models import Posting

RULE = "selection.volunteers_continue"


@transaction.atomic
def volunteer(posting, *, by, on, note=""):
    """Notes that the cadre wishes to continue after the term: said in person, or to the unit or township.

    Effects in order: the posting is locked; who says it, the rule and the posting are checked; the wish (said again
    after it was taken back, it counts from today); one record line. Raises NotAllowed, Refused with the clause, Conflict.
    """
    posting = _locked(posting, by)
    rule = policy_for(posting.area, on)[RULE]
    if not rule.value:
        raise Refused(_("Continuing in the village is not open here."), provision=rule)
    if posting.ends_on is not None:
        raise Conflict(_("This posting has already ended."))
    if posting.term_ends_on is None:
        raise Refused(_("This posting has no end of term."), provision=rule)
    wish = Volunteer.objects.filter(posting=posting).first() or Volunteer(posting=posting, area=posting.area)
    if wish.pk and wish.withdrawn_on is None:
        raise Conflict(_("This has already been noted."))
    wish.said_on, wish.note, wish.withdrawn_on = on, note, None
    wish.save()
    record(by, "volunteer", wish, note=note)
    return wish


@transaction.atomic
def take_back(posting, *, by, on):
    """Takes the wish to continue back, until it has entered a round. Raises NotAllowed, Conflict."""
    posting = _locked(posting, by)
    wish = _wish_of(posting)
    if wish.round_id:
        raise Conflict(_("This volunteer has already entered a round: the nomination is what can be withdrawn now."))
    wish.withdrawn_on = on
    wish.save(update_fields=["withdrawn_on"])
    record(by, "take_back_wish", wish)
    return wish


@transaction.atomic
def enter_next_round(posting, *, by, on):
    """Puts a volunteer into the running round of the village: a draft for the same seat. Returns the nomination.

    Effects in order: the posting is locked; office, wish and round are checked; a draft that says the cadre volunteers
    to continue and renews this posting, from the round's day or the day after the term; the round is noted with the
    wish; one record line. Declarations and decision are still to be given. Raises NotAllowed, Refused, Conflict.
    """
    posting = _locked(posting, by, in_person=False)
    wish, rule = _wish_of(posting), policy_for(posting.area, on)[RULE]
    if not rule.value:
        raise Refused(_("Continuing in the village is not open here."), provision=rule)
    if _still_entered(posting, wish):
        raise Conflict(_("This volunteer has already entered a round."))
    running = Round.objects.running(on).filter(places__team=posting.team, places__closed=False).first()
    if running is None:
        raise Refused(_("No round is running for this village now."), provision=rule)
    draft = nominate(_renewal(posting, running, on), by=by, on=on, as_draft=True)
    wish.round = running
    wish.save(update_fields=["round"])
    record(by, "enter_round", wish, details={"nomination": draft.pk, "round": running.pk})
    return draft


def _still_entered(posting, wish):
    """A volunteer whose nomination was withdrawn or declined may enter again."""
    given_up = (Nomination.State.WITHDRAWN, Nomination.State.DECLINED)
    of_seat = Nomination.objects.filter(cadre=posting.cadre, team=posting.team, round=wish.round)
    return wish.round_id is not None and of_seat.exclude(state__in=given_up).exists()


def _renewal(posting, running, on):
    """The same seat again, from the round's day on, but never before the term is over."""
    starts_on = max(running.starts_on, posting.term_ends_on + timedelta(days=1), on)
    return Proposal(
        team=posting.team,
        seat=posting.seat,
        cadre=posting.cadre,
        starts_on=starts_on,
        term_ends_on=max(running.term_ends_on, starts_on + timedelta(days=1)),
        decision_number="",
        decided_on=on,
        said={"volunteers_to_continue": True},
        round=running,
    )


def _locked(posting, by, *, in_person=True):
    """The posting, its row locked, if this actor may speak for the cadre."""
    rows = Posting.objects.select_for_update(of=("self",)).select_related("cadre__unit__home", "pairing", "team")
    posting = rows.get(pk=posting.pk)
    if not sent_by(posting, by) and not (in_person and is_own(posting, by)):
        raise NotAllowed(_("Only the cadre, and the unit or township that sent them, may say this."))
    return posting


def _wish_of(posting):
    wish = Volunteer.objects.select_for_update(of=("self",)).filter(posting=posting, withdrawn_on=None).first()
    if wish is None:
        raise Conflict(_("Nobody has said that this cadre wishes to continue."))
    return wish
