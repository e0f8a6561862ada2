"""A cadre's way through all rounds: nominations with what was mended, and pools. Nothing is overwritten."""

from core.templatetags.wording import day, shown
from selection.actions import MENDABLE
from selection.models import Nomination
from selection.pools import members

COMPARED = [name for name in (*MENDABLE, "order") if name != "decision_file"] + ["decision_file_id"]


def cases_of(cadre, actor):
    """Nominations, the newest first; each with `mended`: [(moment, [(label, before, after)])]."""
    rows = Nomination.objects.visible_to(actor).filter(cadre=cadre).defer("findings", "provisions")
    cases = list(rows.select_related("team__village__division", "round", "unit").order_by("-pk"))
    changes = _changes(cases)
    for case in cases:
        case.mended = changes.get(case.pk, [])
    return cases


def members_of(cadre, actor):
    """Pool memberships, the newest first."""
    return members(actor, {}).filter(cadre=cadre).order_by("-pk")


def _changes(cases):
    """{number: what was changed and when}, read from the versions history keeps: one query."""
    events = Nomination.pgh_event_model.objects.filter(pgh_obj__in=[case.pk for case in cases])
    before, found = {}, {}
    for version in events.order_by("pgh_id").values("pgh_obj_id", "pgh_created_at", *COMPARED):
        number = version["pgh_obj_id"]
        if number in before and (changed := _differences(before[number], version)):
            found.setdefault(number, []).append((version["pgh_created_at"], changed))
        before[number] = version
    return found


def _differences(old, new):
    return [(_label(name), _spoken(old[name]), _spoken(new[name])) for name in COMPARED if old[name] != new[name]]


def _label(name):
    return Nomination._meta.get_field(name.removesuffix("_id")).verbose_name


def _spoken(value):
    return day(value) if hasattr(value, "year") else shown(value)
