"""Stories of the quota told by people: whom it counts, and where its last places go."""

from collections import Counter
from datetime import date

from assessment import rules, ties

TOWNSHIP_KIND = "organ"


def last_of_year(people, setting):
    """{pool: people} of the county the story plays in: everybody counts once, where they serve last in the year."""
    first, last = date(setting.year, 1, 1), date(setting.year, 12, 31)
    pools = Counter()
    for person in people:
        held = [row for row in person["postings"] if row["from"] <= last and (row.get("to") or last) >= first]
        if held and max(held, key=lambda row: row["from"])["at"].startswith(setting.at[:6]):
            pools[rules.pool_of(person.get("unit") or TOWNSHIP_KIND, setting.policy) or ""] += 1
    return dict(pools)


def places_of(raw, policy):
    """{within, beyond, choice: names in order; choices; decided_by} of those proposed for the places left."""
    placing = ties.last_places({name: _facts(said) for name, said in raw["proposed"].items()}, raw["places"], policy)
    found = {
        kind: sorted(name for name, (falls, _rule) in placing.falls.items() if falls == kind)
        for kind in (ties.WITHIN, ties.BEYOND, ties.CHOICE)
    }
    decided = sorted({rule for _falls, rule in placing.falls.values() if rule})
    return {**found, "choices": placing.choices, "decided_by": decided}


def _facts(said):
    facts = {"unexcused_absences": said.get("unexcused_absences", 0)}
    if "days" in said:
        facts["attendance"] = {"done": str(said["days"]), "required": str(said.get("required", 0))}
    counted = {kind: {"value": said[kind]} for kind in ("villagers", "village_cadres") if kind in said}
    return facts | ({"ballots": counted} if counted else {})
