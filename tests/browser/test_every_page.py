"""Every page of the site in both languages: WCAG 2.2 AA, keyboard, screen and phone, A4, console."""

import pytest

from tests.access import world
from tests.access.test_matrix import APPS
from tests.browser import walk

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = [(1440, "zh-hans", 390), (390, "en", 1440)]


@pytest.mark.parametrize("app", APPS)
def test_every_page_can_be_used_by_everybody(fresh_cast, at_desk, app):
    visits, none = walk.visits(world.build(fresh_cast), app)
    assert none == [], "nobody gets a page from these: give the world a row, or name them in walk.NOT_PAGES"
    found = [fault for look in LOOKS for fault in _faults(visits, at_desk, *look)]
    assert not found, f"{len(found)} faults:\n" + "\n".join(found)


def _faults(visits, at_desk, width, language, other_width):
    desks = {}
    for visit in visits:
        if visit.who not in desks:
            desks[visit.who] = at_desk(visit.who, width=width, language=language, reduced_motion="reduce")
        desk = desks[visit.who]
        desk.set_viewport_size({"width": width, "height": 900})
        yield from (f"{visit.name} {language} {fault}" for fault in walk.look(desk, visit, language, other_width))
