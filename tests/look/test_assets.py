"""Front-end packages are served from where npm put them, and nothing else of them is."""

import pytest
from django.contrib.staticfiles import finders
from django.core.checks import Warning as CheckWarning

from core import assets
from core.icons import icon


@pytest.mark.parametrize("name", assets.FILES)
def test_every_listed_file_is_found(name):
    assert finders.find(name)


def test_a_file_of_a_package_that_is_not_listed_is_not_served():
    assert finders.find("vendor/tabler/package.json") is None


@pytest.mark.parametrize("name", assets.FILES)
def test_no_file_points_to_a_source_map_that_is_not_there(name):
    with assets.PackageStorage().open(name) as file:
        assert b"sourceMappingURL=" not in file.read()


def test_missing_packages_are_said_at_start(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    (warning,) = assets.PackageFinder().check()
    assert isinstance(warning, CheckWarning)
    assert "npm ci" in warning.msg


def test_every_icon_of_the_menu_exists(settings):
    names = [row[2] for _label, rows in settings.MENU for row in rows]
    assert [name for name in names if "<path" not in icon(name)] == []


def test_an_icon_is_silent_unless_it_says_something():
    assert 'aria-hidden="true"' in icon("bell")
    assert 'aria-label="a &lt;b&gt;"' in icon("bell", "a <b>")


def test_an_icon_never_leaves_its_folder():
    assert "<path" not in icon("../../package")
