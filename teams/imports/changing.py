"""What the three kinds share: telling new from changed, and putting back."""

from django.utils.translation import gettext_lazy as _

from core.imports.drafting import plain
from core.models import SheetRow
from core.refusals import Conflict

Verdict = SheetRow.Verdict


def compare(draft, row, keys):
    """Sets verdict, target and changes of a draft against the row that stands, for the cells that were filled."""
    now = {key: plain(getattr(row, key)) for key in keys}
    wanted = {key: draft.values[key] for key in keys if key in draft.values}
    draft.changes = {key: [now[key], value] for key, value in wanted.items() if not _same(now[key], value)}
    draft.target, draft.verdict = row.pk, Verdict.CHANGED if draft.changes else Verdict.SAME


def _same(now, value):
    return sorted(now) == sorted(value) if isinstance(value, list) else now == value


def still_as_entered(row, thing):
    """Raises Conflict when a changed thing is no longer what this import made of it."""
    for key, (_before, entered) in row.changes.items():
        if not _same(plain(getattr(thing, key)), entered):
            raise Conflict(_("It has been changed since."))
