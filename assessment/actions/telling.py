"""Whom the steps of an assessment tell; many at once in one statement."""

from assessment.steps import Kind
from core.models import Notice
from core.notices import tell_many
from core.offices import CODE_LENGTH, Office

WHAT = {Kind.YEARLY: "Yearly assessment", Kind.TERM: "Term-end assessment"}


def tell_office(office, area, year, who, *, key):
    """Tells an office that assessments of a year wait for it."""
    _tell([_waiting(office, Kind.YEARLY, year, who, key, area=area)])


def tell_proposed(cases, by, on):
    """Proposals of a township wait for the county, those of the county for the unit: each told once a day."""
    told = []
    for case in cases:
        key = f"assessments:{case.year}:{case.area[:9]}:proposed:{on}"
        if by.office != Office.COUNTY:
            told.append(_waiting(Office.COUNTY, case.kind, case.year, by.place, key, area=case.area[:6]))
        elif case.unit_id:
            key = f"assessments:{case.year}:{case.area[:6]}:unit:{case.unit_id}:{on}"
            told.append(_waiting(Office.UNIT, case.kind, case.year, by.place, key, unit_id=case.unit_id))
    _tell(told)


def tell_agreed(cases, by, on):
    """Proposals a unit has agreed to wait for the county."""
    told = []
    for case in cases:
        key = f"assessments:{case.year}:{case.area[:9]}:agreed:{on}"
        told.append(_waiting(Office.COUNTY, case.kind, case.year, by.place, key, area=case.area[:6]))
    _tell(told)


def tell_returned(cases, by):
    """Each returned case is told to whoever proposed it."""
    back_at = Office.TOWNSHIP if by.office == Office.COUNTY else Office.COUNTY
    _tell(
        Notice(
            office=back_at,
            area=case.area[: CODE_LENGTH[back_at]],
            kind="case_returned",
            params={"what": WHAT[case.kind], "who": str(case)},
            key=f"assessment:{case.pk}:returned:{case.changed_at:%Y%m%d%H%M%S%f}",
            link=page_of(case),
        )
        for case in cases
    )


def tell_results(cases):
    """Tells those concerned, in constant statements, that grades are final: the unit or township, and the cadre."""
    tell_many([notice for case in cases if case.posting_id for notice in _result_told(case)])


def _result_told(case):
    """Once for each time the grade becomes final."""
    cadre = case.posting.cadre
    told = {"kind": "grade_set", "params": {"who": cadre.name}, "link": page_of(case)}
    key = f"assessment:{case.pk}:final:{case.final_on}"
    if case.unit_id:
        yield Notice(office=Office.UNIT, unit_id=case.unit_id, key=f"{key}:unit", **told)
    else:
        yield Notice(office=Office.TOWNSHIP, area=case.area[:9], key=f"{key}:township", **told)
    if cadre.account_id:
        yield Notice(office=Office.CADRE, account_id=cadre.account_id, key=f"{key}:cadre", **told)


def page_of(case):
    """The address of a case."""
    return f"/assessments/{case.pk}/"


def _waiting(office, kind, year, who, key, **whom):
    params = {"what": WHAT[kind], "who": who}
    link = f"/assessments/?year={year}&waiting=on"
    return Notice(office=office, kind="case_waiting", params=params, key=key, link=link, **whom)


def _tell(notices):
    """Each key once."""
    once = {notice.key: notice for notice in notices}
    if once:
        tell_many([*once.values()])
