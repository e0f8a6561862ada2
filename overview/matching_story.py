"""A matching story: its villages and cadres matched for real, answered as the story asks."""

from selection.matching import BadMatching, Cadre, Plan, Village, posed, solve


def answers(raw, policy) -> dict:
    """Score, holders by seat and empty seats; raises BadMatching for a story that names what it does not have."""
    plan = solve(posed(map(_village, raw["villages"]), map(_cadre, raw["cadres"]), policy))
    asked = raw["expect"] if isinstance(raw["expect"], dict) else {}
    seats = {seat: _holders(plan, seat, asked.get(seat)) for seat in plan.problem.counts}
    return {"score": plan.score, **seats, "unfilled": _unfilled(plan, asked.get("unfilled"))}


def _village(row):
    return Village(
        row["code"],
        frozenset(row.get("needs") or ()),
        row.get("ethnic_area", False),
        frozenset(row.get("languages") or ()),
        row.get("unit"),
        row.get("township"),
    )


def _cadre(row):
    return Cadre(
        row["id"],
        row.get("unit"),
        frozenset(row["seats"] or ()),
        frozenset(row.get("skills") or ()),
        frozenset(row.get("languages") or ()),
        row.get("promotable", False),
        row.get("order", 0),
    )


def _holders(plan: Plan, seat, asked):
    """Village → who sits there, for the villages asked about, or for all."""
    codes = list(asked) if isinstance(asked, dict) else list(plan.problem.village)
    if strangers := [code for code in codes if code not in plan.problem.village]:
        raise BadMatching(f"{', '.join(map(str, strangers))}: no such village")
    held = {code: plan.holders.get((code, seat), [None]) for code in codes}
    return {code: holders if len(holders) > 1 else holders[0] for code, holders in held.items()}


def _unfilled(plan: Plan, asked):
    """Empty seats, in the order asked about; a township's seat may be left out where the story names no township."""
    named = [list(one) for one in asked or () if isinstance(one, (list, tuple))]
    empty = [([one.village.code, one.seat], one) for one in plan.unfilled]
    wanted = [
        pair for pair, one in empty if pair in named or one.village.township is not None or not _is_township(plan, one)
    ]
    return sorted(wanted, key=lambda pair: named.index(pair) if pair in named else len(named))


def _is_township(plan, one):
    return plan.problem.source_of(one.seat) == "township"
