"""Who is told of a nomination's step."""

from core.notices import tell
from core.offices import CODE_LENGTH, Office
from core.workflow import waiting_at


def tell_next(case):
    """The office whose turn it is."""
    step = waiting_at(case)
    if step:
        address = {"office": step.office, "area": step.code(case)[: CODE_LENGTH[step.office]]}
        tell(
            kind="case_waiting",
            params=_params(case),
            key=f"nomination:{case.pk}:{case.state}:{_turn(case)}",
            link=_page(case),
            **address,
        )


def tell_sender(case, kind):
    """The unit or township that nominated."""
    address = (
        {"office": Office.UNIT, "unit_id": case.unit_id}
        if case.unit_id
        else {"office": Office.TOWNSHIP, "area": case.sender_area}
    )
    tell(
        kind=kind,
        params=_params(case),
        key=f"nomination:{case.pk}:{case.state}:{_turn(case)}",
        link=_page(case),
        **address,
    )


def _params(case):
    return {"what": "Nomination", "who": str(case.cadre), "place": str(case.team)}


def _turn(case):
    """How often the case has moved, so that each turn is told anew."""
    return f"{case.changed_at:%Y%m%d%H%M%S%f}"


def _page(case):
    return f"/nominations/{case.pk}/"
