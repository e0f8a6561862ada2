"""Tells at the end how many checks were enumerated."""

import logging

import pytest

from tests.access.counting import CHECKS


@pytest.fixture(autouse=True)
def _no_chatter():
    """Tens of thousands of refusals would fill the log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def pytest_terminal_summary(terminalreporter):
    """One line per kind."""
    for kind, number in sorted(CHECKS.items()):
        terminalreporter.write_line(f"access checks ({kind}): {number:,}")
