"""Who is told of a step in a case about leaving."""

from core.notices import tell
from core.offices import Office
from core.workflow import waiting_at


def tell_next(case):
    """The office whose turn it is."""
    step = waiting_at(case)
    if step and step.office == Office.UNIT:
        _tell(case, "case_waiting", "next", office=Office.UNIT, unit_id=case.unit_id)
    elif step:
        _tell(case, "case_waiting", "next", office=step.office, area=step.code(case))


def tell_those_who_asked(case, kind):
    """The cadre's own account, and the unit or township that sent them."""
    if case.account_id:
        _tell(case, kind, "cadre", office=Office.CADRE, account_id=case.account_id)
    if case.unit_id:
        _tell(case, kind, "unit", office=Office.UNIT, unit_id=case.unit_id)
    else:
        _tell(case, kind, "township", office=Office.TOWNSHIP, area=case.area[:9])


def page_of(case):
    """The page of a case."""
    return f"/{case._meta.model_name}s/{case.pk}/"


def _tell(case, kind, whom, **address):
    posting = case.posting
    params = {"what": type(case).__name__, "who": posting.cadre.name, "place": str(posting.team)}
    key = f"{case._meta.model_name}:{case.pk}:{case.changed_at:%Y%m%d%H%M%S%f}:{whom}"
    tell(kind=kind, params=params, key=key, link=page_of(case), **address)
