"""Who speaks for a team, and what the policy says to it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from core.offices import Office
from core.refusals import NotAllowed
from teams.models import Posting, Seat
from teams.provisions import policy_at

DUTIES = "team.duties"


@dataclass(frozen=True)
class Head:
    """One of the duties: its code, its name in the reader's language and the provision that quotes it, if there is one."""

    code: str
    name: str
    provision: object


def heads(area, on):
    """The duties of a team at a place on a day, in the order of the text."""
    return heads_of(policy_at(area, on))


def heads_of(policy):
    """The duties a policy lists, in the order of the text."""
    listed = policy[DUTIES]
    return [Head(code, listed.word(code), policy.get(f"duty.{code}")) for code in listed.value]


def first_secretary(team, on):
    """The posting that holds the first seat on a day, or None."""
    rows = Posting.objects.current(on).filter(team=team, seat=Seat.FIRST_SECRETARY)
    return rows.select_related("cadre", "pairing").first()


def may_write(team, posting, actor):
    """Whether this actor writes for the team: its first secretary in person, or the clerk of its township on behalf."""
    if actor is None:
        return False
    if actor.office == Office.CADRE:
        return posting is not None and posting.account_id == actor.user_id
    return actor.office == Office.CLERK and team.area[:9] == actor.area


def writer(team, *, by, on):
    """The first secretary's posting, after checking that `by` writes for the team. Raises NotAllowed."""
    posting = first_secretary(team, on)
    if not may_write(team, posting, by):
        raise NotAllowed(_("The first secretary writes for the team, or the clerk of its township on behalf."))
    return posting


def not_of_the_team(team, by):
    """Raises NotAllowed when `by`, or who lent them the office, is one of the team: nobody receives the own paper."""
    people = {by.user_id, by.giver_id} - {None}
    if Posting.objects.filter(team=team, ends_on__isnull=True, cadre__account__in=people).exists():
        raise NotAllowed(_("Nobody receives the paper of the own team."))


def may_still_write(case, actor):
    """Whether this actor could write on a paper: for drawing links; the deed checks again."""
    return case.state in ("draft", "returned") and may_write(case.team, case.posting, actor)
