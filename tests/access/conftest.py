"""The matrix refuses aloud some hundred thousand times: not into the log."""

import logging

import pytest


@pytest.fixture(autouse=True)
def _no_chatter():
    """Tens of thousands of refusals would fill the log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
