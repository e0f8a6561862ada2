"""Objections: entered by the publishing department, settled by a colleague, and seen by nobody below."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.models import Notice, Record
from core.refusals import NotAllowed, Refused
from selection import actions
from selection.actions import objections, publicity
from selection.models import Objection
from tests.selection.noticing import AFTER, FACTS, OBJECTED, UNTIL, waiting

TYPED = {**OBJECTED, "received_on": "2026-07-20"}


@pytest.fixture
def case(cast):
    return waiting(cast)


@pytest.fixture
def notice(cast, case):
    return publicity.publish([case], FACTS, by=cast.actors["prefecture"], on=cast.today)


@pytest.fixture
def colleague(cast):
    """Another officer of the same department."""
    return replace(cast.actors["prefecture"], user_id=cast.users["province_b"].pk, name="同事")


def receive(notice, case, cast, on=None, **changed):
    facts = {**OBJECTED, "nomination": case, **changed}
    return objections.receive(notice, facts, by=cast.actors["prefecture"], on=on or cast.today)


@pytest.fixture
def objection(cast, notice, case):
    return receive(notice, case, cast)


def settle(objection, verb, by, on=AFTER):
    return objections.settle(objection, verb, finding="经查不属实", by=by, on=on)


def approve(case, cast, on=AFTER):
    return actions.approve(case, by=cast.actors["prefecture"], on=on)


def test_an_open_objection_holds_up_the_approval_after_the_notice(cast, case, objection):
    with pytest.raises(Refused):
        approve(case, cast)


def test_a_dismissed_objection_frees_the_approval(cast, case, objection, colleague):
    settle(objection, "dismiss", colleague)
    assert approve(case, cast).state == "approved"


def test_an_upheld_objection_ends_in_declining_or_returning(cast, case, objection, colleague):
    settle(objection, "uphold", colleague)
    with pytest.raises(Refused):
        approve(case, cast)
    assert actions.decline(case, by=cast.actors["prefecture"], on=AFTER, note="经查不宜").state == "declined"


def test_after_a_return_the_mended_case_hangs_again_and_can_be_approved(cast, case, notice, objection, colleague):
    settle(objection, "uphold", colleague, on=cast.today)
    publicity.withdraw_notice(notice, why="异议成立", by=cast.actors["prefecture"], on=cast.today)
    with pytest.raises(Refused, match="人选丁"):
        publicity.publish([case], FACTS, by=cast.actors["prefecture"], on=cast.today)
    actions.send_back(case, by=cast.actors["prefecture"], on=cast.today, note="更正")
    type(case).objects.filter(pk=case.pk).update(state="reviewed")
    publicity.publish([case], FACTS, by=cast.actors["prefecture"], on=cast.today)
    assert approve(case, cast).state == "approved"


@pytest.mark.parametrize("verb", ["dismiss", "uphold"])
def test_who_entered_it_does_not_settle_it(cast, objection, verb):
    with pytest.raises(NotAllowed):
        settle(objection, verb, cast.actors["prefecture"])


def test_the_person_objected_to_neither_reads_nor_settles_nor_enters(cast, case, notice, objection, colleague):
    case.cadre.account_id = colleague.user_id
    case.cadre.save()
    assert not Objection.objects.visible_to(colleague).exists()
    lent = replace(cast.actors["prefecture"], user_id=cast.users["nobody"].pk, giver_id=colleague.user_id)
    assert not Objection.objects.visible_to(lent).exists()
    with pytest.raises(NotAllowed):
        settle(objection, "dismiss", lent)
    with pytest.raises(NotAllowed):
        objections.receive(notice, {**OBJECTED, "nomination": case}, by=colleague, on=cast.today)


def test_settling_needs_a_finding(objection, colleague):
    with pytest.raises(Refused):
        objections.settle(objection, "dismiss", finding=" ", by=colleague, on=AFTER)


def test_a_letter_counts_by_its_postmark(cast, case, notice):
    late = {"means": "letter", "posted_on": UNTIL, "received_on": date(2026, 7, 28)}
    assert receive(notice, case, cast, on=date(2026, 7, 28), **late).state == "received"


@pytest.mark.parametrize(
    "changed",
    [
        {"means": "letter", "posted_on": AFTER, "received_on": date(2026, 7, 28)},  # posted too late
        {"means": "letter", "received_on": UNTIL},  # no postmark
        {"means": "letter", "posted_on": UNTIL, "received_on": date(2026, 7, 23)},  # posted after it came
        {"means": "telephone", "received_on": AFTER},
        {"means": "email", "received_on": date(2026, 7, 19)},
        {"received_on": date(2026, 8, 1)},  # still to come
        {"name": ""},
        {"contact": "  "},
    ],
)
def test_late_and_nameless_objections_are_refused(cast, case, notice, changed):
    with pytest.raises(Refused):
        receive(notice, case, cast, on=date(2026, 7, 28), **changed)


def test_an_anonymous_one_is_noted_and_holds_nothing_up(cast, case, notice):
    noted = receive(notice, case, cast, anonymous=True, name="", contact="")
    assert noted.state == "unaccepted"
    assert approve(case, cast).state == "approved"


def test_somebody_who_does_not_hang_cannot_be_objected_to(cast, notice):
    with pytest.raises(Refused):
        receive(notice, waiting(cast, "pool2", seat="unit_member"), cast)


def test_only_the_publishing_department_enters(cast, case, notice):
    with pytest.raises(NotAllowed):
        objections.receive(notice, {**OBJECTED, "nomination": case}, by=cast.actors["county"], on=cast.today)


def test_only_the_departments_of_the_route_are_told(objection):
    told = Notice.objects.filter(kind="objection_received").values_list("office", "area", "link")
    nomination = f"/nominations/{objection.nomination_id}/"
    assert sorted(told) == [("county", "630222", nomination), ("prefecture", "6302", f"/objections/{objection.pk}/")]


def test_the_contact_is_sealed_and_shown_only_for_a_recorded_reason(cast, objection):
    assert "13900001111" not in objection.contact_sealed
    with pytest.raises(Refused):
        objections.reveal_contact(objection, reason=" ", by=cast.actors["prefecture"], on=cast.today)
    with pytest.raises(NotAllowed):
        objections.reveal_contact(objection, reason="核实", by=cast.actors["province"], on=cast.today)
    assert (
        objections.reveal_contact(objection, reason="核实", by=cast.actors["prefecture"], on=cast.today)
        == "13900001111"
    )
    line = Record.objects.get(verb="reveal")
    assert (line.kind, line.note) == ("sight", "contact: 核实")


# pages


def test_a_colleague_sees_the_case_and_the_seal(client_of, objection):
    page = client_of("prefecture").get(reverse("objection", args=[objection.pk])).content.decode()
    assert "村民丁一" in page
    assert "13900001111" not in page


def test_the_contact_stands_once_on_the_page_that_answers(client_of, objection):
    client = client_of("prefecture")
    address = reverse("objection-reveal", args=[objection.pk])
    assert "13900001111" in client.post(address, {"reason": "核实"}).content.decode()
    assert "13900001111" not in client.get(reverse("objection", args=[objection.pk])).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422


@pytest.mark.parametrize("name", ["county", "county2", "prefecture2"])
def test_other_departments_do_not_find_it(client_of, objection, name):
    assert client_of(name).get(reverse("objection", args=[objection.pk])).status_code == 404


@pytest.mark.parametrize("name", ["unit", "township", "cadre", "leadership"])
def test_nobody_below_learns_of_it(client_of, objection, name):
    assert client_of(name).get(reverse("objection", args=[objection.pk])).status_code == 403
    page = client_of(name).get(reverse("public-notice", args=[objection.notice_id]))
    assert "村民丁一" not in page.content.decode()
    assert "/objections/" not in page.content.decode()


def test_an_objection_is_entered_with_its_scan_and_the_scan_is_looked_at(cast, client_of, notice, case):
    client, address = client_of("prefecture"), reverse("objection-new", args=[notice.pk])
    scan = SimpleUploadedFile("信.pdf", b"%PDF-1.4 \xe5\xbc\x82")
    answer = client.post(address, {**TYPED, "nomination": case.pk, "scan": scan})
    made = Objection.objects.get()
    assert answer["Location"] == reverse("objection", args=[made.pk])
    paper = reverse("objection-paper", args=[made.pk])
    assert client.get(paper).content == b"%PDF-1.4 \xe5\xbc\x82"
    assert Record.objects.filter(verb="open", note="paper").count() == 1
    assert client_of("province").get(paper).status_code == 403


def test_a_refused_objection_keeps_what_was_typed(client_of, notice, case):
    answer = client_of("prefecture").post(
        reverse("objection-new", args=[notice.pk]), {**TYPED, "nomination": case.pk, "received_on": "2026-07-19"}
    )
    assert answer.status_code == 422
    assert "反映其长期不在岗" in answer.content.decode()


def test_a_county_that_guesses_the_address_cannot_enter_one(client_of, notice, case):
    address = reverse("objection-new", args=[notice.pk])
    assert client_of("county").post(address, {**TYPED, "nomination": case.pk}).status_code == 403
    assert client_of("county2").get(address).status_code == 404


def test_who_entered_it_is_told_so_before_and_after_trying(client_of, notice, case):
    client = client_of("prefecture")
    client.post(reverse("objection-new", args=[notice.pk]), {**TYPED, "nomination": case.pk})
    made = Objection.objects.get()
    page = client.get(reverse("objection", args=[made.pk])).content.decode()
    assert 'value="dismiss"' not in page
    assert "下一步须由他人办理" in page
    answer = client.post(reverse("objection-step", args=[made.pk]), {"verb": "dismiss", "finding": "经查不属实"})
    assert answer.status_code == 403
    assert "经查不属实" in answer.content.decode()


def test_an_upheld_objection_offers_to_decline_with_the_finding(cast, client_of, case, objection, colleague):
    settle(objection, "uphold", colleague)
    page = client_of("prefecture").get(reverse("objection", args=[objection.pk])).content.decode()
    assert 'value="decline"' in page
    assert reverse("nomination-step", args=[case.pk]) in page


def test_the_lists_need_few_statements(cast, client_of, objection, django_assert_max_num_queries):
    client = client_of("prefecture")
    for name, args in (("objections", []), ("objection", [objection.pk]), ("public-notice", [objection.notice_id])):
        client.get(reverse(name, args=args))
        with django_assert_max_num_queries(15):
            client.get(reverse(name, args=args))


# machines


def test_machines_enter_read_reveal_and_settle(cast, client_of, notice, case):
    client, json = client_of("prefecture"), {"content_type": "application/json"}
    body = {**TYPED, "nomination": case.pk}
    made = client.post(reverse("api-objection-new", args=[notice.pk]), body, **json)
    assert (made.status_code, made.json()["state"]) == (201, "received")
    assert "13900001111" not in made.content.decode()
    at = [made.json()["id"]]
    assert client.get(reverse("api-objections")).json()["count"] == 1
    assert client.get(reverse("api-objection", args=at)).json()["timeline"][0]["verb"] == "receive"
    shown = client.post(reverse("api-objection-reveal", args=at), {"reason": "核实"}, **json)
    assert shown.json() == {"contact": "13900001111"}
    settled = {"verb": "dismiss", "finding": "经查不属实"}
    assert client.post(reverse("api-objection-step", args=at), settled, **json).status_code == 403


def test_a_machine_may_only_attach_its_own_file(cast, client_of, notice, case):
    mine = client_of("prefecture").post(reverse("api-file-new"), {"file": SimpleUploadedFile("信.pdf", b"%PDF-1.4")})
    body = {**TYPED, "nomination": case.pk, "paper": mine.json()["id"]}
    address, json = reverse("api-objection-new", args=[notice.pk]), {"content_type": "application/json"}
    foreign = {**body, "paper": mine.json()["id"] + 1}
    assert client_of("prefecture").post(address, foreign, **json).status_code == 404
    assert client_of("prefecture").post(address, body, **json).status_code == 201
    assert Objection.objects.get().paper_id == mine.json()["id"]
