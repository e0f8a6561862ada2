"""A round of 380 villages for one county, a round of the whole province, its Excel, the teams that are short."""

import time
from datetime import date, timedelta

from django.urls import reverse

from bench import people
from bench.reading import Limits, floor_of, page
from bench.table import Row
from core.clock import today
from core.models import Appointment, Division, Unit, User
from core.offices import Office
from selection.models import Round, RoundPlace
from teams.models import Cadre, Pairing, Posting, Seat, Team, Village

VILLAGES, TOWNSHIPS = 380, 19
COUNTY, NAME, BEGAN = "630299", "量测县", date(2025, 9, 1)
LIMITS, TAKEN_AWAY = Limits(15, 200, 200_000), 3  # of a page; seconds of an Excel


def measure(port, floor_port):
    """Five rows; the county of 380 villages is made once and stays in the bench's own database."""
    county, case = _county()
    province = people.officer(Office.PROVINCE, "63")
    whole = Round.objects.filter(area="63", state=Round.State.OPEN).first()
    floor, address = floor_of(floor_port), reverse("round", args=[whole.pk])
    mine = reverse("round", args=[case.pk])
    yield page("round page, 380 villages", port, floor, county, [mine], LIMITS)
    yield page("round page, province by county", port, floor, province, [address], LIMITS)
    yield page("round page, one county of it", port, floor, province, [f"{address}?area=630222"], LIMITS)
    yield page("teams that are short, province", port, floor, province, [reverse("short-teams")], LIMITS)
    yield _file(province, whole)


def _file(user, case):
    began = time.perf_counter()
    answer = people.client_of(user).get(reverse("round-file", args=[case.pk]))
    seconds = time.perf_counter() - began
    seats = case.places.count() * len(Seat.values)
    fine = answer.status_code == 200 and seconds <= TAKEN_AWAY
    return Row(f"Excel of a round, {seats:,} seats", f"{seconds:.1f} s", "–", "–", f"≤ {TAKEN_AWAY} s", fine)


def _county():
    """(officer, open round) of the county made for this; every twentieth seat is empty."""
    if held := Appointment.objects.filter(office=Office.COUNTY, division__code=COUNTY).select_related("user").first():
        return held.user, Round.objects.get(area=COUNTY)
    places = _places()
    unit = Unit.objects.create(
        name=f"{NAME}局", level="county", kind="organ", home=places[COUNTY], party_committee=NAME
    )
    codes = [code for code in places if len(code) == 12]
    villages = Village.objects.bulk_create(
        Village(division=places[code], area=code, needs=["economy"]) for code in codes
    )
    teams = Team.objects.bulk_create(Team(village=one, area=one.area, formed_on=BEGAN) for one in villages)
    pairs = Pairing.objects.bulk_create(Pairing(unit=unit, village=one, starts_on=BEGAN) for one in villages)
    _seats(teams, pairs, unit, places)
    user = User.objects.create(username="bench_county", name=NAME, password="!", password_set_on=today())
    Appointment.objects.create(user=user, office=Office.COUNTY, division=places[COUNTY], from_on=BEGAN)
    return user, _round(teams)


def _places():
    path = {COUNTY: (NAME, "6302", "county", f"青海省 / 海东市 / {NAME}")}
    for town in range(TOWNSHIPS):
        code, name = f"{COUNTY}{town + 100}", f"第{town + 1}乡"
        path[code] = (name, COUNTY, "township", f"{path[COUNTY][3]} / {name}")
        for number in range(VILLAGES // TOWNSHIPS):
            village = f"第{town + 1}乡第{number + 1}村委会"
            path[f"{code}{number + 200}"] = (village, code, "village", f"{path[code][3]} / {village}")
    rows = [
        Division(code=code, name=name, parent_code=parent, level=level, full_name=full, initials="d")
        for code, (name, parent, level, full) in path.items()
    ]
    return {row.code: row for row in Division.objects.bulk_create(rows)}


def _seats(teams, pairs, unit, places):
    held = [(team, pair, seat) for team, pair in zip(teams, pairs, strict=True) for seat in Seat]
    held = [one for number, one in enumerate(held) if number % 20]
    facts = {"sex": "male", "born_on": date(1985, 1, 1), "party": "full_member", "rank": "section"}
    people_ = [Cadre(name=f"量测{number}", **facts, **_sender(*one, unit, places)) for number, one in enumerate(held)]
    rows = [
        Posting(team=team, area=team.area, seat=seat, cadre=cadre, pairing=_pairing(seat, pair), starts_on=BEGAN)
        for (team, pair, seat), cadre in zip(held, Cadre.objects.bulk_create(people_), strict=True)
    ]
    Posting.objects.bulk_create(rows)


def _pairing(seat, pair):
    return None if seat == Seat.TOWNSHIP_MEMBER else pair


def _sender(team, pair, seat, unit, places):
    if seat == Seat.TOWNSHIP_MEMBER:
        return {"township": places[team.area[:9]], "area": team.area[:9]}
    return {"unit": unit, "area": COUNTY}


def _round(teams):
    on = today()
    days = {"nominate_from": on, "nominate_until": on + timedelta(days=60), "starts_on": on + timedelta(days=70)}
    case = Round.objects.create(
        name=f"{NAME}选派",
        area=COUNTY,
        office=Office.COUNTY,
        term_ends_on=on + timedelta(days=800),
        state="open",
        **days,
    )
    RoundPlace.objects.bulk_create(RoundPlace(round=case, team=team, area=team.area) for team in teams)
    return case
