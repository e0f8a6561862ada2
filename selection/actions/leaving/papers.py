"""Scans that belong to a case about leaving."""

from core import files
from core.models import StoredFile

MOST = 10


def kept(given, *, by, field):
    """A stored file for what was handed in: an upload is kept now, a machine's own file is taken as it is. None for none."""
    if not given or isinstance(given, StoredFile):
        return given or None
    return files.keep(given, by=by, kinds=files.PAPERS, field=field)


def all_kept(given, *, by, field):
    """Several of them."""
    return [kept(one, by=by, field=field) for one in (given or ())[:MOST]]
