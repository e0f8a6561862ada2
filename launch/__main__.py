"""`python3 -m launch VERB`: what the Makefile calls."""

import signal
import sys

from launch import processes
from launch.say import Stop, complain
from launch.verbs import VERBS


def main():
    """Does the verb; a Stop becomes its one sentence and exit status 1."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    processes.follow_make()
    verb = VERBS.get(sys.argv[1] if len(sys.argv) > 1 else "")
    if verb is None:
        complain("Usage: python3 -m launch " + "|".join(VERBS))
        return 2
    try:
        return verb(*sys.argv[2:]) or 0
    except Stop as stop:
        complain(str(stop))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
