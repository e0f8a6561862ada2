"""A list of teams names each village once: where it lies stands beside it for those whose area holds more than one township."""

import re

import pytest

from tests.duties.promising import report_submitted, submitted

LISTS = ["/commitments/", "/quarter-reports/", "/promises/missing/?kind=commitment&year=2026"]
PLACE = '<td data-label="地点">'


def cells(client, path):
    return re.findall(f"{PLACE}([^<]*)</td>", client.get(path).content.decode())


@pytest.mark.parametrize("path", LISTS)
def test_a_township_reads_no_village_twice(cast, client_of, path):
    submitted(cast) if "missing" not in path else None
    report_submitted(cast)
    page = client_of("township").get(path)
    assert page.context["page"].object_list
    assert cells(client_of("township"), path) == []


@pytest.mark.parametrize("path", LISTS)
def test_a_county_reads_the_township_beside_the_village(cast, client_of, path):
    submitted(cast) if "missing" not in path else None
    report_submitted(cast)
    assert set(cells(client_of("county"), path)) <= {"川口镇", "古鄯镇"}
    assert cells(client_of("county"), path)
