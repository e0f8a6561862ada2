"""Cadres: entered by their own, numbers sealed, looks recorded, limits kept."""

import pytest

from core.models import Record
from core.refusals import NotAllowed, Refused, TooMany
from teams import actions
from teams.actions import cadres as deeds
from teams.models import Cadre
from teams.rules import check_digit, read_id_number

BODY = "00000019900101123"
NUMBER = BODY + check_digit(BODY)


def facts(cast, **more):
    read = read_id_number(NUMBER, on=cast.today)
    return {"name": "新人", "party": "full_member", "rank": "staff", "id_number": read, "phone": "13900001111", **more}


def by(cast, office):
    return {"by": cast.actors[office], "on": cast.today}


def test_a_unit_enters_its_own(cast):
    made = actions.register_cadre(facts(cast), **by(cast, "unit"))
    assert (made.unit_id, made.area, made.sex) == (cast.actors["unit"].unit_id, "6302", "male")


def test_a_township_enters_its_own(cast):
    made = actions.register_cadre(facts(cast), **by(cast, "township"))
    assert (made.unit_id, made.township.code) == (None, "630222100")


@pytest.mark.parametrize("office", ["county", "clerk", "province", "cadre", "leadership"])
def test_nobody_else_enters_cadres(cast, office):
    with pytest.raises(NotAllowed):
        actions.register_cadre(facts(cast), **by(cast, office))


def test_numbers_are_sealed_and_come_back(cast):
    made = actions.register_cadre(facts(cast), **by(cast, "unit"))
    again = Cadre.objects.get(pk=made.pk)
    assert NUMBER not in again.id_sealed
    assert (again.id_number, again.phone) == (NUMBER, "13900001111")


def test_one_id_number_is_one_person_wherever(cast):
    actions.register_cadre(facts(cast), **by(cast, "unit"))
    with pytest.raises(Refused) as refusal:
        actions.register_cadre(facts(cast), **by(cast, "unit2"))
    assert "id_number" in refusal.value.fields


def test_the_record_holds_no_number(cast):
    made = actions.register_cadre(facts(cast), **by(cast, "unit"))
    line = str(Record.objects.about(made).get().details)
    assert NUMBER not in line
    assert "13900001111" not in line


def test_a_correction_keeps_the_numbers_left_empty(cast):
    made = actions.register_cadre(facts(cast), **by(cast, "unit"))
    done = actions.edit_cadre(made, {"name": "改名", "id_number": None, "phone": ""}, **by(cast, "unit"))
    assert (done.name, done.id_number) == ("改名", NUMBER)


@pytest.mark.parametrize("office", ["unit2", "township", "county", "cadre"])
def test_only_the_own_unit_corrects(cast, office):
    with pytest.raises(NotAllowed):
        actions.edit_cadre(cast.cadres["first"], {"name": "x"}, **by(cast, office))


def test_a_full_number_is_shown_for_a_reason_and_recorded(cast):
    who = cast.cadres["first"]
    assert actions.reveal(who, "phone", reason="联系家属", **by(cast, "county")) == "13800000000"
    assert Record.objects.about(who).get(verb="reveal").note == "phone: 联系家属"


@pytest.mark.parametrize("office", ["clerk", "leadership", "cadre"])
def test_not_every_office_sees_full_numbers(cast, office):
    with pytest.raises(NotAllowed):
        actions.reveal(cast.cadres["first"], "phone", reason="x", **by(cast, office))


def test_no_reason_no_number(cast):
    with pytest.raises(Refused):
        actions.reveal(cast.cadres["first"], "phone", reason=" ", **by(cast, "county"))


def test_the_hour_has_a_limit(cast, monkeypatch):
    monkeypatch.setitem(deeds.PER_HOUR, "reveal", 1)
    actions.reveal(cast.cadres["first"], "phone", reason="x", **by(cast, "county"))
    with pytest.raises(TooMany):
        actions.reveal(cast.cadres["first"], "phone", reason="x", **by(cast, "county"))


def test_a_limit_hit_is_answered_429_and_recorded(cast, client_of, monkeypatch):
    monkeypatch.setitem(deeds.PER_HOUR, "reveal", 0)
    answer = client_of("county").post(f"/cadres/{cast.cadres['first'].pk}/reveal/", {"what": "phone", "reason": "x"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")
    assert Record.objects.filter(result="denied", verb="cadre-reveal").exists()


def test_an_exact_number_finds_within_the_jurisdiction_only(cast):
    made = actions.register_cadre(facts(cast), **by(cast, "unit"))
    for office, found in (("unit", made), ("unit2", None)):
        mine = Cadre.objects.visible_to(cast.actors[office])
        assert actions.find_by_id_number(NUMBER.lower(), mine, **by(cast, office)) == found


def test_the_search_is_posted_and_leads_to_the_page(cast, client_of):
    made = actions.register_cadre(facts(cast), **by(cast, "unit"))
    answer = client_of("unit").post("/cadres/find/", {"id_number": f" {NUMBER} "})
    assert answer["Location"] == f"/cadres/{made.pk}/"


def test_the_form_tells_what_the_number_says(client_of):
    page = client_of("unit").post("/cadres/read/", {"id_number": NUMBER}).content.decode()
    assert "1990-01-01" in page


def test_a_cadre_is_entered_in_the_browser(client_of):
    form = {"name": "新人", "id_number": NUMBER, "party": "full_member", "rank": "staff", "skills": ["economy"]}
    assert client_of("unit").post("/cadres/new/", form).status_code == 302
    assert Cadre.objects.get(name="新人").skills == ["economy"]


def test_a_slip_in_the_number_comes_back_marked(client_of):
    form = {"name": "新人", "id_number": NUMBER[:-1] + "?", "party": "full_member", "rank": "staff"}
    answer = client_of("unit").post("/cadres/new/", form)
    assert answer.status_code == 422
    assert "id_number" in answer.context["form"].errors


def account_of(cast, name):
    from core.models import Appointment

    user = cast.users["nobody"]
    user.name = name
    user.save()
    Appointment.objects.create(user=user, office="cadre", from_on=cast.today)
    return user


def test_the_cadres_account_is_linked(cast):
    user = account_of(cast, "人选丁")
    assert actions.link_account(cast.cadres["pool"], "nobody", **by(cast, "unit")).account == user


@pytest.mark.parametrize("username", ["county", "cadre", "unheard"])
def test_no_other_account_is_linked(cast, username):
    with pytest.raises(Refused):
        actions.link_account(cast.cadres["pool"], username, **by(cast, "unit"))


def test_a_full_number_is_kept_nowhere(cast, client_of):
    from core.models import OnceKey

    body = {"what": "phone", "reason": "x", "_once": "k"}
    answer = client_of("county").post(f"/cadres/{cast.cadres['first'].pk}/reveal/", body)
    assert "13800000000" in answer.content.decode()
    assert not OnceKey.objects.exists()
