"""The page of a quarterly report asks the database little, and as little for three promises as for one."""

from datetime import date

import pytest

from tests.duties.promising import TWO, Promise, account, report_drafted, reports, submitted
from tests.duties.promising import commitments as deeds

MOST = 19
MORE = tuple(Promise("services", f"办实事{at}", "一件", date(2026, 12, 31)) for at in range(2))


def reported(cast, promises):
    """A report on so many promises."""
    case = submitted(cast, promises=promises)
    deeds.accept(case, by=cast.actors["township"], on=cast.today)
    report = report_drafted(cast)
    return reports.write(report, account(report, late_reason="防汛"), by=cast.actors["cadre"], on=cast.today)


@pytest.mark.parametrize("promises", [TWO[:1], (TWO[0], *MORE)], ids=["one", "three"])
@pytest.mark.parametrize("page", ["", "edit/"])
def test_a_report_is_a_page_of_few_statements(cast, client_of, promises, page, django_assert_max_num_queries):
    case, client = reported(cast, promises), client_of("cadre")
    client.get("/notices/")  # the first page of a session writes it down
    with django_assert_max_num_queries(MOST):
        assert promises[-1].what in client.get(f"/quarter-reports/{case.pk}/{page}").content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_so_is_the_list(cast, client_of, many, django_assert_max_num_queries):
    team, client = cast.teams["630222100201"], client_of("township")
    client.get("/quarter-reports/")
    for quarter in (1, 2, 3)[:many]:
        reports.QuarterReport.objects.create(team=team, area=team.area, year=2026, quarter=quarter)
    with django_assert_max_num_queries(8):
        assert len(client.get("/quarter-reports/").context["page"].object_list) == many
