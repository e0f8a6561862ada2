"""Who is told of a step in a recall, and of a duty."""

from core.models import Notice
from core.notices import tell, tell_many
from core.offices import Office
from core.workflow import waiting_at


def tell_next(case):
    """The department whose turn it is."""
    step = waiting_at(case)
    if step and step.offered:
        _tell(case, "case_waiting", "next", office=step.office, area=step.code(case))


def tell_county(case, kind):
    """The county that proposed it."""
    _tell(case, kind, "county", office=Office.COUNTY, area=case.area[:6])


def tell_decided(case):
    """County, sender and the cadre's own account: the decision is theirs to see from now on."""
    tell_county(case, "case_decided")
    if case.unit_id:
        _tell(case, "case_decided", "unit", office=Office.UNIT, unit_id=case.unit_id)
    else:
        _tell(case, "case_decided", "township", office=Office.TOWNSHIP, area=case.area[:9])
    if case.account_id:
        _tell(case, "case_decided", "cadre", office=Office.CADRE, account_id=case.account_id)


def tell_owners(case, duties):
    """One notice to each office that owes duties of a case."""
    owed = {}
    for duty in duties:
        owed.setdefault((duty.owner_office, duty.owner_area, duty.unit_id), []).append(duty.due_on)
    tell_many([_of_duties(case, owner, days) for owner, days in owed.items()])


def _of_duties(case, owner, days):
    office, area, unit = owner
    params = {"who": case.posting.cadre.name, "count": len(days), "until": str(min(days))}
    return Notice(
        office=office,
        area=area,
        unit_id=unit,
        kind="recall_duties",
        params=params,
        key=f"recall:{case.pk}:duties:{office}:{area or unit}",
        link=page_of(case),
    )


def tell_late(duties):
    """The owner of each overdue duty, once."""
    return tell_many(
        [
            Notice(
                office=duty.owner_office,
                area=duty.owner_area,
                unit_id=duty.unit_id,
                kind="recall_duty_late",
                params={"who": duty.recall.posting.cadre.name, "until": str(duty.due_on)},
                key=f"recall-duty:{duty.pk}:late",
                link=page_of(duty.recall),
            )
            for duty in duties
        ]
    )


def page_of(case):
    """The page of a case."""
    return f"/recalls/{case.pk}/"


def _tell(case, kind, whom, **address):
    params = {"what": "Recall", "who": case.posting.cadre.name}
    key = f"recall:{case.pk}:{case.changed_at:%Y%m%d%H%M%S%f}:{whom}"
    tell(kind=kind, params=params, key=key, link=page_of(case), **address)
