"""Every state × verb × office of a nomination and of an objection: the table allows it, or the refusal is the right one.

(Adjustments and transfers: `test_adjustments_matrix.py`.)
"""

from datetime import date

import pytest
from django.db import transaction

from core.offices import Office
from core.refusals import Conflict, NotAllowed, Refused
from core.workflow import take
from selection.models import Matching, Nomination, Objection, PublicNotice, Round
from tests.selection.noticing import WORDS

CAST_OF = {
    Office.PROVINCE: "province",
    Office.PREFECTURE: "prefecture",
    Office.COUNTY: "county",
    Office.LEADERSHIP: "leadership",
    Office.TOWNSHIP: "township",
    Office.CLERK: "clerk",
    Office.UNIT: "unit",
    Office.CADRE: "cadre",
    Office.SYSADMIN: "sysadmin",
    Office.AUDITOR: "auditor",
}


@pytest.fixture
def case(cast):
    """A nomination of the prefecture's unit, still to be moved into the state a test needs."""
    return Nomination.objects.create(
        team=cast.teams["630222100200"],
        area="630222100200",
        seat="first_secretary",
        cadre=cast.cadres["pool"],
        unit=cast.units["海东市水务局"],
        sender_area="6302",
        starts_on=date(2026, 8, 1),
        term_ends_on=date(2028, 7, 31),
        decision_number="1号",
        decided_on=date(2026, 7, 1),
        approving_office="prefecture",
        approving_area="6302",
    )


def put(case, state, cast):
    """The case in a state; approved only together with a posting, as the database demands."""
    posting = cast.postings["elsewhere"] if state == "approved" else None
    Nomination.objects.filter(pk=case.pk).update(state=state, posting=posting)
    case.refresh_from_db()
    return case


def from_unit(office, area):
    return lambda cast: {"approving_office": office, "approving_area": area}


def from_township(cast):
    return {"unit": None, "cadre": cast.cadres["town_pool"], "sender_area": "630222100", "seat": "township_member"} | (
        from_unit("county", "630222")(cast)
    )


def matched(cast):
    days = {"nominate_from": "2026-07-01", "nominate_until": "2026-07-31", "starts_on": "2026-08-01"}
    made = Round.objects.create(name="轮换", area="630222", office="county", term_ends_on="2028-07-31", **days)
    by = {"area": "630222", "office": "county", "made_by": cast.users["county"]}
    return {"matching": Matching.objects.create(round=made, **by)}


SENT = {
    "by a prefecture unit": from_unit("prefecture", "6302"),
    "by a provincial unit": from_unit("province", "63"),
    "by a county unit": from_unit("county", "630222"),
    "by a township": from_township,
    "placed by a matching": matched,
}


def wrong_cells(cast, row, done):
    """(verb, office) whose step is not as the table has it, each tried and taken back."""
    for verb in {step.verb for step in row.STEPS}:
        for office, name in CAST_OF.items():
            allowed = any(s.office == office and s.verb == verb for s in row.STEPS if open_in(s, row))
            if moves(row, verb, cast.actors[name], done(verb)) != allowed:
                yield verb, office


def open_in(step, row):
    return step.source == row.state and step.applies(row)


def moves(row, verb, actor, fields):
    try:
        with transaction.atomic():
            moved = take(row, verb, by=actor, note="因为", cause=lambda _row: fields)
            transaction.set_rollback(True)
    except (NotAllowed, Conflict):
        return False
    return moved.state != row.state


@pytest.mark.parametrize("state", Nomination.State)
@pytest.mark.parametrize("sent", SENT)
def test_only_the_table_opens_a_step_on_a_nomination(cast, case, sent, state):
    for name, value in SENT[sent](cast).items():
        setattr(case, name, value)
    case.save()
    put(case, state, cast)
    done = {"approve": {"posting": cast.postings["first"]}}
    assert list(wrong_cells(cast, case, lambda verb: done.get(verb, {}))) == []


@pytest.mark.parametrize("state", Objection.State)
@pytest.mark.parametrize(("office", "area"), [("county", "630222"), ("prefecture", "6302"), ("province", "63")])
def test_only_the_table_opens_a_step_on_an_objection(cast, case, office, area, state):
    period = {"from_on": date(2026, 7, 20), "until_on": date(2026, 7, 24)}
    notice = PublicNotice.objects.create(**WORDS, area=area, office=office, **period)
    said = {"means": "letter", "received_on": date(2026, 7, 21), "grounds": "异议", "name": "群众"}
    row = Objection.objects.create(notice=notice, nomination=case, area=area, office=office, state=state, **said)
    assert list(wrong_cells(cast, row, lambda verb: {})) == []


@pytest.mark.parametrize("verb", ["return", "decline"])
def test_sending_back_needs_a_comment(cast, case, verb):
    put(case, "submitted", cast)
    with pytest.raises(Refused, match="理由|原因|意见"):
        take(case, verb, by=cast.actors["county"])


@pytest.mark.parametrize("name", ["county2", "prefecture2"])
def test_the_right_office_elsewhere_is_refused(cast, case, name):
    put(case, "submitted" if name == "county2" else "reviewed", cast)
    with pytest.raises(NotAllowed):
        take(case, "return", by=cast.actors[name], note="x")
