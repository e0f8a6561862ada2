"""The page of one recall: facts, way, duties, and what this person may do here – or why not."""

from assessment import recall_rows
from assessment.forms.recalls import DutyForm, HearingForm, RecallStepForm
from assessment.models import Recall
from assessment.rows import sees_the_way
from core.clock import today
from core.offices import DEPARTMENTS, Office
from core.pages import show
from core.record import timeline
from core.ways import way
from core.workflow import steps_free, waiting_at

SHAPES = {"step": RecallStepForm, "hearing": HearingForm, "duty": DutyForm}
STARTS = {"step": "examined_on", "hearing": "heard_on"}


def case_page(request, case, forms=None, refusal=None):
    """One case; `forms` are those that were sent and refused."""
    actor, on = request.actor, today()
    context = {
        **_steps(case, actor),
        "case": case,
        "forms": _blank(actor, on) | (forms or {}),
        "sent": next(iter(forms), "") if forms else "",
        "refusal": refusal,
        "way": way(case) if actor.office in DEPARTMENTS else None,
        "records": timeline(case) if sees_the_way(actor) and actor.office in DEPARTMENTS else None,
        "waiting": waiting_at(case) if case.state in Recall.OPEN else None,
        "papers": case.papers.all() if actor.office in DEPARTMENTS else [],
        "duties": recall_rows.duties(case, actor, on),
        "hears": hears(case, actor),
        "mends": case.state == Recall.State.RETURNED and actor.office == Office.COUNTY,
        "adjusting": actor.office in DEPARTMENTS and recall_rows.adjusting(case),
        "rule": case.provisions["assessment.grave_cases" if case.grave else "assessment.recall"],
    }
    return show(request, "assessment/recall.html", context, status=refusal.status if refusal else None)


def _blank(actor, on):
    return {name: shape(actor=actor, on=on, initial={STARTS.get(name, ""): on}) for name, shape in SHAPES.items()}


def _steps(case, actor):
    """The steps open to this person, or what hinders them; mending has a page of its own."""
    free, hindered = steps_free(case, actor, but=("submit",))
    return {
        "steps": free,
        "hindered": hindered,
        "examines": any(step.verb == "examine" for step in free),
        "decides": any(step.verb == "approve" for step in free),
    }


def hears(case, actor):
    """Whether this office may enter what the cadre said."""
    mine = actor.office == Office.COUNTY and case.area.startswith(actor.area)
    return case.state in Recall.OPEN and (
        mine or (actor.office, actor.area) == (case.deciding_office, case.deciding_area)
    )
