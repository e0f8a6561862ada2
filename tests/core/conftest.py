"""What the tests of the ground floor share."""

import pytest

from core import dues


@pytest.fixture
def named(monkeypatch):
    """The duties that a source of the tests names, and nobody else names any: a list to be changed."""
    rows = []
    monkeypatch.setattr(dues, "SOURCES", {})
    monkeypatch.setattr("core.actions.dues.SOURCES", dues.SOURCES)
    dues.source("testing", "Testing", "%(place)s: test it.")(lambda on: list(rows))
    return rows
