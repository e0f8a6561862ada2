"""Final results as the unit's own list shows them, and what became of them, each inside the actor's jurisdiction."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessment.models import Assessment, ShownResult, Use
from assessment.noticeboard import RELATED, scale_name, with_words
from attendance.models import Standing
from core.policy import in_readers_language

STANDING = ShownResult.objects.filter(assessment=OuterRef("pk"), stands=True)


def results(actor, wanted):
    """The final results of people an actor sees, the latest first, with frozen words and the notice they rest on."""
    rows = Assessment.objects.visible_to(actor).people().filter(state=Assessment.State.FINAL)
    for name in ("year", "kind", "grade"):
        if wanted.get(name):
            rows = rows.filter(**{name: wanted[name]})
    if wanted.get("area"):
        rows = rows.filter(area__startswith=wanted["area"])
    if word := wanted.get("q"):
        rows = rows.filter(Q(cadre__name__icontains=word) | Q(posting__pairing__unit__name__icontains=word))
    return _with_notice(with_words(rows).defer(None).defer("provisions")).order_by("-year", "area", "pk")


def graded(actor):
    """The set and final results of people an actor sees, whole, for their form."""
    rows = Assessment.objects.visible_to(actor).people().graded()
    return _with_notice(with_words(rows).defer(None).select_related("cadre__unit", "proposed_by", "set_by", *RELATED))


def _with_notice(rows):
    shown = {f"shown_{end}": Subquery(STANDING.values(f"notice__{end}_on")[:1]) for end in ("from", "until")}
    return rows.annotate(**shown)


def grade_of(case):
    """The grade in the reader's language, in the words of its own scale."""
    return in_readers_language(case.scales[scale_name(case)][case.grade])


def sender(case):
    """The dispatching unit, or the township."""
    return case.posting.pairing.unit.name if case.posting.pairing else case.cadre.township.name


def _days(kind, part):
    return lambda case: (case.facts.get(kind) or {}).get(part, "")


def _verdict(kind):
    def said(case):
        verdict = _days(kind, "verdict")(case)
        return str(Standing.Verdict(verdict).label) if verdict else ""

    return said


# head → what stands below it: the result, and what it is based on
COLUMNS = [
    (_("Year"), lambda case: case.year),
    (_("Kind"), lambda case: case.get_kind_display()),
    (_("Cadre"), lambda case: case.cadre.name),
    (_("Sent by"), sender),
    (_("Village"), lambda case: case.posting.team.village.division.full_name),
    (_("Seat"), lambda case: case.posting.get_seat_display()),
    (_("grade"), grade_of),
    (_("set on"), lambda case: case.set_on),
    (_("On notice from"), lambda case: case.shown_from),
    (_("On notice until"), lambda case: case.shown_until),
    (_("final on"), lambda case: case.final_on),
    (_("village days"), _days("attendance", "done")),
    (_("village days required"), _days("attendance", "required")),
    (_("village days, verdict"), _verdict("attendance")),
    (_("training days"), _days("training", "done")),
    (_("training days required"), _days("training", "required")),
    (_("training, verdict"), _verdict("training")),
    (_("unexcused absences"), lambda case: case.facts.get("unexcused_absences", 0)),
    (_("opinion"), lambda case: case.opinion),
]


def cells(rows):
    """The rows of the Excel list."""
    return ([value(case) for _head, value in COLUMNS] for case in rows.iterator(chunk_size=500))


def uses(actor, wanted):
    """The recommendations an actor sees, the latest first. `own`: only of cadres sent from the actor's own level."""
    rows = Use.objects.visible_to(actor)
    for name in ("year", "kind", "state"):
        if wanted.get(name):
            rows = rows.filter(**{name: wanted[name]})
    if wanted.get("own"):
        rows = rows.filter(level_office=actor.office, level_area=actor.area)
    if word := wanted.get("q"):
        rows = rows.filter(Q(cadre__name__icontains=word) | Q(outcome__icontains=word))
    related = ("cadre", "assessment__posting__pairing__unit", "assessment__posting__team__village__division", "made_by")
    return rows.select_related(*related).defer("provisions", "assessment__facts", "assessment__provisions")


def counted(rows):
    """[(kind, recommended, taken up, not taken up)] of a list of recommendations; one query. What was withdrawn is left out."""
    rows = rows.exclude(state=Use.State.WITHDRAWN).select_related(None).defer(None).order_by()
    found = {kind: [0, 0, 0] for kind in Use.Kind.values}
    for kind, state, number in rows.values_list("kind", "state").annotate(Count("pk")):
        found[kind][0] += number
        for at, counts in enumerate((Use.State.USED, Use.State.DECLINED), start=1):
            found[kind][at] += number if state == counts else 0
    return [(Use.Kind(kind).label, *numbers) for kind, numbers in found.items()]


USE_COLUMNS = [
    (_("Year"), lambda use: use.year),
    (_("Cadre"), lambda use: use.cadre.name),
    (_("Sent by"), lambda use: use.assessment.posting.pairing.unit.name if use.unit_id else gettext("township")),
    (_("Village"), lambda use: use.assessment.posting.team.village.division.full_name),
    (_("grade"), lambda use: use.assessment.get_grade_display()),
    (_("recommended for"), lambda use: use.get_kind_display()),
    (_("reason"), lambda use: use.reason),
    (_("recommended by"), lambda use: use.made_place),
    (_("recommended on"), lambda use: use.made_on),
    (_("department of the level"), lambda use: use.get_level_office_display()),
    (_("state"), lambda use: use.get_state_display()),
    (_("post or honour"), lambda use: use.outcome),
    (_("taken up on"), lambda use: use.used_on),
    (_("document number"), lambda use: use.document_number),
]


def use_cells(rows):
    """The rows of the Excel list of recommendations."""
    return ([value(use) for _head, value in USE_COLUMNS] for use in rows)
