"""The schematic map: every county has a tile, coloured by its share, with its numbers as text; or outlines of one's own."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from overview.charts.tiles import tiles


def test_a_tile_for_every_county_and_none_twice(settings):
    codes = [tile.code for tile in tiles(str(settings.MAP_FILE))]
    assert len(codes) == len(set(codes)) == 45


def test_no_two_tiles_lie_on_each_other(settings):
    found = tiles(str(settings.MAP_FILE))
    assert len({(tile.x, tile.y) for tile in found}) == len(found)


def test_a_county_shows_its_share_as_text_and_leads_on(client_of):
    page = client_of("province").get("/overview/map/?measure=complete").content.decode()
    assert 'href="/overview/?area=630222&amp;day=2026-07-20"' in page
    assert "民和回族土族自治县: 50% (1/2)" in page
    assert 'class="map-good-1"' in page


def test_nothing_inline_that_the_policy_would_block(client_of):
    assert " style=" not in client_of("province").get("/overview/map/").content.decode()


def test_a_prefecture_has_its_own_counties_only(client_of):
    page = client_of("prefecture").get("/overview/map/")
    assert {one["tile"].code[:4] for one in page.context["tiles"]} == {"6302"}


@pytest.mark.parametrize("measure", ["in_village", "unconfirmed", "complete", "late", "trained"])
def test_page_and_machine_interface_agree(client_of, measure):
    client = client_of("prefecture")
    page = client.get(f"/overview/map/?measure={measure}").context["found"]
    told = json.loads(client.get(f"/api/v1/overview/map/?measure={measure}").content)
    assert [(one["code"], one["part"], one["whole"]) for one in told] == [
        (one["code"], one["part"], one["whole"]) for one in page
    ]


def test_what_is_no_measure_is_refused(client_of):
    assert client_of("province").get("/api/v1/overview/map/?measure=name").status_code == 422


def test_outlines_of_ones_own_may_take_the_place_of_tiles(client_of, settings, tmp_path):
    settings.MAP_FILE = tmp_path / "own.tsv"
    settings.MAP_FILE.write_text("# own\n630222\t民和\t0,0 100,0 100,80\n", encoding="utf-8")
    page = client_of("province").get("/overview/map/").content.decode()
    assert 'points="0.0,0.0 100.0,0.0 100.0,80.0"' in page


@pytest.mark.parametrize("line", ["630222\t民和", "630222\t民和\t1", "630222\t民和\tx,y", "630222\t民和\t1,1 2,2"])
def test_a_line_that_makes_no_sense_is_named(tmp_path, line):
    (tmp_path / "own.tsv").write_text(line, encoding="utf-8")
    with pytest.raises(ImproperlyConfigured, match="own.tsv:1"):
        tiles(str(tmp_path / "own.tsv"))


@pytest.mark.parametrize("who", ["township", "unit", "cadre", "clerk", "auditor"])
def test_who_has_no_counties_has_no_map(client_of, who):
    assert client_of(who).get("/overview/map/").status_code == 403
