"""WCAG 2.2 AA by axe, and no sideways scrolling on a phone, on what each office sees differently, in both languages."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.django_db(transaction=True)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# test_every_page.py sees each page as one office; here are those that differ from office to office, and what is not there
PAGES = {
    "county": ["/nowhere/"],
    "clerk": ["/", "/attendance/today/", "/attendance/sheet/"],
    "township": ["/", "/assessments/propose/", "/cadres/{cadre}/"],
    "unit": ["/", "/nominations/new/?team={team}&seat=first_secretary"],
    "cadre": ["/", "/notices/"],
    "prefecture": ["/"],
    "leadership": ["/"],
    "province": ["/"],
    "sysadmin": ["/"],
    "auditor": ["/"],
}
LOOKS = [(1440, "zh-hans"), (390, "en")]


def addresses(cast, paths):
    team = cast.teams["630222100200"]
    known = {"team": team.pk, "cadre": cast.cadres["town_pool"].pk}
    return [path.format(**known) for path in paths]


def faults(page):
    found = Axe().run(page, options=RULES).response["violations"]
    grave = [one for one in found if one["impact"] in ("serious", "critical")]
    return [(page.url, one["id"], one["nodes"][0]["html"][:200]) for one in grave]


def too_wide(page):
    width = page.evaluate("document.documentElement.scrollWidth")
    return [(page.url, "wider than the screen", width)] if width > page.viewport_size["width"] else []


@pytest.mark.parametrize(("width", "language"), LOOKS)
def test_the_pages_of_every_office_can_be_used_by_everybody(fresh_cast, at_desk, width, language):
    found = []
    for name, paths in PAGES.items():
        page = at_desk(name, width=width, language=language, bypass_csp=True)  # axe is a script of our own tests
        for path in addresses(fresh_cast, paths):
            assert page.go(path).status in (200, 404), path
            found += too_wide(page) + faults(page)
    assert found == []
