"""Every matching story against all possible plans, tried one by one; told in words."""

from math import prod
from pathlib import Path

import pytest

from overview.matching_story import _cadre, _village
from overview.stories import find_stories, run
from overview.telling import tell
from selection.matching import posed, solve
from tests.rules.test_matching import POLICY, _ways, best_by_trying

STORIES = [story for story in find_stories(Path("tests/stories")) if story.raw["kind"] == "matching"]
MOST = 300_000  # plans to try


def problem_of(story):
    return posed(map(_village, story.raw["villages"]), map(_cadre, story.raw["cadres"]), POLICY)


SMALL = [
    story for story in STORIES if prod(1 + len(_ways(problem_of(story), c)) for c in problem_of(story).cadres) <= MOST
]


def test_nearly_every_story_is_small_enough_to_be_tried():
    assert len(SMALL) >= 40
    assert len(STORIES) - len(SMALL) <= 3


@pytest.mark.parametrize("story", SMALL, ids=lambda story: story.name)
def test_no_plan_is_better_than_the_story_says(story):
    problem = problem_of(story)
    plan = solve(problem)
    assert (plan.worth, plan.gap) == (best_by_trying(problem), 0)


@pytest.mark.parametrize(("language", "words"), [("zh", "第一书记"), ("en", "first secretary")])
def test_a_story_is_told_in_words(language, words):
    story = next(story for story in STORIES if story.name == "skills go where they are needed")
    told = "\n".join(tell(run(story), language))
    assert words in told
    assert "v1 a" in told
    assert "{" not in told
    assert "None" not in told
