"""A result in a real browser: published, objected to, settled by a colleague, final the day after, recommended and taken up."""

import pytest

from assessment.actions import objecting
from assessment.models import Assessment, ResultNotice, ResultObjection, Use
from tests.assessment.noticing import OBJECTED, WORDS, hung, made_final, set_grades
from tests.browser.test_axe import faults, too_wide

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [(1440, "zh-hans"), (390, "en")]


def send(page, selector="main form[method=post] button.btn-primary"):
    with page.expect_navigation():
        page.locator(selector).first.click()


def publish(page):
    page.go("/result-notices/")
    page.locator("a[href='/result-notices/new/']").click()
    for name, words in WORDS.items():
        page.fill(f"[name={name}]", words)
    page.locator("[name=every]").check()
    send(page)


def object_to(page, notice):
    page.go(f"/result-notices/{notice.pk}/")
    page.locator("a[href$='objections/new/']").click()
    page.select_option("[name=assessment]", index=1)
    page.fill("[name=name]", "村民丁一")
    page.fill("[name=contact]", "13900001111")
    page.select_option("[name=means]", "telephone")
    page.fill("[name=grounds]", "反映其长期不在岗")
    send(page)


@pytest.mark.parametrize(("width", "language"), SIZES)
def test_from_publishing_to_the_final_grade(fresh_cast, at_desk, settings, width, language):
    set_grades(fresh_cast)
    size = {"width": width, "language": language}
    officer, other = at_desk("county", **size), at_desk("county_b", **size)
    publish(officer)
    object_to(officer, ResultNotice.objects.get())
    other.go(f"/result-objections/{ResultObjection.objects.get().pk}/")
    other.fill("[name=finding]", "经核实不属实")
    send(other, "button[name=verb][value=dismiss]")
    settings.TODAY = "2026-07-25"
    officer.go(f"/result-notices/{ResultNotice.objects.get().pk}/")
    send(officer)
    assert set(Assessment.objects.people().values_list("state", flat=True)) == {"final"}
    assert officer.faults + other.faults == []


@pytest.mark.parametrize(("width", "language"), SIZES)
def test_recommended_by_the_unit_and_taken_up_by_its_department(fresh_cast, at_desk, settings, width, language):
    settings.TODAY = "2026-07-25"
    made_final(fresh_cast)
    unit, department = (at_desk(name, width=width, language=language) for name in ("unit", "prefecture"))
    unit.go("/results/")
    unit.locator("a[href$='/recommend/']").first.click()
    unit.select_option("[name=kind]", "promotion")
    unit.fill("[name=reason]", "实绩突出")
    send(unit)
    department.go(f"/uses/{Use.objects.get().pk}/")
    department.fill("[name=outcome]", "海东市水务局科长")
    department.fill("[name=document_number]", "东组干〔2026〕5号")
    send(department, "button[name=verb][value=use]")
    assert Use.objects.get().state == "used"
    assert unit.faults + department.faults == []


@pytest.mark.parametrize(("width", "language"), SIZES)
def test_pages_are_fit_for_everybody(fresh_cast, at_desk, settings, width, language):
    graded = set_grades(fresh_cast)
    notice, by = hung(fresh_cast, [graded["first"]]), fresh_cast.actors["county"]
    case = objecting.receive(notice, {**OBJECTED, "assessment": graded["first"]}, by=by, on=fresh_cast.today)
    page = at_desk("county", width=width, language=language)
    paths = [f"/result-notices/{notice.pk}/", f"/result-notices/{notice.pk}/posters/", "/result-notices/new/"]
    paths += ["/result-notices/", f"/result-objections/{case.pk}/", "/results/", "/uses/inspection/"]
    for path in paths:
        page.go(path)
        assert (path, faults(page), too_wide(page)) == (path, [], [])
