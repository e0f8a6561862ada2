"""A public notice in a real browser: published, objected to, settled by a colleague, approved the day after its end."""

from datetime import date

import pytest

from core.models import Appointment
from selection.actions import objections, publicity
from selection.models import Letter, Nomination, Objection, PublicNotice
from tests import cast as casting
from tests.browser.test_axe import faults, too_wide
from tests.selection.noticing import FACTS, OBJECTED, WORDS, waiting

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [(1440, "zh-hans"), (390, "en")]


def colleague(cast):
    """A second officer of the prefecture's department."""
    user = cast.users["prefecture_b"] = casting._user("prefecture_b")
    place = {"division": cast.places["6302"], "office": "prefecture"}
    Appointment.objects.create(user=user, from_on=date(2025, 1, 1), **place)


def send(page, selector="main form[method=post] button.btn-primary"):
    with page.expect_navigation():
        page.locator(selector).first.click()


def publish(page):
    page.go("/publicity/")
    page.locator("a[href='/publicity/new/']").click()
    for name, words in WORDS.items():
        page.fill(f"[name={name}]", words)
    page.locator("[name=nominations]").first.check()
    send(page)


def object_to(page, notice):
    page.go(f"/publicity/{notice.pk}/")
    page.locator("a[href$='objections/new/']").click()
    page.select_option("[name=nomination]", index=1)
    page.fill("[name=name]", "村民丁一")
    page.fill("[name=contact]", "13900001111")
    page.select_option("[name=means]", "telephone")
    page.fill("[name=grounds]", "反映其长期不在岗")
    send(page)


def approve(page, case):
    page.go(f"/nominations/{case.pk}/")
    send(page, "button[name=verb][value=approve]")


@pytest.mark.parametrize(("width", "language"), SIZES)
def test_a_notice_from_publishing_to_the_letter(fresh_cast, at_desk, settings, width, language):
    case = waiting(fresh_cast)
    colleague(fresh_cast)
    size = {"width": width, "language": language}
    officer, other = at_desk("prefecture", **size), at_desk("prefecture_b", **size)
    publish(officer)
    notice = PublicNotice.objects.get()
    object_to(officer, notice)
    objection = Objection.objects.get()

    settings.TODAY = "2026-07-25"
    officer.go(f"/objections/{objection.pk}/")
    assert officer.locator("button[name=verb]").count() == 0  # who entered it does not settle it
    other.go(f"/objections/{objection.pk}/")
    other.fill("[name=finding]", "经查不属实")
    send(other, "button[name=verb][value=dismiss]")
    approve(other, case)
    assert Nomination.objects.get().state == "approved"

    officer.go("/letters/new/")
    officer.locator("[name=nominations]").first.check()
    send(officer)
    assert str(Letter.objects.get()) in officer.content()
    assert [page.faults for page in (officer, other)] == [[], []]


@pytest.mark.parametrize(("width", "language"), SIZES)
def test_the_pages_can_be_used_by_everybody(fresh_cast, at_desk, width, language):
    case, by = waiting(fresh_cast), fresh_cast.actors["prefecture"]
    waiting(fresh_cast, "pool2", seat="unit_member")
    notice = publicity.publish([case], FACTS, by=by, on=fresh_cast.today)
    made = objections.receive(notice, {**OBJECTED, "nomination": case}, by=by, on=fresh_cast.today)
    page = at_desk("prefecture", width=width, language=language, bypass_csp=True)
    at, found = f"/publicity/{notice.pk}/", []
    paths = ["/publicity/", "/publicity/new/", at, f"{at}poster/", f"{at}objections/new/", "/objections/", "/letters/"]
    for path in (*paths, f"/objections/{made.pk}/", "/letters/new/", f"/nominations/{case.pk}/"):
        assert page.go(path).status == 200, path
        found += too_wide(page) + faults(page)
    assert found == []


def test_while_the_notice_hangs_the_refusal_says_from_which_day(fresh_cast, at_desk):
    case = waiting(fresh_cast)
    officer = at_desk("prefecture")
    publish(officer)
    officer.go(f"/nominations/{case.pk}/")
    officer.get_by_text("2026-07-25").first.wait_for()
    assert officer.locator("button[name=verb][value=approve]").count() == 0
    assert officer.locator("button[name=verb][value=return]").count() == 1
