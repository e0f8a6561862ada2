"""The house's measures: file, function and template lengths, docstrings, no forbidden shortcuts."""

import ast
import re
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("core", "teams", "selection", "attendance", "duties", "support", "assessment", "overview", "config", "launch")
FILES = [
    path
    for app in APPS
    for path in sorted((ROOT / app).rglob("*.py"))
    if "migrations" not in path.parts and path.stat().st_size
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
DOORS = [path for path in FILES if re.match(r"(views|api|tasks)", path.stem) or path.parent.stem in ("views", "api")]
DEEDS = [path for path in FILES if path.stem == "actions" or path.parent.stem == "actions"]


def name_of(path):
    return str(path.relative_to(ROOT))


def functions(path):
    tree = ast.parse(path.read_text())
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def length(node):
    """Lines of a function without its docstring."""
    doc = node.body[0] if ast.get_docstring(node) else None
    return node.end_lineno - node.lineno + 1 - ((doc.end_lineno - doc.lineno + 1) if doc else 0)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_file_is_longer_than_300_lines(path):
    assert len(path.read_text().splitlines()) <= 300


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_function_is_longer_than_40_lines(path):
    assert [(node.name, length(node)) for node in functions(path) if length(node) > 40] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_is_longer_than_150_lines(path):
    assert len(path.read_text().splitlines()) <= 150


def test_the_usual_function_is_short():
    lengths = [length(node) for path in FILES for node in functions(path)]
    assert median(lengths) <= 6


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_what_is_public_says_what_it_is_for(path):
    tree = ast.parse(path.read_text())
    public = [n for n in tree.body if isinstance(n, (ast.FunctionDef, ast.ClassDef)) and not n.name.startswith("_")]
    assert [node.name for node in public if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("path", DOORS, ids=name_of)
def test_doors_get_rows_only_inside_the_jurisdiction(path):
    bare = [line.strip() for line in path.read_text().splitlines() if re.search(r"\.objects\b(?!\.visible_to\()", line)]
    assert bare == []


@pytest.mark.parametrize("path", DOORS, ids=name_of)
def test_doors_never_write(path):
    writes = r"\.(save|delete|create|bulk_create|bulk_update|get_or_create|update_or_create)\("
    assert [line.strip() for line in path.read_text().splitlines() if re.search(writes, line)] == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_shortcut_that_has_hurt_others(path):
    forbidden = r"\beval\(|\bexec\(|mark_safe|csrf_exempt$|\.extra\(|RawSQL|filter\(\*\*request|fields = \"__all__\""
    assert re.findall(forbidden, path.read_text()) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_inline_script_or_style(path):
    text = path.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|\|safe\b|autoescape off", text)


@pytest.mark.parametrize("path", DEEDS, ids=name_of)
def test_every_deed_tells_its_effects(path):
    tree = ast.parse(path.read_text())
    deeds = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    assert [deed.name for deed in deeds if not ast.get_docstring(deed)] == []


def test_no_forbidden_room_names():
    banned = {"utils", "helpers", "mixins", "common", "signals", "services"}
    assert [name_of(path) for path in FILES if path.stem in banned] == []
