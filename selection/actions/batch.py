"""The same step on many nominations, one by one: each through its own deed, in its own savepoint, with its own outcome."""

from dataclasses import asdict, dataclass

from django.db import IntegrityError, OperationalError, transaction
from django.utils.translation import gettext as _

from core import work
from core.actor import acting_in
from core.refusals import FASTER, Refused, is_race
from selection.actions.deciding import take_step
from selection.models import Nomination

BATCH = "selection.batch"
BATCH_VERBS = ("review", "approve", "return", "decline")
AT_ONCE = 100  # cases decided while the reader waits; more are a worker's
MOST = 500


@dataclass(frozen=True)
class Pick:
    """One case of a batch: `state` as it was seen, `waiver` whether it is granted for this very case."""

    pk: int
    state: str = ""
    waiver: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of one case: done, or refused with the reason and, where there is one, its clause."""

    case: int
    who: str
    place: str
    done: bool
    reason: str = ""
    clause: str = ""


def decide_many(verb, picks, *, by, on, note="", fields=()):
    """Decides up to a hundred cases now, hands more to a worker. Returns the Job whose page tells the outcome of each.

    Effects: those of the verb's own deed for every case, as if it had been taken alone; what is refused changes nothing
    and keeps its reason. The same case in two batches moves once.
    """
    said = {"verb": verb, "note": note, "fields_to_mend": list(fields), "picks": [asdict(pick) for pick in picks]}
    payload = said | {"appointment": by.appointment_id, "cases": len(picks)}
    if len(picks) > AT_ONCE:
        job = work.ask(BATCH, by=by, on=on, payload=payload)
        job.link = page_of_batch(job)
        job.save(update_fields=["link"])
        return job
    return work.done_at_once(BATCH, lambda job: _decide(job, by, on), by=by, on=on, payload=payload)


@work.does(BATCH)
def decide(job):
    """A worker's turn: whoever asked still holds the office, or nothing is done."""
    by = acting_in(job.payload["appointment"], on=job.asked_on)
    if by is None or by.user_id != job.owner_id:
        raise Refused(_("The office this was asked from has ended: nothing was done."))
    return _decide(job, by, job.asked_on)


def _decide(job, by, on):
    """One after the other, team by team: two batches at once meet their teams in the same order and never block each other."""
    picks = {pick["pk"]: pick for pick in job.payload["picks"]}
    seen = Nomination.objects.visible_to(by).filter(pk__in=picks).order_by("team", "pk")
    cases = list(seen.select_related("cadre__unit__home", "team__village__division"))
    outcomes = []
    for at, case in enumerate(cases, start=1):
        outcomes.append(_one(case, job.payload, picks[case.pk], by=by, on=on))
        if at % 10 == 0:
            work.report(job, at, len(picks))
    missing = sorted(picks.keys() - {case.pk for case in cases})
    outcomes += [Outcome(pk, "", "", done=False, reason=_("There is no such case here.")) for pk in missing]
    job.payload = job.payload | {"outcomes": [asdict(outcome) for outcome in outcomes]}
    job.save(update_fields=["payload"])
    done = sum(outcome.done for outcome in outcomes)
    return {"decided": done, "not_done": len(outcomes) - done}


def _one(case, said, pick, *, by, on):
    who, place = case.cadre.name, str(case.team)
    try:
        with transaction.atomic():
            take_step(case, {**said, "state": pick["state"], "grant_waiver": pick["waiver"]}, by=by, on=on)
    except Refused as refusal:
        clause = f"{refusal.provision.name} · {refusal.provision.clause}" if refusal.provision else ""
        return Outcome(case.pk, who, place, done=False, reason=_words(refusal), clause=clause)
    except (IntegrityError, OperationalError) as error:
        if not is_race(error):
            raise
        return Outcome(case.pk, who, place, done=False, reason=str(FASTER))
    return Outcome(case.pk, who, place, done=True)


def _words(refusal):
    """The reason as one sentence; a refusal by fields only says what is wrong there."""
    return str(refusal.message) or " ".join(str(text) for text in refusal.fields.values())


def page_of_batch(job):
    """Where the outcome of each case stands."""
    return f"/nominations/batch/{job.pk}/"
