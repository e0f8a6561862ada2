"""Nobody decides on their own case, nor twice, whatever hat they wear, whoever lent it to them."""

from dataclasses import replace

import pytest
from django.urls import reverse

from core.models import Appointment, Record
from core.record import timeline
from core.refusals import NotAllowed
from core.workflow import hindrance, take
from tests.selection.test_matrix import case, put  # noqa: F401 – the fixture


@pytest.fixture
def reviewed(cast, case):  # noqa: F811
    return put(case, "reviewed", cast)


def as_prefecture(cast, who, lent_by=None):
    """Somebody of the cast acting as the prefecture's department, in their own right or lent by somebody else."""
    giver = cast.users[lent_by].pk if lent_by else None
    return replace(cast.actors["prefecture"], user_id=cast.users[who].pk, giver_id=giver)


def is_about(case, user):  # noqa: F811
    case.cadre.account = user
    case.cadre.save()


# who is the nominee · who acts · who lent them the office
OWN_CASES = [
    ("prefecture", "prefecture", None),
    ("nobody", "nobody", "prefecture"),
    ("prefecture", "nobody", "prefecture"),
]


@pytest.mark.parametrize(("nominee", "acts", "lent_by"), OWN_CASES)
@pytest.mark.parametrize("verb", ["approve", "return", "decline"])
def test_nobody_has_a_say_in_their_own_case(cast, reviewed, verb, nominee, acts, lent_by):
    is_about(reviewed, cast.users[nominee])
    with pytest.raises(NotAllowed, match="本人|自己"):
        take(reviewed, verb, by=as_prefecture(cast, acts, lent_by), note="x")


# who took the step before, and for whom · who acts now, and for whom
SECOND_SAYS = [
    (("county", None), ("county", None)),  # two appointments of one's own
    (("county", None), ("county", "prefecture")),  # the second office lent to them
    (("county", "leadership"), ("county", None)),  # the first office lent to them
    (("nobody", "county"), ("county", None)),  # the delegate of before, then the giver
    (("county", None), ("nobody", "county")),  # the giver of before, then the delegate
    (("nobody", "county"), ("leadership", "county")),  # two delegates of one giver
]


def step_by(case, verb, actor, who):  # noqa: F811
    user, giver = who
    details = {"for": giver.pk} if giver else {}
    known = {"object_type": "selection.nomination", "object_id": str(case.pk), "area": case.area, "kind": "step"}
    return Record.objects.create(user=user, office=actor, verb=verb, details=details, **known)


@pytest.mark.parametrize(("before", "now"), SECOND_SAYS)
@pytest.mark.parametrize("verb", ["submit", "assign", "review"])
def test_who_had_a_hand_in_it_does_not_approve(cast, reviewed, verb, before, now):
    step_by(reviewed, verb, "county", [cast.users.get(name) for name in before])
    with pytest.raises(NotAllowed, match="已办理|已经"):
        take(reviewed, "approve", by=as_prefecture(cast, *now))


def test_two_strangers_are_not_taken_for_one(cast, reviewed):
    step_by(reviewed, "review", "county", (cast.users["nobody"], cast.users["county"]))
    assert hindrance(reviewed, "approve", as_prefecture(cast, "leadership", "prefecture")) is None


def test_who_sent_it_back_may_decide_when_it_comes_again(cast, reviewed):
    step_by(reviewed, "return", "prefecture", (cast.users["prefecture"], None))
    assert hindrance(reviewed, "approve", cast.actors["prefecture"]) is None


def test_reviewing_again_what_came_back_is_no_second_say(cast, case):  # noqa: F811
    step_by(case, "review", "county", (cast.users["county"], None))
    assert hindrance(case, "review", cast.actors["county"]) is None


def test_the_timeline_names_both(cast, case, client_of):  # noqa: F811
    put(case, "submitted", cast)
    lent = Appointment.objects.create(
        user=cast.users["leadership"],
        office="county",
        division=cast.places["630222"],
        given_by=cast.appointments["county"],
        from_on=cast.today,
        until_on=cast.today,
    )
    client = client_of("leadership")
    client.post(reverse("act-as"), {"appointment": lent.pk})
    take(
        case,
        "return",
        by=replace(cast.actors["leadership"], office="county", giver_id=cast.users["county"].pk),
        note="x",
    )
    assert [(line.user.name, line.giver) for line in timeline(case)] == [("leadership", "county")]
    assert "leadership （代county）" in client.get(reverse("nomination", args=[case.pk])).content.decode()


def test_the_page_says_so_before_anybody_clicks(cast, reviewed, client_of):
    step_by(reviewed, "review", "county", (cast.users["prefecture"], None))
    page = client_of("prefecture").get(reverse("nomination", args=[reviewed.pk])).content.decode()
    assert "您不能办理的步骤" in page
    assert 'value="approve"' not in page


def test_machines_are_told_so_too(cast, reviewed, client_of):
    step_by(reviewed, "review", "county", (cast.users["prefecture"], None))
    answer = client_of("prefecture").get(reverse("api-nomination", args=[reviewed.pk])).json()
    assert {step["verb"]: bool(step["why_not"]) for step in answer["open_steps"]} == dict.fromkeys(
        ("approve", "return", "decline"), True
    )


def test_the_queue_offers_no_box_for_it(cast, reviewed, client_of):
    is_about(reviewed, cast.users["prefecture"])
    page = client_of("prefecture").get(reverse("nominations")).content.decode()
    assert reviewed.cadre.name in page
    assert 'name="pick"' not in page
