"""What people tick in a table: row numbers, read as numbers and nothing else."""

import re

_NUMBER = re.compile(r"[0-9]{1,18}")


def ticked(data, name):
    """The numbers ticked under a name; nonsense is left out."""
    return [int(number) for number in data.getlist(name) if number.isascii() and _NUMBER.fullmatch(number)]
