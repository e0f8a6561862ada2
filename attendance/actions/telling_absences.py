"""Who hears of leave and report-outs: whoever decides next, those who asked, those it concerns."""

from core.models import Notice
from core.notices import tell_many
from core.offices import Office
from core.workflow import waiting_at


def tell_next(leave):
    """The office whose turn it is."""
    step = waiting_at(leave)
    if step:
        _tell(leave, "case_waiting", [{"office": step.office, "area": step.code(leave)}])


def tell_asker(leave, kind="case_returned"):
    """Whoever must mend the application: the cadre, or the clerk who applied for them."""
    _tell(leave, kind, [_clerk(leave)] if leave.on_behalf else _cadre(leave))


def tell_decided(leave):
    """The cadre, the clerk who keeps the sheet, the unit that sent the cadre."""
    _tell(leave, "case_decided", [*_cadre(leave), _clerk(leave), *_unit(leave)])


def tell_changed(leave, kind, on):
    """Leave that ended, or never began: those who agreed to it, the clerk and the unit."""
    offices = {Office.TOWNSHIP: leave.area[:9], Office.COUNTY: leave.area[:6]}
    agreed = [{"office": office, "area": offices[office]} for office in leave.approvals]
    _tell(leave, kind, [*agreed, _clerk(leave), *_unit(leave)], on=str(on))


def tell_out(report, kind):
    """Township and county are told of a report-out; the clerk too, who confirms the day."""
    places = [{"office": Office.TOWNSHIP, "area": report.area[:9]}, {"office": Office.COUNTY, "area": report.area[:6]}]
    said = {"from": str(report.starts_on), "until": str(report.ends_on), "to": report.destination}
    _tell(report, kind, [*places, _clerk(report)], **said)


def _clerk(absence):
    return {"office": Office.CLERK, "area": absence.area[:9]}


def _cadre(absence):
    return [{"office": Office.CADRE, "account_id": absence.account_id}] if absence.account_id else []


def _unit(absence):
    return [{"office": Office.UNIT, "unit_id": absence.unit_id}] if absence.unit_id else []


def page_of(absence):
    """The page of a leave or a report-out."""
    return f"/leaves/{absence.pk}/" if absence._meta.model_name == "leave" else f"/report-outs/{absence.pk}/"


def _tell(absence, kind, whom, **more):
    posting, name = absence.posting, absence._meta.model_name
    params = {"what": "Leave", "who": posting.cadre.name, "place": str(posting.team), **more}
    key = f"{name}:{absence.pk}:{kind}:{absence.changed_at:%Y%m%d%H%M%S%f}"
    link = page_of(absence)
    tell_many([Notice(kind=kind, params=params, link=link, key=f"{key}:{to['office']}", **to) for to in whom])
