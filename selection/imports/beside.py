"""What the form beside the file says: for which round or days, on what decision, what is declared for every row."""

from dataclasses import dataclass
from datetime import date

from core.models import StoredFile
from selection.models import Round


@dataclass(frozen=True)
class Beside:
    """The form's answers as rows. Without a decision of the Party committee a roster only enters people."""

    round: Round | None
    team: int | None
    starts_on: date | None
    term_ends_on: date | None
    decision_number: str
    decided_on: date | None
    decision_file: StoredFile | None
    declared: frozenset

    @classmethod
    def of(cls, asked):
        """From what an import keeps (`SheetImport.asked`)."""
        return cls(
            round=Round.objects.filter(pk=asked.get("round")).first(),
            team=asked.get("team"),
            starts_on=_day(asked.get("starts_on")),
            term_ends_on=_day(asked.get("term_ends_on")),
            decision_number=asked.get("decision_number") or "",
            decided_on=_day(asked.get("decided_on")),
            decision_file=StoredFile.objects.filter(pk=asked.get("decision_file")).first(),
            declared=frozenset(asked.get("declared") or ()),
        )

    @property
    def decided(self):
        """Whether the Party committee's decision stands beside the file."""
        return bool(self.decision_number and self.decided_on)


def _day(text):
    return date.fromisoformat(text) if text else None
