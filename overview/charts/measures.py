"""What the map may show: a share of the numbers of one chart, in per cent."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from attendance.boards import share

HALVES = (0, 50, 70, 80, 90)
FIFTHS = (0, 20, 40, 60, 80)
FEW = (0, 1, 10, 30, 60)


@dataclass(frozen=True)
class Measure:
    """Some columns of a chart against its base. `steps`: where each colour begins; `tone`: good grows green, bad amber."""

    label: str
    chart: str
    columns: tuple
    steps: tuple
    tone: str

    def of(self, chart, row):
        """(part, whole, share in per cent or None) of a row."""
        whole = chart.number(row, chart.base)
        part = sum(chart.number(row, key) for key in self.columns)
        return part, whole, share(part, whole) if whole else None


MEASURES = {
    "in_village": Measure(_("share in the village"), "on_post", ("in_village",), HALVES, "good"),
    "unconfirmed": Measure(_("share unconfirmed"), "on_post", ("unconfirmed",), FEW, "bad"),
    "complete": Measure(_("share of complete teams"), "teams", ("complete",), HALVES, "good"),
    "late": Measure(_("share that may miss the village days"), "attendance", ("at_risk", "impossible"), FEW, "bad"),
    "trained": Measure(_("share on track with training"), "training", ("met", "on_track"), FIFTHS, "good"),
}
