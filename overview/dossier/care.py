"""Sections on the care the cadre is given: allowances, insurance, check-ups, visits and talks, difficulties, injuries (二(五))."""

from django.db.models import CharField, Count, F, Max, Q, Sum
from django.db.models.functions import Cast, ExtractYear, JSONObject
from django.utils.translation import gettext_lazy as _

from overview.dossier.sections import happened, labelled, lines, plain, section
from support.models import Allowance, Checkup, Difficulty, Injury, Insurance, Visit


def _standing(model, file):
    """The cadre's lines that the reader sees and nobody had struck by the day."""
    rows = model.objects.visible_to(file.actor).filter(posting__cadre=file.cadre)
    return rows.filter(Q(struck_on__isnull=True) | Q(struck_on__gt=file.on))


def _allowances(file):
    """By year and allowance, not month by month."""
    rows = _standing(Allowance, file).filter(paid_on__lte=file.on).order_by()
    rows = rows.annotate(year=ExtractYear("month")).values("year", "kind")
    sums = {"months": Count("pk"), "yuan": Sum("amount"), "section_day": Max("paid_on"), "last": Max("pk")}
    said = {"id": "last", "year": "year", "kind": "kind", "months": "months"}
    said = {name: F(path) for name, path in said.items()} | {"yuan": Cast("yuan", CharField())}
    return rows.annotate(**sums).annotate(section_facts=JSONObject(**said))


section(
    "allowances",
    _("Allowances paid"),
    _allowances,
    (
        (_("Year"), plain("year")),
        (_("Allowance"), labelled(Allowance.Kind, "kind")),
        (_("Months"), plain("months")),
        (_("Yuan"), plain("yuan")),
        (_("Last paid on"), plain("day")),
    ),
)


def _insurance(file):
    rows = _standing(Insurance, file).filter(starts_on__lte=file.on, entered_on__lte=file.on)
    return lines(rows, "starts_on", insurer="insurer", number="policy_number", ends="ends_on")


section(
    "insurance",
    _("Accident insurance"),
    _insurance,
    (
        (_("Insurer"), plain("insurer")),
        (_("Policy number"), plain("number")),
        (_("Cover from"), plain("day")),
        (_("Cover until"), plain("ends")),
    ),
)


def _checkups(file):
    rows = _standing(Checkup, file).filter(entered_on__lte=file.on)
    return lines(rows, "entered_on", planned="planned_on", place="place", done="done_on")


section(
    "checkups",
    _("Medical check-ups"),
    _checkups,
    (
        (_("Planned for"), plain("planned")),
        (_("Place"), plain("place")),
        (_("Done on"), happened("done")),
    ),
)


def _visits(file):
    rows = _standing(Visit, file).filter(day__lte=file.on)
    return lines(rows, "day", kind="kind", leader="leader", title="leader_title", brought="brought")


section(
    "visits",
    _("Visits and talks"),
    _visits,
    (
        (_("Kind"), labelled(Visit.Kind, "kind")),
        (_("Day"), plain("day")),
        (_("By whom"), lambda facts, file: f"{facts['leader']} {facts['title']}".strip()),
        (_("What was brought or agreed"), plain("brought")),
    ),
)


def _difficulties(file):
    rows = _standing(Difficulty, file).filter(since__lte=file.on)
    return lines(rows, "since", kind="kind", what="what", settled="settled_on")


section(
    "difficulties",
    _("Family difficulties"),
    _difficulties,
    (
        (_("Kind"), labelled(Difficulty.Kind, "kind")),
        (_("Known since"), plain("day")),
        (_("What the difficulty is"), plain("what")),
        (_("Settled on"), happened("settled")),
    ),
    "difficulty",
)


def _injuries(file):
    rows = _standing(Injury, file).filter(happened_on__lte=file.on)
    return lines(rows, "happened_on", kind="kind", place="where", what="what")


section(
    "injuries",
    _("Injury or death on duty"),
    _injuries,
    (
        (_("Kind"), labelled(Injury.Kind, "kind")),
        (_("Happened on"), plain("day")),
        (_("Place"), plain("place")),
        (_("What happened"), plain("what")),
    ),
    "injury",
)
