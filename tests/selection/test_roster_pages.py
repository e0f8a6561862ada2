"""A roster through the browser's and a machine's own requests: handed in, looked at, mended, entered, kept from others."""

from io import BytesIO

import openpyxl
import pytest

from core.models import SheetImport
from selection.models import Nomination
from teams.models import Cadre
from tests.rosters.files import by_csv, by_excel
from tests.rosters.handing import DECISION, entered, nominating, worked
from tests.rosters.people import Somebody, id_of
from tests.rosters.shapes import WHOLE, table

NEW, API = "/imports/new/?kind=roster", "/api/v1/imports/"
BESIDE = DECISION | {"round": "", "team": ""}
GOOD, BAD = Somebody(), Somebody(name="新人乙", serial=2, phone="13900000002", rank="科员级", village="享堂村")


def handed_in(client, file, **changed):
    return client.post(NEW, BESIDE | {"file": file} | changed)


@pytest.fixture
def sheet(client_of):
    """One good row and one bad, handed in by the unit and checked."""
    answer = handed_in(
        client_of("unit"), by_excel(table(WHOLE, [GOOD, BAD]), titles=["海东市水务局", "驻村干部花名册"])
    )
    assert answer.status_code == 302
    return worked(SheetImport.objects.get())


def page(client, sheet, end=""):
    return client.get(f"/imports/{sheet.pk}/{end}")


@pytest.mark.parametrize("address", ["/cadres/", "/nominations/"])
def test_the_way_in(client_of, address):
    assert NEW.replace("&", "&amp;") in client_of("unit").get(address).content.decode()


def test_the_page_explains_the_heads(client_of):
    shown = client_of("township").get(NEW).content.decode()
    assert all(head in shown for head in ("证件号码", "组内身份", "破格理由", "decision_number"))


def test_good_rows_and_bad_ones_apart_with_the_clause(client_of, sheet):
    shown = page(client_of("unit"), sheet).content.decode()
    assert sheet.counts == {"new": 1, "bad": 1}
    assert "二(一)" in shown
    assert id_of() not in shown


def test_the_units_own_file_comes_back_with_the_reason_at_the_cell(client_of, sheet):
    content = page(client_of("unit"), sheet, "marked/").content
    marked = openpyxl.load_workbook(BytesIO(content)).active
    heads = {cell.value: cell.column for cell in marked[3]}
    assert marked.cell(1, 1).value == "海东市水务局"
    assert "二(四)" in marked.cell(5, heads["席位"]).comment.text
    assert marked.cell(4, heads["席位"]).comment is None


def test_entering_and_taking_back(client_of, cast, sheet):
    client = client_of("unit")
    client.post(f"/imports/{sheet.pk}/enter/")
    assert worked(sheet).state == "applied"
    assert Nomination.objects.get().cadre.name == "新人甲"
    client.post(f"/imports/{sheet.pk}/undo/")
    assert worked(sheet).state == "undone"
    assert not Cadre.objects.filter(name="新人甲").exists()


def test_the_corrected_roster_leaves_what_is_entered_alone(client_of, cast, sheet):
    entered(cast, sheet)
    mended = Somebody(name="新人乙", serial=2, phone="13900000002", first=False, rank="科员级")
    file = by_excel(table(WHOLE, [GOOD, mended]))
    client_of("unit").post(f"{NEW}&corrects={sheet.pk}", BESIDE | {"file": file})
    second = worked(SheetImport.objects.exclude(pk=sheet.pk).get())
    assert (second.corrects, second.counts) == (sheet, {"same": 1, "new": 1})


@pytest.mark.parametrize("who", ["unit2", "township", "county", "province"])
def test_other_offices_do_not_see_it(client_of, sheet, who):
    client = client_of(who)
    assert [page(client, sheet, end).status_code for end in ("", "file/", "marked/")] == [404, 404, 404]
    assert client.get(f"{API}{sheet.pk}/").status_code == 404
    assert client.post(f"/imports/{sheet.pk}/enter/").status_code == 404


@pytest.mark.parametrize("who", ["county", "prefecture", "province"])
def test_a_department_hands_in_no_roster(client_of, who):
    answer = client_of(who).post(API, BESIDE | {"kind": "roster", "file": by_excel(table(WHOLE, [GOOD]))})
    assert answer.status_code in (403, 422)
    assert not SheetImport.objects.exists()


def test_machines_hand_in_the_same_way(client_of, cast):
    client = client_of("unit")
    answer = client.post(API, BESIDE | {"kind": "roster", "file": by_csv(table(WHOLE, [GOOD]))})
    assert (answer.status_code, answer.json()["state"]) == (202, "checking")
    worked(SheetImport.objects.get())
    number = answer.json()["id"]
    (row,) = client.get(f"{API}{number}/rows/").json()["results"]
    assert (row["verdict"], row["values"]["id_number"]) == ("new", f"6302{'*' * 10}{id_of()[-4:]}")
    assert client.post(f"{API}{number}/enter/").status_code == 202
    worked(SheetImport.objects.get())
    assert Nomination.objects.get().decision_number == DECISION["decision_number"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"decided_on": ""}, "decided_on"),
        ({"decision_number": ""}, "decision_number"),
        ({"decided_on": "2027-01-01"}, "decided_on"),
        ({"round": "999"}, "round"),
        ({"team": "999"}, "team"),
    ],
)
def test_a_fault_beside_the_file_is_named_and_nothing_typed_is_lost(client_of, changed, field):
    answer = handed_in(client_of("unit"), by_excel(table(WHOLE, [GOOD])), **changed)
    assert (answer.status_code, [*answer.context["beside"].errors]) == (422, [field])
    assert "2028-08-31" in answer.content.decode()
    assert not SheetImport.objects.exists()


def test_the_scan_stands_with_every_nomination(client_of, cast):
    from django.core.files.uploadedfile import SimpleUploadedFile

    scan = SimpleUploadedFile("决定.pdf", b"%PDF-1.4 decision")
    handed_in(client_of("unit"), by_excel(table(WHOLE, [GOOD])), decision_file=scan)
    entered(cast, worked(SheetImport.objects.get()))
    assert Nomination.objects.get().decision_file.name == "决定.pdf"


def test_a_file_named_as_a_script_is_only_a_name(client_of):
    handed_in(client_of("unit"), by_excel(table(WHOLE, [GOOD]), name="<script>alert(1)</script>.xlsx"))
    shown = page(client_of("unit"), SheetImport.objects.get()).content.decode()
    assert "<script>alert" not in shown


def test_the_same_file_again_is_the_same_import(client_of):
    content = by_excel(table(WHOLE, [GOOD])).read()
    from tests.rosters.files import upload

    first, second = (handed_in(client_of("unit"), upload(content, "花名册.xlsx")) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert SheetImport.objects.count() == 1


def test_a_name_that_is_a_formula_goes_out_as_text(client_of, cast):
    handed_in(client_of("unit"), by_excel(table(WHOLE, [Somebody(name="'=1+1", rank="科员级")])))
    sheet = worked(SheetImport.objects.get())
    marked = openpyxl.load_workbook(BytesIO(page(client_of("unit"), sheet, "marked/").content)).active
    assert not [cell.coordinate for row in marked for cell in row if cell.data_type == "f"]


def test_somebody_elses_nomination_never_shows_in_what_is_said(cast, client_of):
    """The unit learns that a seat is taken, not by whom."""
    sheet = nominating(cast, by_excel(table(WHOLE, [Somebody(village="享堂村")])))
    assert "队长甲" not in page(client_of("unit"), sheet).content.decode()
