"""A county hands a table in, mends it, has it entered and takes it back, in a real browser."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe

from teams.models import Village
from tests.imports.conftest import EMPTY, FULL, UNPAIRED, VILLAGES, do_work, xlsx

FILE = xlsx(
    VILLAGES,
    (FULL, "享堂村", "建档立卡贫困村", "党建、社会治理", "2019年12月"),
    (EMPTY, "红卫村", "党组织软弱涣散村", "党建", "2019.12.31"),
    (UNPAIRED, None, None, "养老", None),
    ("630202101200", "深沟村", None, None, None),
)
SHOTS = os.environ.get("SHOTS")


def settled(page):
    """The page without faults; kept as a picture where SHOTS says so."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{page.url.rstrip('/').rsplit('/', 1)[-1][:12]}-{page.shot}.png", full_page=True)


@pytest.mark.parametrize(("width", "language"), [(1440, "zh-hans"), (390, "en")])
def test_a_county_hands_in_enters_and_takes_back(at_desk, tmp_path, width, language):
    table = tmp_path / "驻村名录.xlsx"
    table.write_bytes(FILE)
    page = at_desk("county", width=width, language=language)
    page.shot = f"{width}-0-new"
    page.go("/imports/new/?kind=villages")
    settled(page)
    page.set_input_files("input[type=file]", table)
    page.locator("form.form button.btn-primary").click()
    page.wait_for_url("**/imports/*/")
    page.locator("progress").wait_for()
    page.shot = f"{width}-1-waiting"
    settled(page)
    do_work()
    enter = page.locator("form[action$='/enter/'] button")
    enter.wait_for(timeout=20_000)  # the page shows itself anew once the work is done
    page.shot = f"{width}-2-checked"
    settled(page)
    enter.click()
    page.locator("progress").wait_for()
    do_work()
    undo = page.locator("form[action$='/undo/'] button")
    undo.wait_for(timeout=20_000)
    page.shot = f"{width}-3-entered"
    settled(page)
    assert Village.objects.get(area=EMPTY).needs == ["party_building"]
    undo.click()
    page.locator("progress").wait_for()
    do_work()
    page.locator("form[action$='/undo/'] button").wait_for(state="detached", timeout=20_000)
    assert Village.objects.get(area=EMPTY).needs == ["economy"]
    page.go("/imports/")
    page.shot = f"{width}-4-list"
    settled(page)
    assert page.faults == []
