"""The home of every office, the search while one types and in full, and the dossier of who served longest."""

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode

from bench import people
from bench.clients import CLIENTS, asking, load
from bench.pages import _statements as statements
from bench.table import Row
from core.clock import today
from core.models import Appointment
from core.offices import Office
from teams.models import Posting

EACH = 15
# statements, milliseconds, readers at once: a box is typed into by one, its answer is awaited letter by letter
HOME, DOSSIER, SEARCH = (15, 200, CLIENTS), (20, 200, CLIENTS), (15, 50, 1)
OFFICES = (
    "province",
    "prefecture",
    "county",
    "leadership",
    "township",
    "clerk",
    "unit",
    "cadre",
    "sysadmin",
    "auditor",
)
WORDS = ("王", "马明", "川口", "630222", "wj", "ck", "农业", "川口镇 红卫", "mzd", "不存在")


def home(port, floor_port):
    """A row per office."""
    floor = _floor(floor_port)
    for office in OFFICES:
        held = Appointment.objects.in_force(today()).filter(office=office).order_by("pk").select_related("user").first()
        if held:
            yield _row(f"home of {office}", port, floor, held.user, [reverse("home")], HOME)


def search(port, floor_port):
    """Every kind of word, by a county and by the whole province."""
    floor = _floor(floor_port)
    for area, office in (("63", Office.PROVINCE), ("630222", Office.COUNTY)):
        user = people.officer(office, area)
        for name in ("search-quick", "search"):
            paths = [f"{reverse(name)}?{urlencode({'q': words})}" for words in WORDS]
            yield _row(f"{name} by the {office}", port, floor, user, paths, SEARCH)


def dossier(port, floor_port):
    """Who served most, read by the province and by the county; as of a day that is over; as a paper."""
    floor = _floor(floor_port)
    most = Posting.objects.values("cadre").annotate(times=Count("pk")).order_by("-times", "cadre").first()
    posting = Posting.objects.filter(cadre=most["cadre"]).order_by("-starts_on").first()
    path = reverse("dossier", args=[most["cadre"]])
    past = f"{path}?on={today().replace(year=today().year - 1)}"
    for area, office in (("63", Office.PROVINCE), (posting.area[:6], Office.COUNTY)):
        user = people.officer(office, area)
        for what, address in (("dossier", path), ("dossier, a year ago", past)):
            yield _row(f"{what}, by the {office}", port, floor, user, [address], DOSSIER)


def _floor(port):
    return load(port, [[asking("GET", "/row")] * 100] * CLIENTS)


def _row(what, port, floor, user, paths, limits):
    """The slowest of the paths counts, the better of two runs of it."""
    most, patience, readers = limits
    counts = [statements(user, path) for path in paths]
    cookies = people.cookies_of(user)
    seen = [_seen(port, asking("GET", path, cookies=cookies), readers) for path in paths]
    worst = max(seen, key=lambda one: one.p95)
    fine = all(set(one.statuses) == {200} for one in seen) and max(counts) <= most and worst.p95 <= patience
    return Row(
        what,
        f"{max(counts)} statements, p95 {worst.p95:.0f} ms, median {worst.median:.0f} ms",
        f"p95 {floor.p95:.0f} ms",
        f"{worst.p95 / floor.p95:.1f}",
        f"≤ {most}, ≤ {patience} ms",
        fine,
    )


def _seen(port, request, readers):
    load(port, [[request] * 2] * readers)
    return min((load(port, [[request] * EACH] * readers) for _ in range(2)), key=lambda one: one.p95)
