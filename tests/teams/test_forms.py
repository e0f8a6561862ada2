"""Pages with a form: what is typed is judged, refused in words, or done."""

from core.models import Unit
from teams.models import Pairing, Village

FULL, UNPAIRED = "630222100201", "630222100202"


def test_a_village_is_searched_chosen_and_added(client_of, cast):
    Village.objects.filter(area=UNPAIRED).delete()
    client = client_of("county")
    assert UNPAIRED in client.get("/villages/new/?q=史纳").content.decode()
    answer = client.post(
        "/villages/new/", {"code": UNPAIRED, "needs": ["economy"], "categories": ["weak_organization"]}
    )
    assert answer.status_code == 302
    assert Village.objects.get(area=UNPAIRED).needs == ["economy"]


def test_what_the_division_says_is_filled_in(client_of, cast):
    cast.places[UNPAIRED].languages = ["bo"]
    cast.places[UNPAIRED].save()
    form = client_of("county").get(f"/villages/new/?code={UNPAIRED}").context["form"]
    assert form.initial["languages"] == ["bo"]


def test_a_village_of_the_neighbour_cannot_be_added(client_of):
    answer = client_of("county").post("/villages/new/", {"code": "630202101200"})
    assert answer.status_code == 422


def test_an_unknown_category_is_told(client_of, cast):
    path = f"/villages/{cast.villages[FULL].pk}/edit/"
    assert client_of("county").post(path, {"categories": ["rich"]}).status_code == 422


def test_a_village_is_edited(client_of, cast):
    path = f"/villages/{cast.villages[FULL].pk}/edit/"
    client = client_of("county")
    assert client.get(path).context["form"].initial["needs"] == ["economy"]
    assert client.post(path, {"poverty_exit_on": "2019-12-31", "languages": ["bo"]}).status_code == 302


def test_the_31st_of_february_is_told(client_of, cast):
    path = f"/villages/{cast.villages[FULL].pk}/edit/"
    assert client_of("county").post(path, {"poverty_exit_on": "2026-02-31"}).status_code == 422


def test_a_unit_is_entered_at_the_counties_township(client_of):
    form = {
        "name": "川口镇农科站",
        "level": "township",
        "kind": "institution",
        "township": "630222100",
        "party_committee": "党委",
    }
    assert client_of("county").post("/units/new/", form).status_code == 302
    assert Unit.objects.get(name="川口镇农科站").home.code == "630222100"


def test_a_township_unit_needs_its_township(client_of):
    form = {"name": "农科站", "level": "township", "kind": "institution", "party_committee": "党委"}
    assert client_of("county").post("/units/new/", form).status_code == 422


def test_the_unit_sees_its_own_fields_only(client_of, cast):
    page = client_of("unit").get(f"/units/{cast.units['海东市水务局'].pk}/edit/")
    assert list(page.context["form"].fields) == ["party_committee", "leader_name", "leader_title"]


def test_units_are_searched_while_one_types(client_of, cast):
    path = f"/villages/{cast.villages[UNPAIRED].pk}/pair/?q=水务"
    fragment = client_of("prefecture").get(path, headers={"HX-Request": "true"}).content.decode()
    assert "海东市水务局" in fragment
    assert "<html" not in fragment


def test_a_village_is_paired_in_the_browser(client_of, cast):
    path = f"/villages/{cast.villages[UNPAIRED].pk}/pair/"
    body = {"unit": cast.units["海东市水务局"].pk, "starts_on": "2026-07-20"}
    assert client_of("prefecture").post(path, body).status_code == 302
    assert Pairing.objects.filter(village=cast.villages[UNPAIRED]).exists()


def test_a_second_pairing_comes_back_409_with_the_clause(client_of, cast):
    path = f"/villages/{cast.villages[FULL].pk}/pair/"
    answer = client_of("prefecture").post(path, {"unit": cast.units["海东市水务局"].pk, "starts_on": "2026-07-20"})
    assert answer.status_code == 409
    assert "结对关系继续保留" in answer.content.decode()


def test_a_double_click_pairs_once(client_of, cast):
    path = f"/villages/{cast.villages[UNPAIRED].pk}/pair/"
    body = {"unit": cast.units["海东市水务局"].pk, "starts_on": "2026-07-20", "_once": "k1"}
    client = client_of("prefecture")
    assert [client.post(path, body).status_code for _ in range(2)] == [302, 302]
    assert Pairing.objects.filter(village=cast.villages[UNPAIRED]).count() == 1


def test_ending_a_pairing_shows_the_clause(client_of, cast):
    path = f"/pairings/{cast.pairings[FULL].pk}/end/"
    answer = client_of("county").post(path, {"ends_on": "2026-07-20", "reason": "x"})
    assert answer.status_code == 422
    assert "结对关系继续保留" in answer.content.decode()


def test_disbanding_shows_the_clause(client_of, cast):
    path = f"/teams/{cast.teams[FULL].pk}/disband/"
    answer = client_of("county").post(path, {"disbanded_on": "2026-07-20", "reason": "x"})
    assert answer.status_code == 422
    assert "不得撤离" in answer.content.decode()


def test_a_team_is_formed_in_the_browser(client_of, cast):
    path = f"/villages/{cast.villages['630222101200'].pk}/team/"
    assert client_of("county").post(path, {"formed_on": "2026-07-20"}).status_code == 302
