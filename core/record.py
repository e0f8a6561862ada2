"""Writes one line into the record."""

from django.db.models import BigIntegerField, OuterRef, Subquery
from django.db.models.functions import Cast

from core.models import Record, User
from core.policy import PROVINCE


def record(actor, verb, thing=None, **more):
    """One record line for a deed of `actor` (None: the system itself), in the caller's transaction; `more`: as for `line`."""
    one = line(actor, verb, thing, **more)
    one.save(force_insert=True)
    return one


def line(
    actor, verb, thing=None, *, kind=Record.Kind.CHANGE, result=Record.Result.OK, area=None, note="", details=None
):
    """A record line that is not written yet; whoever does many things at once writes theirs in one statement.

    `area` is the division code the line belongs to; without it the thing's own, then the actor's, then the province:
    every line belongs to some auditor. Whoever acts in a lent office leaves in `details` for whom.
    """
    lent = {"for": actor.giver_id} if actor and actor.giver_id else {}
    where = area or getattr(thing, "area", "") or (actor.area if actor else "") or PROVINCE
    return Record(
        user_id=actor.user_id if actor else None,
        office=actor.office if actor else "",
        place=actor.place if actor else "",
        unit_id=actor.unit_id if actor else None,
        ip=actor.ip if actor else None,
        area=where,
        kind=kind,
        verb=verb,
        object_type=thing._meta.label_lower if thing is not None else "",
        object_id=str(thing.pk) if thing is not None and thing.pk else "",
        result=result,
        note=note,
        details={**(details or {}), **lent},
    )


def record_steps(actor, verb, cases, *, details=None):
    """One line for each of many cases that took the same step, in one statement."""
    lines = [line(actor, verb, case, kind=Record.Kind.STEP, details=details) for case in cases]
    return Record.objects.bulk_create(lines, batch_size=1000)


def saw(actor, thing, *, what="open", note=""):
    """A person's file, or a full personal number, was looked at (F5)."""
    return record(actor, what, thing, kind=Record.Kind.SIGHT, note=note)


def denied(actor, verb, *, path="", note=""):
    """A closed door was tried."""
    return record(
        actor, verb, kind=Record.Kind.ACCESS, result=Record.Result.DENIED, note=note, details={"path": path[:200]}
    )


def timeline(case):
    """The steps a case has taken, oldest first: who (and `giver`, for whom they acted), office, when, comment."""
    giver = User.objects.filter(pk=Cast(OuterRef("details__for"), BigIntegerField())).values("name")
    lines = Record.objects.about(case).steps().select_related("user")
    return lines.annotate(giver=Subquery(giver)).order_by("pk")


def changed(before, after):
    """{field: [old, new]} of two plain dicts, for a record line's details."""
    return {key: [before.get(key), after[key]] for key in after if before.get(key) != after[key]}
