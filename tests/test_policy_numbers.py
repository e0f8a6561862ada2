"""No number of the policy is written into the code: whoever needs one asks `provision()`."""

import ast
from pathlib import Path

import pytest

APPS = ("core", "teams", "selection", "attendance", "duties", "support", "assessment", "overview", "config")
NUMBERS = {45, 200, 10_000}
SIZES = ("len(", "status")  # lengths of texts and HTTP statuses happen to share a number with the policy
# Small numbers are everywhere; they may not be given to a name that a policy value belongs to.
VALUED = {
    "minimum",
    "days_per_year",
    "max_age",
    "age_limit",
    "team_size",
    "leave_days",
    "training_days",
    "village_days",
}
FILES = [path for app in APPS for path in Path(app).rglob("*.py") if not {"migrations", "demo"} & set(path.parts)]


def judgements_in(tree):
    """Whatever compares, computes or names a constant with a number of the policy, as source text."""
    weighing = (ast.Compare, ast.BinOp)
    weighed = [node for node in ast.walk(tree) if isinstance(node, weighing) or _is_bound(node) or _is_constant(node)]
    texts = [
        ast.unparse(node) for node in weighed if any(getattr(part, "value", None) in NUMBERS for part in _parts(node))
    ]
    return [text for text in texts if not any(size in text for size in SIZES)]


def _is_bound(node):
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("min", "max")


def _is_constant(node):
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).isupper()


def _parts(node):
    return [part for part in ast.iter_child_nodes(node) if isinstance(part, ast.Constant) and type(part.value) is int]


def settings_in(tree):
    """Names that sound like policy and are given a number."""
    given = [(target, node.value) for node in ast.walk(tree) if isinstance(node, ast.Assign) for target in node.targets]
    numbers = [
        ast.unparse(target) for target, value in given if isinstance(value, ast.Constant) and type(value.value) is int
    ]
    return [name for name in numbers if name.lower() in VALUED]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_no_policy_number_stands_in_the_code(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert judgements_in(tree) + settings_in(tree) == []


@pytest.mark.parametrize(
    "line", ["done >= 200", "max(days, 200)", "DAYS = 200", "200 * span // year", "age > 45", "MAX_AGE = 44"]
)
def test_the_guard_sees_a_policy_number(line):
    tree = ast.parse(line)
    assert judgements_in(tree) + settings_in(tree)


@pytest.mark.parametrize(
    "line", ["CharField(max_length=200)", "len(note) > 200", "response.status_code == 200", "text[:200]"]
)
def test_the_guard_lets_sizes_pass(line):
    tree = ast.parse(line)
    assert judgements_in(tree) + settings_in(tree) == []
