"""What a proposal and a grade must satisfy, and the fields they store; read by the deeds for one case and for many."""

from django.utils.translation import gettext as _

from assessment import quota, rules, snapshot
from assessment.models import Grade, Method
from assessment.scales import grade_name
from core.refusals import Refused


def known(grade):
    """Raises Refused for a grade that is none."""
    if grade not in Grade.values:
        raise Refused(_("Choose a grade."), fields={"grade": _("Required.")})


def proposal(row, said, missing, by, on):
    """The fields of a proposal. Raises Refused: no such grade, no opinion, or ways of the term-end assessment missing."""
    known(said["grade"])
    if not said["opinion"].strip():
        raise Refused(_("Give the opinion of the Party committee."), fields={"opinion": _("Required.")})
    if row.pk in missing:
        _all_ways(*missing[row.pk])
    return {
        "proposed": said["grade"],
        "opinion": said["opinion"].strip(),
        "proposed_by_id": by.user_id,
        "proposed_on": on,
    }


def _all_ways(provision, lacking):
    if lacking:
        names = _(", ").join(str(Method(way).label) for way in lacking)
        raise Refused(
            _("Not recorded yet: %(ways)s.") % {"ways": names}, provision=provision, fields={"grade": _("Not open.")}
        )


def decided(row, said, ground, by, on):
    """The fields of a set grade; takes its place of the quota. Raises Refused with the provision that stands against it."""
    grade, note = said["grade"], said["note"]
    known(grade)
    _within_caps(row, ground.judged(row, grade))
    _within_quota(row, grade, ground)
    best = ground.judged(row, row.proposed)
    if grade != best.grade and not note.strip():
        raise Refused(_("Say why the grade differs from the proposed one."), fields={"note": _("Required.")})
    if grade == Grade.EXCELLENT:
        ground.take_place(row)
    fields = {
        "grade": grade,
        "because": (best.because or "") if grade == best.grade else "",
        "set_by_id": by.user_id,
        "set_on": on,
        "facts": ground.facts(row),
        "provisions": ground.frozen(row),
    }
    return {**fields, "snapshot_hash": snapshot.digest(row, **fields)}


def _within_caps(row, judged):
    if judged.because is None:
        return
    cap = next(finding for finding in judged.findings if finding.rule == judged.because)
    best = grade_name(row, judged.grade)
    raise Refused(
        _("%(rule)s: the best grade open is “%(best)s”.") % {"rule": cap.provision.name, "best": best},
        provision=cap.provision,
        fields={"grade": _("Not open.")},
    )


def _within_quota(row, grade, ground):
    held = ground.pool(row) if grade == Grade.EXCELLENT else None
    if held is None or held[1] is None or held[1] > 0:
        return
    pool, left = held
    raise Refused(
        _("The quota of “excellent” is used up: %(granted)s of %(places)s places are given.")
        % {"granted": pool.granted + pool.left - left, "places": pool.places},
        provision=ground.policy(row)[rules.TEAM_SHARE if row.team_id else rules.SHARE],
        fields={"grade": _("No place left.")},
    )


def hold(cases):
    """Those who set grades of these counties and years take turns, in one order, until the transaction ends."""
    for county, year in sorted({(case.area[:6], case.year) for case in cases}):
        quota.hold(county, year)
