"""The real divisions of Qinghai, loaded from the shipped file."""

from io import StringIO

from django.core.management import call_command

from core import gazetteer
from core.models import Division


def load():
    said = StringIO()
    call_command("load_divisions", stdout=said)
    return said.getvalue()


def test_all_of_them_are_there(cast):
    counted = "1 province, 8 prefecture, 45 county, 422 township, 4,716 village"
    assert counted in load()
    assert Division.objects.current().count() == 1 + 8 + 45 + 422 + 4716


def test_loading_again_changes_nothing(cast):
    load()
    assert "0 added, 0 mended" in load()


def test_a_village_knows_its_path_and_initials(cast):
    load()
    village = Division.objects.get(code="630222100200")
    assert village.full_name == "青海省 / 海东市 / 民和回族土族自治县 / 川口镇 / 红卫村委会"
    assert village.initials == "hwcwh"


def test_what_an_officer_edited_stays_and_is_inherited(cast):
    Division.objects.filter(code="632801").delete()
    Division.objects.filter(code="6302").update(ethnic_area=True, languages=["bo"])
    load()
    assert Division.objects.get(code="6302").languages == ["bo"]
    assert Division.objects.get(code="630203").languages == ["bo"]


def test_official_names_tell_the_languages():
    assert gazetteer.languages_in("民和回族土族自治县") == ["zh", "mjg"]
    assert gazetteer.languages_in("海西蒙古族藏族自治州") == ["mn", "bo"]
    assert gazetteer.languages_in("循化撒拉族自治县") == ["slr"]


def test_a_name_that_only_contains_a_people_tells_nothing():
    assert gazetteer.languages_in("回族街村委会") == []


def test_the_county_adds_the_languages_of_its_prefecture():
    rows = {row.code: row for row in gazetteer.divisions({})}
    assert rows["632324"].languages == ["mn", "bo"]
    assert rows["632324100"].ethnic_area
    assert not rows["630102"].ethnic_area
