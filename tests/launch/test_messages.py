"""Parts of the translation: contradictions, gaps and invented values are found."""

import pytest

from launch import messages

WHOLE = 'msgid "village"\nmsgstr "村"\n'


@pytest.fixture
def parts(tmp_path, monkeypatch):
    """Writes parts and returns what is found wrong with them."""
    monkeypatch.setattr(messages, "PARTS", tmp_path)

    def written(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.po").write_text(text, encoding="utf-8")
        return messages.together()

    return written


def test_parts_that_agree_are_merged(parts):
    known, wrong = parts(one=WHOLE, two=WHOLE)
    assert [entry.msgstr for entry in known.values()] == ["村"]
    assert wrong == []


@pytest.mark.parametrize(
    ("other", "fault"),
    [
        ('msgid "village"\nmsgstr "村庄"\n', "elsewhere"),
        ('msgid "town"\nmsgstr ""\n', "not translated"),
        ('#, fuzzy\nmsgid "town"\nmsgstr "镇"\n', "fuzzy"),
        ('msgid "%(n)s days"\nmsgstr "%(m)s天"\n', "does not have"),
    ],
)
def test_a_fault_is_said(parts, other, fault):
    _, wrong = parts(one=WHOLE, two=other)
    assert len(wrong) == 1
    assert fault in wrong[0]


def test_the_merged_file_is_the_same_every_time(parts):
    known, _ = parts(one=WHOLE, two='msgid "county"\nmsgstr "县"\n')
    assert str(messages.merged(known)) == str(messages.merged(dict(reversed(known.items()))))
