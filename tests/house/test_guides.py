"""The guides name only what the application has, show every picture there is, and can be read in ten minutes."""

import pytest
from django.conf import settings
from django.utils.translation import override

from config import urls  # noqa: F401  the doors are known once the addresses are
from core.access import DOORS
from core.offices import Office
from tests import guides

BOTH = [(office, language) for office in Office for language in guides.FOLDERS]
LARGEST, TOGETHER = 100_000, 6_000_000  # bytes
TEN_MINUTES = {"zh-hans": 4500, "en": 12_000}  # signs


@pytest.mark.parametrize(("office", "language"), BOTH)
def test_a_guide_names_only_words_of_the_application(office, language):
    assert guides.quoted(office, language) - guides.known(language) == set()


@pytest.mark.parametrize("office", Office)
def test_a_guide_names_only_lines_of_its_offices_own_menu(office):
    with override("en"):
        lines = {str(label): DOORS[name].offices for _section, rows in settings.MENU for label, name, *_more in rows}
    named = guides.quoted(office, "en") & lines.keys()
    assert {label for label in named if office not in lines[label]} == set()
    assert len(named) >= 3


@pytest.mark.parametrize("office", Office)
def test_both_languages_show_the_same_steps(office):
    mine = [name for name, (whose, _view) in guides.views().items() if whose == office]
    assert sorted(guides.pictures(office, "zh-hans")) == mine
    assert sorted(guides.pictures(office, "en")) == [f"en/{name}" for name in mine]


def test_every_picture_is_there_and_shown():
    there = {path.relative_to(guides.PICTURES).with_suffix("").as_posix() for path in guides.PICTURES.rglob("*.webp")}
    assert there == {name for office, language in BOTH for name in guides.pictures(office, language)}


def test_the_pictures_are_small():
    sizes = [path.stat().st_size for path in guides.PICTURES.rglob("*.webp")]
    assert max(sizes) <= LARGEST
    assert sum(sizes) <= TOGETHER


@pytest.mark.parametrize(("office", "language"), BOTH)
def test_a_guide_is_read_in_ten_minutes(office, language):
    assert 600 <= len(guides.text(office, language)) <= TEN_MINUTES[language]


@pytest.mark.parametrize("office", Office)
def test_the_list_of_guides_names_each(office):
    listed = (guides.HOME / "README.md").read_text(encoding="utf-8")
    assert f"({office}.md)" in listed
    assert f"(en/{office}.md)" in listed
