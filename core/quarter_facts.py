"""What is known of a team's quarter: each app registers what it knows, a report only asks (docs/decisions/0019)."""

from dataclasses import dataclass

SOURCES = {}  # code of the fact → Source, in the order of registration


@dataclass(frozen=True)
class Source:
    """One kind of fact: its words, and `find(teams, first, last)` → {team number: [(who or "", value)]}."""

    code: str
    label: str
    find: object


def provides(code, label):
    """Registers `find(teams, first, last)` for a span of days: a few statements for any number of teams.

    Values are whole numbers or text, so that they can be frozen with a report as they are.
    """

    def register(find):
        SOURCES[code] = Source(code, label, find)
        return find

    return register


def facts_of(teams, first, last):
    """{team number: [{code, who, value}]} of everything any app knows about these teams in the span."""
    found = {team: [] for team in teams}
    for source in SOURCES.values():
        for team, lines in source.find(list(teams), first, last).items():
            found[team] += [{"code": source.code, "who": who, "value": value} for who, value in lines]
    return found


def spoken(facts):
    """[(label, [(who, value)])] of facts as they were found or frozen, in the order of the sources."""
    grouped = {}
    for fact in facts:
        grouped.setdefault(fact["code"], []).append((fact["who"], fact["value"]))
    order = [code for code in SOURCES if code in grouped] + [code for code in grouped if code not in SOURCES]
    return [_group(code, grouped[code]) for code in order]


def _group(code, lines):
    source = SOURCES.get(code)
    return (str(source.label) if source else code, lines)
