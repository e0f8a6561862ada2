"""The stories runner: every story of the project holds, and a broken one says what is wrong without stopping the rest."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from overview.stories import find_stories, run

OWN = [*find_stories(Path("tests/stories"))]
GOOD = "- {name: good, kind: quota, year: 2026, pools: {all: 3}, expect: {all: null}}\n"
STANDING = "kind: standing, what: attendance, year: 2026, posting: {from: 2025-01-01}"
CADRE = "cadre: {born: 1980-01-01, party: full_member, rank: division}"


def stories(place):
    """Runs the command: its output, and its complaint if it ended in one."""
    out = StringIO()
    try:
        call_command("stories", str(place), stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), None


def written(folder, *files):
    """Writes story files, one text each."""
    for number, text in enumerate(files):
        (folder / f"s{number}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("story", OWN, ids=lambda story: story.name)
def test_a_story_of_the_project_holds(story):
    assert run(story).faults == ()


def test_there_are_stories_of_every_kind():
    kinds = [story.raw["kind"] for story in OWN]
    assert len(kinds) >= 60
    assert set(kinds) == {"eligibility", "route", "standing", "grade", "quota", "matching"}


def test_no_two_stories_have_one_name():
    names = [story.name for story in OWN]
    assert len(names) == len(set(names))


def test_stories_that_hold_are_counted(tmp_path):
    assert stories(written(tmp_path, GOOD)) == ("1 stories hold\n", None)


def test_a_folder_below_is_read_too(tmp_path):
    (tmp_path / "below").mkdir()
    written(tmp_path / "below", GOOD)
    assert stories(tmp_path)[1] is None


def test_a_failing_story_says_expected_and_got_on_one_line(tmp_path):
    out, complaint = stories(
        written(tmp_path, f"- {{name: wrong, {STANDING}, expect: {{required: 150, done: 0}}}}\n" + GOOD)
    )
    assert out.splitlines() == [f"{tmp_path}/s0.yaml: wrong: expected required 150, got 200"]
    assert complaint == "1 of 2 stories failed"


@pytest.mark.parametrize("text", ["", "[]", None])
def test_no_stories_at_all_is_a_failure(tmp_path, text):
    assert "no stories found" in stories(written(tmp_path, *([] if text is None else [text])))[1]


def test_a_missing_folder_is_a_failure(tmp_path):
    assert "does not exist" in stories(tmp_path / "nowhere")[1]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- {name: [", "cannot be read"),
        ("name: one", "is not a list"),
        ("- just words", "a story is a mapping"),
        ("- {name: x, kind: dreaming, expect: {score: 33}}", "kind 'dreaming' is none of"),
        ("- {name: x, kind: matching, expect: {score: 33}}", "story.villages is missing"),
        (
            "- {name: x, kind: matching, villages: [{code: v}], cadres: [], expect: {unit_member: {w: a}}}",
            "w: no such village",
        ),
        (
            "- {name: x, kind: matching, villages: [{code: v}, {code: v}], cadres: [], expect: {score: 0}}",
            "stands twice in the matching",
        ),
        ("- {name: x, expect: {a: 1}}", "kind None is none of"),
        ("- {kind: quota, pools: {a: 1}, expect: {a: null}}", "story.name is missing"),
        (f"- {{name: x, {STANDING}, expect: {{}}}}", "expects nothing"),
        (f"- {{name: x, {STANDING}}}", "story.expect is missing"),
        (f"- {{name: x, {STANDING}, expect: {{requird: 200}}}}", "requird is not known"),
        (f"- {{name: x, {STANDING}, mood: good, expect: {{required: 200}}}}", "mood is not known"),
        (f"- {{name: x, at: 632521, {STANDING}, expect: {{required: 200}}}}", "not of kind code"),
        (f"- {{name: x, on: 2018-02-30, {STANDING}, expect: {{required: 200}}}}", "day is out of range"),
        (f"- {{name: x, on: soon, {STANDING}, expect: {{required: 200}}}}", "not of kind date"),
        (f"- {{name: x, name: y, {STANDING}, expect: {{required: 200}}}}", "stands twice"),
        (f"- {{name: x, at: '540000', {STANDING}, expect: {{required: 200}}}}", "No policy was in force"),
        (f"- {{name: x, county_rules: {{team.size: 5}}, {STANDING}, expect: {{required: 200}}}}", "does not leave"),
        (
            f"- {{name: x, county_rules: {{attendance.days_per_year: 1}}, {STANDING}, expect: {{required: 1}}}}",
            "never loosen",
        ),
        (
            "- {name: x, kind: standing, what: attendance, posting: {from: 2026-02-01, to: 2026-01-01}, expect: {done: 0}}",
            "ends before",
        ),
        (
            f"- {{name: x, {STANDING}, days: [{{from: 2026-01-01, status: asleep}}], expect: {{done: 0}}}}",
            "'asleep' is none of",
        ),
        (
            f"- {{name: x, {STANDING}, days: [{{from: 2026-01-02, to: 2026-01-01, status: rest}}], expect: {{done: 0}}}}",
            "ends before",
        ),
        ("- {name: x, kind: route, case: leave, expect: [township approve]}", "needs `days`"),
        ("- {name: x, kind: route, case: nomination, expect: [unit submit]}", "needs `unit`"),
        (
            f"- {{name: x, kind: eligibility, seat: king, unit: {{level: county}}, {CADRE}, expect: {{age: met}}}}",
            "'king' is none of",
        ),
        (
            f"- {{name: x, kind: eligibility, seat: unit_member, unit: {{level: moon}}, {CADRE}, expect: {{age: met}}}}",
            "'moon' is none",
        ),
        ("- {name: x, kind: quota, pools: {a: -1}, expect: {a: null}}", "not of kind integer"),
        ("- {name: x, kind: quota, pools: {a: 1}, expect: {b: null}}", "nothing answers to b"),
    ],
)
def test_a_broken_story_says_why_and_the_others_still_run(tmp_path, text, complaint):
    out, end = stories(written(tmp_path, text, f"- {{name: also wrong, {STANDING}, expect: {{required: 1}}}}"))
    first, second = out.splitlines()
    assert complaint in first
    assert "also wrong: expected required 1" in second
    assert end == "2 of 2 stories failed"


@pytest.mark.parametrize(
    ("expect", "holds"),
    [
        ('[unit submit, "county 632521 review", "county 630203 approve"]', True),
        ("[unit submit, county review, county approve]", True),
        ('["county 632521 review", county approve]', True),
        ('[unit submit, "county 632522 review", county approve]', False),
        ("[county review]", False),
        ("[county approve, county review]", False),
        ("[unit submit, unit submit, county review, county approve]", False),
        ("[]", False),
    ],
)
def test_a_division_and_the_first_submit_may_be_left_out(tmp_path, expect, holds):
    story = 'kind: route, case: nomination, at: "632521204201", unit: {level: county, home: "630203"}'
    assert (stories(written(tmp_path, f"- {{name: x, {story}, expect: {expect}}}"))[1] is None) == holds


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "年龄上限"), ("en", "generally not older than"), ("both", "一般不超过45周岁的优秀干部")]
)
def test_explain_quotes_the_clause(lang, words):
    out = StringIO()
    call_command("explain", "tests/stories/eligibility-age.yaml", lang=lang, stdout=out)
    assert words in out.getvalue()
    assert "二(一)" in out.getvalue()


def test_explain_says_where_a_value_is_no_word_of_the_text():
    out = StringIO()
    call_command("explain", "tests/stories/standing-training.yaml", lang="en", stdout=out)
    assert "default, not from the text" in out.getvalue()


def test_explain_tells_a_broken_story_from_a_judged_one(tmp_path):
    out = StringIO()
    call_command("explain", str(written(tmp_path, "- {name: x, kind: dreaming}" + "\n" + GOOD)), lang="en", stdout=out)
    assert "cannot be judged" in out.getvalue()
    assert "none" in out.getvalue()


@pytest.mark.parametrize("words", [["stories"], ["explain", "tests/stories/routes.yaml"]])
def test_judging_stories_needs_no_servers_and_no_settings(words):
    bare = {"PATH": os.environ["PATH"], "DATA_DIR": "/nowhere"}
    done = subprocess.run([sys.executable, "manage.py", *words], env=bare, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
