"""The pages of the thread: statements in few rows and in many, and how long 95 of 100 readers wait."""

from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench import people
from bench.clients import CLIENTS, asking, best, load
from bench.table import Row
from core.actor import Actor
from core.clock import today
from core.offices import Office

MOST_STATEMENTS, PATIENCE = 12, 150  # statements; milliseconds

# what, address name, who sees few rows, who sees many
THREAD = [
    ("home", "home", "county", "province"),
    ("nominations", "nominations", "county", "province"),
    ("one nomination", "nomination", "county", "province"),
    ("daily sheet", "sheet", "clerk", "clerk_big"),
    ("daily sheet, township", "sheet", "township", "township"),
    ("on post, county and province", "on-post", "county", "province"),
    ("standings", "standings", "township", "province"),
    ("yearly assessments", "assessments", "township", "province"),
    ("one assessment", "assessment", "county", "province"),
    ("proposing grades", "assessments-propose", "township", "township"),
    ("setting grades", "assessments-set", "county", "county"),
    ("teams", "teams", "township", "province"),
    ("one team", "team", "county", "province"),
    ("villages", "villages", "township", "province"),
    ("cadres", "cadres", "township", "province"),
    ("units", "units", "county", "province"),
    ("training", "trainings", "county", "province"),
]
_FIRST_OF = {"nomination": "selection.Nomination", "assessment": "assessment.Assessment", "team": "teams.Team"}


def readers(clerk_big):
    """Who reads: name → user."""
    at = {"province": "63", "county": "630222", "township": "630222100", "clerk": "630222100"}
    found = {name: people.officer(Office(name), area) for name, area in at.items()}
    return found | {"clerk_big": clerk_big}


def measure(port, floor_port, clerk_big):
    """One row per page."""
    users = readers(clerk_big)
    floor = _floor(floor_port)
    cookies = {name: people.cookies_of(user) for name, user in users.items()}
    return [_page(port, floor, users, cookies, *line) for line in THREAD]


def _floor(port):
    load(port, [[asking("GET", "/row")] * 20] * CLIENTS)
    return load(port, [[asking("GET", "/row")] * 200] * CLIENTS)


def _page(port, floor, users, cookies, what, name, few, many):
    counts = [statements(users[reader], _path(name, users[reader])) for reader in (few, many)]
    request = asking("GET", _path(name, users[many]), cookies=cookies[many])
    seen = best(port, request)
    fine = set(seen.statuses) == {200} and max(counts) <= MOST_STATEMENTS and seen.p95 <= PATIENCE
    return Row(
        what,
        f"{counts[0]}/{counts[1]} statements, p95 {seen.p95:.0f} ms, {seen.rate:.0f}/s" + _oddly(seen),
        f"p95 {floor.p95:.0f} ms, {floor.rate:.0f}/s",
        f"{seen.p95 / floor.p95:.1f}",
        f"≤ {MOST_STATEMENTS}, ≤ {PATIENCE} ms",
        fine,
    )


def _oddly(seen):
    return "" if set(seen.statuses) == {200} else f", answers {seen.statuses}"


def _path(name, user):
    """The page's address; of a single thing, the first that this reader sees."""
    if name not in _FIRST_OF:
        return reverse(name)
    rows = apps.get_model(_FIRST_OF[name]).objects.visible_to(_actor(user)).order_by("-pk")
    return reverse(name, args=[rows.values_list("pk", flat=True).first()])


def _actor(user):
    held = user.appointments.in_force(today()).select_related("division").order_by("pk").first()
    return Actor(user.pk, user.name, held.pk, held.office, held.division.code, held.unit_id, "")


def statements(user, path):
    """How many statements the page sends, from session to last row."""
    client = people.client_of(user)
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    return questions(seen)


def questions(seen):
    """How many statements were sent, a transaction's own words left out."""
    own = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return sum(not one["sql"].startswith(own) for one in seen.captured_queries)
