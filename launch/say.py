"""What the launcher tells the person at the keyboard."""

import sys
import time

_BEGUN = time.monotonic()


class Stop(Exception):
    """The launcher cannot go on; the message is one clear sentence for the person who typed the command."""


def say(sentence):
    """One line of progress, with the seconds since the command was typed."""
    print(f"[{time.monotonic() - _BEGUN:5.1f} s] {sentence}", flush=True)


def complain(sentence):
    """One line on the error stream."""
    print(sentence, file=sys.stderr, flush=True)
