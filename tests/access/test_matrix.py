"""The access matrix: every address × method × person × relation, enumerated from the doors themselves."""

import os
from functools import partial

import pytest
from django.urls import reverse

from core.access import PUBLIC
from tests.access import objects, oracle, world
from tests.access.counting import count
from tests.access.knock import METHODS, Knocker, plain_of, text_of

FULL = os.environ.get("ACCESS_MATRIX") == "full"
ROUTES = objects.routes()
APPS = sorted({callback.__module__.partition(".")[0] for _, callback in ROUTES.values()})


@pytest.fixture
def populated(cast):
    return world.build(cast)


def test_no_address_is_undeclared():
    assert objects.undeclared() == [], "UNDECLARED: say in tests/access/objects.py which row stands behind these"


def test_no_entry_is_without_route():
    assert objects.without_route() == [], "WITHOUT ROUTE: tests/access/objects.py names addresses that are gone"


def test_no_door_is_open_to_the_world_but_these():
    public = {name for name, (_, callback) in ROUTES.items() if callback.door.offices == PUBLIC}
    assert public == {"login", "language", "healthz"}


@pytest.mark.parametrize("app", APPS)
def test_every_address_answers_everybody_as_the_table_says(populated, app):
    knock = Knocker(populated)
    names = [name for name, (_, callback) in ROUTES.items() if callback.__module__.startswith(app + ".")]
    wrong = [fault for name in names for fault in _address(knock, populated, name)]
    assert not wrong, f"{len(wrong)} wrong:\n" + "\n".join(wrong[:60])


def _address(knock, populated, name):
    rule = ROUTES[name][1].door
    for who in populated.people.values():
        bodies = {}
        for relation, arguments, thing in objects.targets(name, populated):
            path = reverse(name, kwargs=arguments)
            for method in filter(partial(_worth_asking, rule, who, relation), METHODS):
                answer = knock(who.name, method, path)
                count("matrix")
                bodies[relation, method] = (answer.status_code, plain_of(answer, path))
                yield from _faults(knock, rule, who, method, thing, relation, answer)
        yield from _tells_apart(rule, who, populated, bodies)


RARE, TRIED_BY = ("PATCH", "OPTIONS"), ("anonymous", "disabled", "nobody", "county", "unit3")


def _worth_asking(rule, who, relation, method):
    """Spares repetitions that a door decides before it looks at any row (ACCESS_MATRIX=full asks them all).

    A door that stays closed is tried on the neighbour's row only; methods that no door answers are tried by a few.
    """
    if FULL or oracle.may_enter(rule, who, method):
        return True
    return relation in ("theirs", "plain", "public") and (method not in RARE or who.name in TRIED_BY)


def _faults(knock, rule, who, method, thing, relation, answer):
    cell = f"{method} {rule.name} as {who.name} on {relation}"
    wanted = oracle.expected(rule, who, method, thing, relation)
    if answer.status_code not in wanted:
        yield f"{cell}: {answer.status_code}, not {sorted(wanted)} {knock.broken or ''}"
    if knock.written and (not oracle.may_change(rule, who, method, thing, relation) or answer.status_code >= 400):
        yield f"{cell}: refused with {answer.status_code}, yet wrote {sorted(set(knock.written))}"
    canary = oracle.foreign_canary(who)
    if canary and answer.status_code < 400 and canary in text_of(answer):
        yield f"{cell}: shows {canary}"


def _tells_apart(rule, who, populated, bodies):
    """What is out of scope must look exactly like what does not exist."""
    hidden = [
        r
        for r, thing in zip(("ours", "theirs"), _pair(rule, populated), strict=True)
        if thing and not thing.seen_by(who)
    ]
    for relation in hidden:
        for method in METHODS:
            if (relation, method) in bodies and bodies[relation, method] != bodies.get(
                ("missing", method), bodies[relation, method]
            ):
                yield f"{method} {rule.name} as {who.name}: {relation} differs from missing"


def _pair(rule, populated):
    return populated.things[objects.BEHIND[rule.name]] if rule.name in objects.BEHIND else (None, None)
