"""An assessment year of the cast's full team, at each of its stages."""

import pytest

from assessment import actions
from assessment.models import Assessment
from core.models import CountyRule
from tests.assessment.noticing import hung, set_grades

COUNTY = "630222"


@pytest.fixture
def opened(cast):
    """The three cases of 2026, waiting for the township: {first, member, town}."""
    actions.open_year(2026, by=cast.actors["county"], on=cast.today)
    return {name: Assessment.objects.get(posting=cast.postings[name]) for name in ("first", "member", "town")}


@pytest.fixture
def proposed(cast, opened):
    """All three proposed as excellent."""
    said = {"grade": "excellent", "opinion": "表现突出", "by": cast.actors["township"], "on": cast.today}
    return {name: actions.propose(case, **said) for name, case in opened.items()}


@pytest.fixture
def final(cast, proposed):
    """All three set by the county, and final."""
    by = {"by": cast.actors["county"], "on": cast.today}
    return {
        name: actions.finish(actions.set_grade(case, grade="excellent", **by), **by) for name, case in proposed.items()
    }


@pytest.fixture
def rule(cast):
    """`rule(key, value)` enters a county rule of the cast's county."""

    def enter(key, value):
        return CountyRule.objects.create(
            area=COUNTY,
            key=key,
            value=value,
            effective_from=cast.today.replace(month=1, day=1),
            document_number="民组发〔2026〕1号",
            quote="按县委规定执行",
            entered_by=cast.users["county"],
        )

    return enter


@pytest.fixture
def graded(cast):
    """{first, member, town}: set, on no notice yet."""
    return set_grades(cast)


@pytest.fixture
def notice(cast, graded):
    """The three on notice from today until 2026-07-24."""
    return hung(cast, graded.values())
