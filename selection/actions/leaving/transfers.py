"""Transfer 调转任: after the term a cadre stays at a county or township post of the prefecture (二(三))."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.files import kept
from core.models import Record, Unit
from core.notices import tell
from core.offices import CODE_LENGTH, Office
from core.record import record
from core.refusals import Conflict, NotAllowed, Refused
from core.workflow import take
from selection.actions.leaving.telling import tell_next, tell_those_who_asked
from selection.facts import policy_for
from selection.leaving import is_own, sender_of
from selection.models import Transfer
from teams.actions import close_posting, employ
from teams.models import Posting

RULE, FROM, TO = "selection.transfer_agreement", "selection.transfer_from", "selection.transfer_to"
PREFECTURE = CODE_LENGTH[Office.PREFECTURE]


@dataclass(frozen=True)
class Wish:
    """本人意愿: which posting, to which unit or township, to do what, and from when."""

    posting: Posting
    to_unit: object
    to_township: object
    post: str
    wish: str
    effective_on: date


@dataclass(frozen=True)
class Agreement:
    """选派单位党委(党组)意见: number, day, scan."""

    number: str
    given_on: date | None
    file: object = None


@transaction.atomic
def apply_for(wish, *, by, on):
    """The cadre applies to stay at a county or township post after the term. Returns the case.

    Effects in order: the posting is locked; person, sender, place and days are checked; the case with the provisions it
    goes by; one line of its timeline; the unit is told. Raises NotAllowed, Refused with the clause, Conflict.
    """
    related = ("cadre", "pairing__unit__home", "team__village__division")
    rows = Posting.objects.select_for_update(of=("self",)).select_related(*related)
    posting = rows.get(pk=wish.posting.pk)
    policy = policy_for(posting.area, on)
    if not is_own(posting, by):
        raise NotAllowed(_("The cadre applies in person."), provision=policy[RULE])
    _may_leave(posting, wish, policy, on)
    _right_place(posting, wish, policy)
    case = Transfer.objects.create(
        posting=posting,
        area=posting.area,
        sender_area=sender_of(posting).home,
        unit_id=posting.unit_id,
        to_unit=wish.to_unit,
        to_township=wish.to_township,
        post=wish.post,
        wish=wish.wish,
        applied_on=on,
        effective_on=wish.effective_on,
        provisions={key: policy[key].as_json() for key in (RULE, FROM, TO)},
    )
    record(by, "apply", case, kind=Record.Kind.STEP, details={"to": case.state, "from": str(case.effective_on)})
    tell_next(case)
    return case


def _may_leave(posting, wish, policy, on):
    """省直和市州选派、驻村期满: sent by the right level, and the term served to its end."""
    if sender_of(posting).level not in policy[FROM].value:
        words = _("A transfer is open to those sent by units of the province or a prefecture.")
        raise Refused(words, provision=policy[FROM])
    if posting.end_kind not in ("", Posting.EndKind.TERM) or posting.term_ends_on is None:
        raise Refused(_("A transfer follows a term served to its end."), provision=policy[RULE])
    if wish.effective_on <= max(posting.term_ends_on, on - timedelta(days=1)):
        words = _("A transfer takes effect after the term, which ends on %(day)s, and not in the past.")
        raise Refused(
            words % {"day": posting.term_ends_on},
            provision=policy[RULE],
            fields={"effective_on": _("Check the day.")},
        )
    if _ongoing().filter(posting=posting).exists():
        raise Conflict(_("A transfer of this cadre is already on its way."))


def _ongoing():
    return Transfer.objects.filter(state__in=[*Transfer.OPEN, Transfer.State.AGREED])


def _right_place(posting, wish, policy):
    """县乡两级, within the village's prefecture."""
    if (wish.to_unit is None) == (wish.to_township is None):
        raise Refused(_("Choose either a unit or a township."), fields={"to_unit": _("Choose one.")})
    level = wish.to_unit.level if wish.to_unit else Unit.Level.TOWNSHIP
    code = wish.to_unit.home.code if wish.to_unit else wish.to_township.code
    if level not in policy[TO].value or not code.startswith(posting.area[:PREFECTURE]):
        words = _("A transfer leads to a county or township post in the prefecture of the village.")
        raise Refused(words, provision=policy[TO], fields={"to_unit": _("Another place.")})


@transaction.atomic
def endorse(transfer, agreement, *, by, on, note=""):
    """The sending unit's Party committee agrees: number, day and scan are kept; the prefecture is told. Raises Refused."""
    given = {"agreement_number": agreement.number.strip(), "agreement_on": agreement.given_on}
    if missing := {name: _("Required.") for name, value in given.items() if not value}:
        raise Refused(_("The agreement of the Party committee needs number and day."), fields=missing)
    if agreement.given_on > on:
        words = _("The Party committee cannot have decided in the future.")
        raise Refused(words, fields={"agreement_on": _("Today or earlier.")})

    def cause(row):
        return given | {"agreement_file": kept(agreement.file, by=by, field="agreement_file")}

    case = take(transfer, "endorse", by=by, note=note, cause=cause)
    tell_next(case)
    return case


@transaction.atomic
def agree(transfer, *, by, on, note=""):
    """The village's prefecture agrees; carried out by the daily job from the day it takes effect. Those who asked are told."""
    case = take(transfer, "agree", by=by, note=note)
    tell_those_who_asked(case, "case_decided")
    return case


@transaction.atomic
def decline(transfer, *, by, on, note=""):
    """Unit or prefecture does not agree, with a reason; the cadre and the unit are told."""
    case = take(transfer, "decline", by=by, note=note)
    tell_those_who_asked(case, "case_decided")
    return case


@transaction.atomic
def withdraw(transfer, *, by, on, note=""):
    """The cadre takes the wish back 撤回 until the prefecture has agreed."""
    return take(transfer, "withdraw", by=by, note=note)


STEPS = {"agree": agree, "decline": decline, "withdraw": withdraw}


@transaction.atomic
def carry_out_transfers(*, on):
    """Carries out every agreed transfer whose day has come. Returns how many; running again does nothing.

    Effects in order, for each: the case is locked; the posting, where it still runs, ended by term yesterday; the cadre
    belongs to the new unit or township (nominations and postings of the past keep their sender); the case is marked;
    cadre, old and new office are told. Whoever holds another posting by then waits until it is over.
    """
    other = Posting.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), cadre=OuterRef("posting__cadre"))
    due = Transfer.objects.filter(state=Transfer.State.AGREED, done_on__isnull=True, effective_on__lte=on)
    due = due.filter(~Exists(other.exclude(pk=OuterRef("posting"))))
    related = ("posting__cadre", "posting__pairing", "posting__team__village__division", "to_unit__home", "to_township")
    rows = list(due.select_for_update(of=("self",)).select_related(*related).order_by("pk"))
    for case in rows:
        _carry_out(case, on)
    return len(rows)


def _carry_out(case, on):
    posting = case.posting
    if posting.ends_on is None:
        yesterday = max(on - timedelta(days=1), posting.starts_on)
        close_posting(posting, last_day=yesterday, kind=Posting.EndKind.TERM, by=None, on=on)
    employ(posting.cadre, unit=case.to_unit, township=case.to_township, job_title=case.post, by=None, on=on)
    case.done_on = on
    case.save(update_fields=["done_on", "changed_at"])
    record(None, "carry_out_transfer", case)
    tell_those_who_asked(case, "transferred")
    _tell_new_office(case)


def _tell_new_office(case):
    cadre = case.posting.cadre
    params = {"what": "Transfer", "who": cadre.name, "place": str(case.posting.team)}
    to = {"office": Office.UNIT, "unit_id": case.to_unit_id}
    if case.to_township:
        to = {"office": Office.TOWNSHIP, "area": case.to_township.code}
    tell(kind="transferred", params=params, key=f"transfer:{case.pk}:new", link=f"/cadres/{cadre.pk}/", **to)
