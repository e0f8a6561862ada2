"""The home of every office, the search while one types and in full, and the dossier of who served longest."""

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode

from bench import people
from bench.reading import Limits, floor_of, page
from core.clock import today
from core.models import Appointment
from core.offices import Office
from teams.models import Posting

HOME, DOSSIER, SEARCH = Limits(15, 200), Limits(20, 200), Limits(15, 50)
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
    floor = floor_of(floor_port)
    for office in OFFICES:
        held = Appointment.objects.in_force(today()).filter(office=office).order_by("pk").select_related("user").first()
        if held:
            yield page(f"home of {office}", port, floor, held.user, [reverse("home")], HOME)


def search(port, floor_port):
    """Every kind of word, by a county and by the whole province."""
    floor = floor_of(floor_port)
    for area, office in (("63", Office.PROVINCE), ("630222", Office.COUNTY)):
        user = people.officer(office, area)
        for name in ("search-quick", "search"):
            paths = [f"{reverse(name)}?{urlencode({'q': words})}" for words in WORDS]
            yield page(f"{name} by the {office}", port, floor, user, paths, SEARCH)


def dossier(port, floor_port):
    """Who served most, read by the province and by the county; as of a day that is over; as a paper."""
    floor = floor_of(floor_port)
    most = Posting.objects.values("cadre").annotate(times=Count("pk")).order_by("-times", "cadre").first()
    posting = Posting.objects.filter(cadre=most["cadre"]).order_by("-starts_on").first()
    path = reverse("dossier", args=[most["cadre"]])
    past = f"{path}?on={today().replace(year=today().year - 1)}"
    for area, office in (("63", Office.PROVINCE), (posting.area[:6], Office.COUNTY)):
        user = people.officer(office, area)
        for what, address in (("dossier", path), ("dossier, a year ago", past)):
            yield page(f"{what}, by the {office}", port, floor, user, [address], DOSSIER)
