"""The table: what | measured | floor in the same run | ratio | target | ok."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Row:
    """One figure beside its floor and its target."""

    what: str
    measured: str
    floor: str
    ratio: str
    target: str
    ok: bool


def shown(rows):
    """The rows as aligned text."""
    head = Row("what", "measured", "floor", "ratio", "target", True)
    lines = [[*list(asdict(row).values())[:5], "ok" if row.ok else "MISSED"] for row in rows]
    lines.insert(0, [*list(asdict(head).values())[:5], ""])
    widths = [max(len(line[column]) for line in lines) for column in range(6)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
