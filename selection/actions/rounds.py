"""Rounds 选派批次: prepared, given their villages, opened, extended, closed, opened again."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.models import Record
from core.offices import DEPARTMENTS
from core.record import changed, record
from core.refusals import Conflict, NotAllowed, Refused
from selection.actions.announcing import announce
from selection.facts import policy_for
from selection.ledger.places import paired_without_team
from selection.models import Round, RoundPlace
from teams.actions import form_team

WORDS = ("name", "document_number")
DATES = ("nominate_from", "nominate_until", "starts_on", "term_ends_on")
EXTENDED = ("nominate_until", "starts_on", "term_ends_on")  # what may move while it runs, and only to a later day
FROZEN = ("selection.", "team.", "village.needs")
NAMED = 3  # villages a refusal names


@transaction.atomic
def prepare_round(facts, teams, *, by, on):
    """A department prepares a round for its own area. Nobody else sees it before it is opened.

    Effects in order: office and dates are checked; the draft; its villages; one record line. Raises NotAllowed, Refused.
    """
    if by.office not in DEPARTMENTS:
        raise NotAllowed(_("Rounds are opened by organization departments."))
    case = Round(area=by.area, office=by.office, **{name: facts[name] for name in (*WORDS, *DATES)})
    _dates_fit(case, on)
    case.save()
    count = _put(case, teams)
    _note(by, "prepare_round", case, details={"villages": count, **_plain(case)})
    return case


@transaction.atomic
def edit_round(case, facts, *, by, on):
    """Changes a draft; of an open round only the dates, and only to a later day.

    Effects in order: the row is locked; office, state and dates are checked; the facts; one record line of what changed.
    Raises NotAllowed, Refused, Conflict (already closed).
    """
    case = _locked(case, by)
    if case.state == Round.State.CLOSED:
        raise Conflict(_("This round is closed."))
    before = _plain(case)
    fields = (*WORDS, *DATES) if case.state == Round.State.DRAFT else EXTENDED
    if case.state == Round.State.OPEN:
        _only_later(case, facts)
    for name in fields:
        setattr(case, name, facts[name])
    _dates_fit(case, on)
    case.save()
    _note(by, "edit_round", case, details=changed(before, _plain(case)))
    return case


@transaction.atomic
def choose_villages(case, teams, *, by, on):
    """Gives a draft exactly these teams, of the round's own area.

    Effects in order: the row is locked; office and state are checked; the places; one record line. Raises NotAllowed, Refused.
    """
    case = _draft(case, by)
    case.places.all().delete()
    count = _put(case, teams)
    _note(by, "choose_villages", case, details={"villages": count})
    return count


@transaction.atomic
def form_teams(case, *, by, on):
    """Forms the team of every paired village of a draft's area that has none, and takes them in.

    Effects in order: the row is locked; each team through `form_team` with all it brings about; their places; one record
    line. Returns how many. Raises NotAllowed, Refused.
    """
    case = _draft(case, by)
    made = [form_team(village, formed_on=on, by=by, on=on) for village in paired_without_team(case.area, on)]
    RoundPlace.objects.bulk_create(_places(case, made))
    _note(by, "form_teams", case, details={"villages": len(made)})
    return len(made)


@transaction.atomic
def open_round(case, *, by, on):
    """Opens a draft: from now on its villages take nominations within its dates.

    Effects in order: the row is locked; office, state, dates and villages are checked; the policy in force on the
    posting day is frozen; its villages are taken; one record line; units, townships and counties concerned are told.
    Raises NotAllowed, Refused, Conflict (a village is in another running round).
    """
    case = _draft(case, by)
    if case.nominate_until < on:
        raise Refused(_("The last day for nominations is over."), fields={"nominate_until": _("Today or later.")})
    if not case.places.exists():
        raise Refused(_("A round needs at least one village with a team."))
    policy = policy_for(case.area, case.starts_on)
    case.provisions = {key: one.as_json() for key, one in policy.items() if key.startswith(FROZEN)}
    _take_places(case, by)
    _move(case, Round.State.OPEN, "open_round", by)
    announce(case, "round_opened", f"round:{case.pk}:opened", on=on)
    return case


@transaction.atomic
def close_round(case, *, by, on, note=""):
    """Closes a round before or after its last day: nominations on their way stay on their way, nothing new comes in.

    Effects in order: the row is locked; office and state are checked; its villages are free for another round; one
    record line. Raises NotAllowed, Conflict.
    """
    case = _locked(case, by)
    _is(case, Round.State.OPEN)
    case.places.update(closed=True)
    return _move(case, Round.State.CLOSED, "close_round", by, note=note)


@transaction.atomic
def reopen_round(case, *, nominate_until, reason, by, on):
    """Opens a closed round again, with a new last day for nominations and the reason. The policy stays as frozen.

    Effects in order: the row is locked; office, state, day and reason are checked; its villages are taken again; one
    record line; units, townships and counties concerned are told. Raises NotAllowed, Refused, Conflict.
    """
    case = _locked(case, by)
    _is(case, Round.State.CLOSED)
    if not reason.strip():
        raise Refused(_("Say why."), fields={"reason": _("Required.")})
    if nominate_until < max(on, case.nominate_from):
        raise Refused(_("The last day for nominations is over."), fields={"nominate_until": _("Today or later.")})
    case.nominate_until = nominate_until
    _dates_fit(case, on)
    _take_places(case, by)
    _move(case, Round.State.OPEN, "reopen_round", by, note=reason, until=str(nominate_until))
    announce(case, "round_opened", f"round:{case.pk}:again:{on}", on=on)
    return case


def hand_out_round(case, lines, *, by):
    """A round's villages and people leave in a file: one record line. Nothing else changes."""
    record(by, "export_round", case, details={"villages": lines})


def _locked(case, by):
    """The round, fresh and locked; only the department that prepared it goes on."""
    case = Round.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    if not case.kept_by(by):
        raise NotAllowed(_("A round is kept by the department that opened it."))
    return case


def _draft(case, by):
    case = _locked(case, by)
    _is(case, Round.State.DRAFT)
    return case


def _is(case, state):
    if case.state != state:
        raise Conflict(_("This round is %(state)s by now.") % {"state": case.get_state_display()})


def _dates_fit(case, on):
    """What the database would refuse, in words and at its field."""
    wrong = {}
    if case.nominate_until < case.nominate_from:
        wrong["nominate_until"] = _("Not before the first day.")
    if case.starts_on < case.nominate_from:
        wrong["starts_on"] = _("Not before nominations begin.")
    if case.term_ends_on <= case.starts_on:
        wrong["term_ends_on"] = _("After the first day.")
    if wrong:
        raise Refused(_("The dates of the round do not fit together."), fields=wrong)


def _only_later(case, facts):
    earlier = {name: _("Only a later day.") for name in EXTENDED if facts[name] < getattr(case, name)}
    if earlier:
        raise Refused(_("While a round runs its dates can only be extended."), fields=earlier)


def _put(case, teams):
    """The places of a draft; closed until it opens, so that a draft holds no village."""
    places = RoundPlace.objects.bulk_create(_places(case, [team for team in teams if team.area.startswith(case.area)]))
    return len(places)


def _places(case, teams):
    return [RoundPlace(round=case, team=team, area=team.area, closed=True) for team in teams]


def _take_places(case, by):
    """Holds every village for this round, or names those that another one holds."""
    others = RoundPlace.objects.filter(closed=False, team__rounds__round=case).exclude(round=case)
    if taken := list(others.select_related("round", "team__village__division").order_by("area")):
        raise Conflict(_in_another(taken, by))
    case.places.update(closed=False)


def _in_another(taken, by):
    """Which villages, and the round that has them where the reader may know it."""
    names = "、".join(str(place.team) for place in taken[:NAMED])
    rounds = Round.objects.visible_to(by).filter(pk__in={place.round_id for place in taken})
    where = "、".join(str(one) for one in rounds[:NAMED]) or _("another department's round")
    said = {"count": len(taken), "names": names, "where": where}
    return _("%(count)s villages are in another running round (%(where)s): %(names)s …") % said


def _move(case, state, verb, by, *, note="", **details):
    left, case.state = case.state, state
    case.save()
    _note(by, verb, case, note=note, details={"from": left, "to": str(state), **details})
    return case


def _note(by, verb, case, **more):
    """One line that also stands on the round's own timeline."""
    record(by, verb, case, kind=Record.Kind.STEP, **more)


def _plain(case):
    return {name: str(getattr(case, name)) for name in (*WORDS, *DATES)}
