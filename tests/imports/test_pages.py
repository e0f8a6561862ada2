"""The pages of a table, and the same for machines."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.imports import deeds
from core.models import SheetImport
from teams.models import Village
from tests.imports.conftest import EMPTY, FULL, UNPAIRED, VILLAGES, do_work, upload, xlsx

MIXED = xlsx(VILLAGES, (FULL, None, None, "党建", None), (EMPTY, None, None, "养老", None))
API = "/api/v1/imports/"


@pytest.fixture
def sheet(handed_in):
    return handed_in("villages", MIXED, name="<script>alert(1)</script>.xlsx")


def text(answer):
    return answer.content.decode()


def test_the_whole_way_through_pages(client_of):
    page = client_of("county")
    assert "村代码" in text(page.get("/imports/new/?kind=villages"))
    sent = page.post("/imports/new/?kind=villages", {"file": upload(MIXED)})
    do_work()
    shown = text(page.get(sent.url))
    assert "党建" in shown
    assert "养老" in shown
    assert page.post(f"{sent.url}enter/").url == sent.url
    do_work()
    assert Village.objects.get(area=FULL).needs == ["party_building"]
    page.post(f"{sent.url}undo/")
    do_work()
    assert Village.objects.get(area=FULL).needs == ["economy"]


def test_while_work_is_under_way_the_page_shows_it_and_no_buttons(client_of, cast):
    made = deeds.hand_in("villages", upload(MIXED), by=cast.actors["county"], on=cast.today)
    shown = text(client_of("county").get(f"/imports/{made.pk}/"))
    assert "hx-get" in shown
    assert "/enter/" not in shown


def test_the_fragment_has_the_page_shown_anew_once_the_work_is_done(client_of, sheet):
    asked = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": f"http://x/imports/{sheet.pk}/"}
    assert client_of("county").get(f"/work/{sheet.job_id}/", **asked)["HX-Refresh"] == "true"


def test_a_file_name_is_text(client_of, sheet):
    for address in ("/imports/", f"/imports/{sheet.pk}/", f"/imports/new/?kind=villages&corrects={sheet.pk}"):
        assert "<script>alert" not in text(client_of("county").get(address))


def test_rows_are_narrowed_to_a_verdict(client_of, sheet):
    shown = text(client_of("county").get(f"/imports/{sheet.pk}/?verdict=bad"))
    assert "养老" in shown
    assert "<del>" not in shown


def test_what_is_wrong_comes_back_on_the_form_with_its_words(client_of):
    answer = client_of("county").post("/imports/new/?kind=villages", {"file": upload(b"", "x.xlsx")})
    assert answer.status_code == 422
    assert "空" in text(answer)


def test_files_are_downloads(client_of, sheet):
    for name in ("file", "marked"):
        answer = client_of("county").get(f"/imports/{sheet.pk}/{name}/")
        assert answer["Content-Disposition"].startswith("attachment")


def test_the_empty_table_is_read_as_its_own_kind(client_of, handed_in):
    blank = client_of("county").get("/imports/blank/villages/").content
    assert "没有内容" in handed_in("villages", blank).error


@pytest.mark.parametrize("office", ["county2", "prefecture", "leadership", "township"])
@pytest.mark.parametrize("address", ["/imports/{}/", "/imports/{}/file/", "/imports/{}/marked/", API + "{}/", API + "{}/rows/"])  # fmt: skip
def test_another_office_finds_no_such_table(client_of, sheet, office, address):
    assert client_of(office).get(address.format(sheet.pk)).status_code == 404


def test_another_office_lists_none_of_it(client_of, sheet):
    assert client_of("county2").get(API).json()["count"] == 0


def test_machines_go_the_same_way(client_of):
    api = client_of("county")
    sent = api.post(API, {"kind": "villages", "file": upload(MIXED)})
    assert sent.status_code == 202
    do_work()
    pk = sent.json()["id"]
    assert api.get(f"{API}{pk}/").json()["counts"] == {"changed": 1, "bad": 1}
    rows = api.get(f"{API}{pk}/rows/?verdict=bad").json()["results"]
    assert rows[0]["problems"][0]["key"] == "needs"
    assert api.post(f"{API}{pk}/enter/").status_code == 202
    assert api.post(f"{API}{pk}/enter/").status_code == 409
    do_work()
    assert api.get(f"{API}{pk}/").json()["state"] == "applied"
    assert api.post(f"{API}{pk}/undo/").status_code == 202


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"kind": "villages"}, 422),
        ({"kind": SimpleUploadedFile("k", b"k"), "file": SimpleUploadedFile("x.csv", b"a,b")}, 422),
        ({"kind": "villages", "file": "text"}, 422),
        (
            {
                "kind": "villages",
                "file": SimpleUploadedFile("x.csv", b"a,b"),
                "corrects": SimpleUploadedFile("k", b"1"),
            },
            202,
        ),
        ({"kind": "cars", "file": SimpleUploadedFile("x.csv", b"a,b")}, 422),
        ({"kind": "units", "file": SimpleUploadedFile("x.csv", b"")}, 422),
        ({"kind": "villages", "file": SimpleUploadedFile("x.csv", b"a,b"), "corrects": "999999"}, 404),
    ],
)
def test_nonsense_is_answered_kindly(client_of, body, status):
    assert client_of("county").post(API, body).status_code == status


def test_two_hundred_megabytes_are_turned_away_by_their_length(client_of):
    answer = client_of("county").post(
        API, b"x", content_type="multipart/form-data; boundary=b", CONTENT_LENGTH=str(200 * 2**20)
    )
    assert answer.status_code == 413


def test_a_page_of_many_rows_asks_little(client_of, handed_in, django_assert_max_num_queries):
    rows = [(UNPAIRED if n % 2 else "x", None, None, None, None) for n in range(60)]
    made = handed_in("villages", xlsx(VILLAGES, *rows))
    page = client_of("county")
    page.get("/imports/")
    with django_assert_max_num_queries(15):
        page.get(f"/imports/{made.pk}/")


def test_a_table_of_an_unknown_kind_still_shows(client_of, sheet):
    SheetImport.objects.filter(pk=sheet.pk).update(kind="gone")
    assert client_of("county").get("/imports/").status_code == 200
