"""Counted ballots read: what a cycle asks for, who stands on a ballot paper, and what the confirmed counts say of each case."""

from collections import defaultdict
from fractions import Fraction

from django.db.models import Q

from assessment import ballot_rules as rules
from assessment.ballot_steps import BallotKind, BallotState
from assessment.models import Assessment, BallotBatch, BallotLine
from assessment.steps import Kind
from teams.models import Team

RULE = {rules.LOW: rules.TURNOUT, rules.FEW: rules.MINIMUM}  # why a batch does not count
SEATS = ("first_secretary", "unit_member", "township_member")


def kinds_of(cycle, policy):
    """The ballots a cycle asks for: those of the team's assessment, and at the end of a term the democratic ballot (二(四))."""
    parts = policy["assessment.team_parts"].value
    wanted = [kind for kind in (BallotKind.VILLAGERS, BallotKind.VILLAGE_CADRES) if kind in parts]
    if cycle.kind == Kind.TERM and BallotKind.DEMOCRATIC in policy["assessment.term_methods"].value:
        wanted.append(BallotKind.DEMOCRATIC)
    return wanted


def teams_of(cycles, actor):
    """The teams that cycles assess, or whose people they assess, inside the actor's jurisdiction."""
    cases = Assessment.objects.filter(cycle__in=cycles)
    assessed = Q(pk__in=cases.teams().values("team")) | Q(pk__in=cases.people().values("posting__team"))
    return Team.objects.visible_to(actor).filter(assessed)


def subjects_of(cycle, teams):
    """{team number: its cases in the order of the paper: the team, then its people by seat}: one query."""
    mine = Q(team__in=teams) | Q(posting__team__in=teams)
    rows = Assessment.objects.filter(mine, cycle=cycle).select_related("posting__cadre", "team__village__division")
    found = defaultdict(list)
    for case in sorted(rows, key=_order):
        found[case.team_id or case.posting.team_id].append(case)
    return found


def _order(case):
    return (0, 0, case.pk) if case.team_id else (1, SEATS.index(case.posting.seat), case.pk)


def items_for(sheet, case):
    """The items a paper asks about a case."""
    return [one["item"] for one in sheet["team" if case.team_id else "people"]]


def lines_of(batch):
    """[(case, {item: votes})] of a batch, in the order of its paper."""
    found = {}
    rows = batch.lines.select_related("case__posting__cadre", "case__team__village__division")
    for line in rows:
        found.setdefault(line.case_id, (line.case, {}))[1][line.item] = line.votes
    return list(found.values())


def ballots_of(cases):
    """{case number: {kind: what the confirmed count says of it}} as plain JSON, in two queries.

    A kind stands there once it is confirmed: its figures, `turnout`, `standing` (counts, low_turnout or too_few, with the
    `rule` that says so), and where it counts `items`, `shares` per grade and `value` from 0 to 1.
    """
    found = {case.pk: {} for case in cases}
    lines = BallotLine.objects.filter(case__in=found, batch__state=BallotState.CONFIRMED).order_by("pk")
    votes = defaultdict(dict)
    for case, batch, item, said in lines.values_list("case", "batch", "item", "votes"):
        votes[case, batch][item] = said
    batches = BallotBatch.objects.in_bulk({batch for _case, batch in votes})
    for (case, number), said in sorted(votes.items()):
        batch = batches[number]
        found[case][batch.kind] = result(batch, said)
    return found


def result(batch, votes):
    """What one batch says of one subject, as plain JSON; `votes`: {item: votes per grade}."""
    counted = rules.Figures(batch.eligible, batch.issued, batch.returned, batch.valid)
    said = {
        "batch": batch.pk,
        "version": batch.version,
        "held_on": batch.held_on.isoformat(),
        **{name: getattr(batch, name) for name in rules.Figures.__slots__},
        "turnout": rules.decimal(rules.turnout(counted)),
        "standing": batch.standing,
    }
    if batch.standing != rules.COUNTS:
        return {**said, "rule": RULE[batch.standing], "value": None}
    return {**said, **weighed(batch.sheet, votes)}


def weighed(sheet, votes):
    """Votes by grade, shares over all items, and the value of a subject."""
    grades = [one["grade"] for one in sheet["grades"]]
    worths = [one["worth"] for one in sheet["grades"]]
    shares = rules.shares([sum(column) for column in zip(*votes.values(), strict=True)])
    return {
        "items": {item: dict(zip(grades, said, strict=True)) for item, said in votes.items()},
        "shares": {
            grade: rules.decimal(Fraction(share, rules.PARTS)) for grade, share in zip(grades, shares, strict=True)
        },
        "value": rules.decimal(rules.mean(rules.value(said, worths) for said in votes.values())),
    }
