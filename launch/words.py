"""What the launcher says: progress on one line each, and problems in one sentence."""

import sys


class Problem(Exception):
    """Something the person at the keyboard must mend; printed as one sentence, exit status 1."""


def say(text):
    """One line of progress, at once visible even through a pipe."""
    print(f"· {text}", flush=True)


def complain(text):
    """The one sentence a failed command ends with."""
    print(f"✗ {text}", file=sys.stderr, flush=True)
