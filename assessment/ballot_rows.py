"""The overview of a cycle's ballots: village by village which kinds are counted, confirmed, missing. A few queries, whatever the rows."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from assessment.ballot_steps import BallotKind, BallotState
from assessment.balloting import kinds_of, teams_of
from assessment.facts import policy_of
from assessment.models import BallotBatch, Cycle
from core.offices import CODE_LENGTH, Office


@dataclass(frozen=True)
class Row:
    """One team of the cycle, with a batch or None for each kind the cycle asks for."""

    team: object
    cells: list


@dataclass(frozen=True)
class Overview:
    """What one actor sees of one cycle, or above the county of all the cycles of one kind and year; `cycle` is the first."""

    cycle: object
    cycles: object
    actor: object
    kinds: list

    @property
    def batches(self):
        """The counts this actor may see."""
        return BallotBatch.objects.visible_to(self.actor).filter(cycle__in=self.cycles)

    def teams(self, wanted):
        """The teams of the cycle, narrowed by a cleaned filter form, in the order of the divisions."""
        rows = teams_of(self.cycles, self.actor).select_related("village__division")
        if words := wanted.get("q"):
            rows = rows.filter(village__division__full_name__icontains=words)
        if stage := wanted.get("stage"):
            rows = rows.filter(self._at(stage, [wanted["kind"]] if wanted.get("kind") else self.kinds))
        return rows.order_by("area", "pk")

    def _at(self, stage, kinds):
        """The condition for teams with a ballot of these kinds at a stage."""
        found = Q(pk__in=[])
        for kind in kinds:
            mine = self.batches.filter(team=OuterRef("pk"), kind=kind)
            found |= ~Exists(mine) if stage == "missing" else Exists(mine.filter(Q(state=stage) | Q(standing=stage)))
        return found

    def rows(self, teams, kind=""):
        """Rows with their cells: one query."""
        kinds = [one for one in self.kinds if kind in ("", one)]
        held = {(batch.team_id, batch.kind): batch for batch in self.batches.filter(team__in=teams)}
        return [Row(team, [(one, held.get((team.pk, one))) for one in kinds]) for team in teams]

    def tiles(self):
        """[(kind, of how many teams, confirmed, entered or returned, missing)] of the whole cycle: two queries."""
        whole = teams_of(self.cycles, self.actor).count()
        confirmed = Count("pk", filter=Q(state=BallotState.CONFIRMED))
        counted = self.batches.order_by().values_list("kind").annotate(all=Count("pk"), confirmed=confirmed)
        found = {kind: (every, sure) for kind, every, sure in counted}
        figures = ((kind, *found.get(kind, (0, 0))) for kind in self.kinds)
        return [
            (BallotKind(kind).label, f"/ {whole}", sure, every - sure, whole - every) for kind, every, sure in figures
        ]


def overview(actor, cycle, on):
    """The overview of a cycle, else of the latest; None where there is no cycle."""
    first = cycle or latest(actor)
    if first is None:
        return None
    alike = Cycle.objects.visible_to(actor).filter(kind=first.kind, year=first.year)
    above = cycle is None and len(actor.area) < CODE_LENGTH[Office.COUNTY]
    kinds = kinds_of(first, policy_of(first.area, first.year, on))
    return Overview(first, alike if above else [first], actor, kinds)


def latest(actor, area=""):
    """The latest cycle in the jurisdiction, of one county if an area in it is given."""
    rows = Cycle.objects.visible_to(actor)
    return (rows.filter(area=area[:6]) if area else rows).order_by("-year", "area", "kind", "-from_on").first()


def batches(seen, wanted):
    """The counts of an overview, narrowed by a cleaned filter form; none without a cycle."""
    rows = seen.batches if seen else BallotBatch.objects.none()
    if kind := wanted.get("kind"):
        rows = rows.filter(kind=kind)
    if stage := wanted.get("stage"):
        rows = rows.filter(Q(state=stage) | Q(standing=stage))
    if words := wanted.get("q"):
        rows = rows.filter(team__village__division__full_name__icontains=words)
    return rows.select_related("team__village__division").order_by("area", "kind", "pk")


class AsRows:
    """The rows of an overview as a sequence that reads only the page asked for; empty without a cycle."""

    def __init__(self, seen, wanted):
        self.seen, self.kind = seen, wanted.get("kind") or ""
        self.teams = seen.teams(wanted) if seen else Cycle.objects.none()

    def __len__(self):
        return self.teams.count()

    def __getitem__(self, some):
        return self.seen.rows(list(self.teams[some]), self.kind) if self.seen else []
