"""Row numbers as people send them: ticked in a table, or named in an address; read as numbers and nothing else."""

import re

_NUMBER = re.compile(r"[0-9]{1,18}")


def number_in(text):
    """A row number, as it fits the database; None for anything else."""
    return int(text) if _NUMBER.fullmatch(text) else None


def ticked(data, name):
    """The numbers ticked under a name; nonsense is left out."""
    found = map(number_in, data.getlist(name))
    return [number for number in found if number is not None]
