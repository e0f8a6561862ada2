#!/usr/bin/env python
"""Django's command line."""

import os
import sys


def main():
    """Runs one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    from config import offline

    if sys.argv[1:2] and sys.argv[1] in offline.COMMANDS:
        offline.without_servers()

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
