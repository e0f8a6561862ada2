"""The pages of leave: applied for on a phone, decided one by one and together, read by those it concerns."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from attendance.models import Leave
from tests.attendance.away import form, leave, on
from tests.cast import TODAY


def step(client, case, verb, **more):
    return client.post(reverse("leave-step", args=[case.pk]), {"verb": verb, **more})


def body(answer):
    return answer.content.decode()


def test_the_cadre_finds_the_own_posting_and_today_filled_in(client_of):
    page = body(client_of("cadre").get(reverse("leave-new")))
    assert "队长甲" in page
    assert f'value="{TODAY}"' in page


def test_the_cadre_applies(client_of):
    answer = client_of("cadre").post(reverse("leave-new"), form(1, 3))
    assert answer.status_code == 302
    assert Leave.objects.get().state == "applied"


def test_before_sending_the_page_says_who_will_decide(client_of):
    query = f"?starts_on={on(1)}&ends_on={on(6)}"
    page = body(client_of("cadre").get(reverse("leave-way") + query))
    assert page.index("乡镇党委") < page.index("县")
    assert "默认" in page


def test_without_script_a_button_asks_who_decides_and_nothing_is_sent(client_of):
    data = form(1, 6, look="1")
    del data["send"]
    page = body(client_of("cadre").post(reverse("leave-new"), data))
    assert "审批流程" in page
    assert Leave.objects.count() == 0


def test_the_clerk_chooses_for_whom(cast, client_of):
    clerk = client_of("clerk")
    assert "队员乙" in body(clerk.get(reverse("leave-new") + "?q=队员"))
    clerk.post(f"{reverse('leave-new')}?posting={cast.postings['member'].pk}", form(1, 2))
    assert Leave.objects.get().posting == cast.postings["member"]


def test_a_refused_application_keeps_what_was_typed(cast, client_of):
    leave(cast)
    answer = client_of("cadre").post(reverse("leave-new"), form(2, 4, destination="门源县泉口镇"))
    assert answer.status_code == 422
    assert "门源县泉口镇" in body(answer)


def test_an_extension_is_filled_in_from_the_leave_before(cast, client_of):
    case = leave(cast, state="approved")
    page = body(client_of("cadre").get(f"{reverse('leave-new')}?posting={case.posting_id}&extends={case.pk}"))
    assert f'value="{on(4)}"' in page


@pytest.mark.parametrize(
    ("who", "verb"), [("township", "approve"), ("township", "return"), ("cadre", "withdraw"), ("clerk", "withdraw")]
)
def test_an_office_sees_the_steps_that_are_its_own(cast, client_of, who, verb):
    page = body(client_of(who).get(reverse("leave", args=[leave(cast).pk])))
    assert f'value="{verb}"' in page


@pytest.mark.parametrize("who", ["unit", "county", "clerk2"])
def test_other_offices_see_no_step(cast, client_of, who):
    answer = client_of(who).get(reverse("leave", args=[leave(cast).pk]))
    assert 'name="verb"' not in body(answer)


def test_returning_without_a_reason_is_refused_and_says_so(cast, client_of):
    answer = step(client_of("township"), leave(cast), "return")
    assert answer.status_code == 422


def test_what_is_to_be_mended_is_marked_for_the_cadre(cast, client_of):
    case = leave(cast)
    step(client_of("township"), case, "return", note="请附证明", fields_to_mend="papers")
    assert "需修改" in body(client_of("cadre").get(reverse("leave-mend", args=[case.pk])))


def test_a_mended_application_goes_up_again(cast, client_of):
    case = leave(cast, state="returned", to_mend=["ends_on"])
    client_of("cadre").post(reverse("leave-mend", args=[case.pk]), form(1, 2))
    case.refresh_from_db()
    assert (case.state, case.ends_on) == ("applied", on(2))


def test_the_cadre_reports_back(cast, client_of):
    case = leave(cast, state="approved", first=-3, last=2, late_reason="补办")
    step(client_of("cadre"), case, "report_back", back_on=TODAY.isoformat())
    case.refresh_from_db()
    assert (case.state, case.back_on) == ("back", TODAY)


def test_leave_over_but_not_reported_back_is_listed(cast, client_of):
    leave(cast, state="approved", first=-9, last=-5, late_reason="补办")
    assert "队长甲" in body(client_of("clerk").get(reverse("leaves") + "?due=on"))


def test_the_township_decides_several_at_once_and_hears_why_one_was_not(cast, client_of):
    cast.cadres["member"].account = cast.users["township"]
    cast.cadres["member"].save()
    cases = [leave(cast), leave(cast, "member"), leave(cast, "town")]
    data = {"verb": "approve", "leave": [case.pk for case in cases]}
    answer = client_of("township").post(reverse("leaves-decide"), data, follow=True)
    assert sorted(Leave.objects.values_list("state", flat=True)) == ["applied", "approved", "approved"]
    assert "队员乙" in body(answer)


def test_what_waits_stands_on_the_home_page(cast, client_of):
    case = leave(cast)
    assert reverse("leave", args=[case.pk]) in body(client_of("township").get(reverse("home")))


def test_a_paper_is_given_to_those_who_see_the_leave_only(client_of):
    scan = SimpleUploadedFile("证明.pdf", b"%PDF-1.4 x")
    client_of("cadre").post(reverse("leave-new"), form(1, 2, papers=scan))
    case = Leave.objects.get()
    address = f"{reverse('leave-paper', args=[case.pk])}?file={case.papers.get().pk}"
    assert [client_of(who).get(address).status_code for who in ("township", "county2", "leadership")] == [200, 404, 403]


def test_the_official_form_names_leave_and_offices(cast, client_of):
    case = leave(cast, approvals=("township", "county"), last=8)
    answer = client_of("township").get(reverse("leave-form", args=[case.pk]))
    words = "".join(c.text for t in Document(BytesIO(answer.content)).tables for r in t.rows for c in r.cells)
    assert all(part in words for part in ("队长甲", "共8天", "西宁市", "县"))


def test_the_register_goes_out_as_excel(cast, client_of):
    leave(cast, kind="sick")
    book = load_workbook(BytesIO(client_of("clerk").get(reverse("leaves-file")).content))
    row = [cell.value for cell in book.active[2]]
    assert row[0] == "队长甲"
    assert row[3:7] == ["病假", str(on(1)), str(on(3)), 3]


def test_the_year_counts_days_by_kind_within_the_year(cast, client_of):
    leave(cast, state="approved", first=-300, last=-190, kind="sick", late_reason="补办")  # into 2026 from 2025-09-23
    leave(cast, state="back", first=-20, last=-18, late_reason="补办")
    book = load_workbook(BytesIO(client_of("county").get(reverse("leave-year-file")).content))
    row = [cell.value for cell in book.active[2]]
    assert (row[2], row[3], row[-1]) == (11, 3, 14)


@pytest.mark.parametrize("who", ["cadre", "clerk", "township", "county", "unit"])
@pytest.mark.parametrize("name", ["leaves", "leave-year", "absences", "report-outs"])
def test_pages_need_as_many_queries_for_three_as_for_one(cast, client_of, django_assert_max_num_queries, who, name):
    client = client_of(who)
    leave(cast, state="approved")
    client.get(reverse(name))
    with django_assert_max_num_queries(16) as one:
        client.get(reverse(name))
    for whom in ("member", "town"):
        leave(cast, whom, state="approved")
    with django_assert_max_num_queries(len(one.captured_queries)):
        assert client.get(reverse(name)).status_code == 200
