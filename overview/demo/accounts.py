"""Users and appointments: an account for every office of every place, one password, plainly a demonstration's."""

from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from core.clock import today
from core.models import Appointment, User
from core.offices import CODE_LENGTH, Office
from overview.demo.people import Namer
from overview.demo.places import DEMO_UNIT
from overview.demo.world import DEMO_COUNTY, DEMO_TOWNSHIP, NEIGHBOUR_TOWNSHIP
from teams.models import Cadre

PASSWORD = "Zhucun-demo-2026"
# user name → (office, place): whom `demo_logins` lists
CAST = {
    "province": (Office.PROVINCE, "63"),
    "prefecture": (Office.PREFECTURE, "6302"),
    "county": (Office.COUNTY, DEMO_COUNTY),
    "county_b": (Office.COUNTY, DEMO_COUNTY),
    "leadership": (Office.LEADERSHIP, DEMO_COUNTY),
    "township": (Office.TOWNSHIP, DEMO_TOWNSHIP),
    "clerk": (Office.CLERK, DEMO_TOWNSHIP),
    "unit": (Office.UNIT, DEMO_UNIT),
    "county2": (Office.COUNTY, "630202"),
    "leadership2": (Office.LEADERSHIP, "630202"),
    "township2": (Office.TOWNSHIP, NEIGHBOUR_TOWNSHIP),
    "clerk2": (Office.CLERK, NEIGHBOUR_TOWNSHIP),
    "sysadmin": (Office.SYSADMIN, "63"),
    "auditor": (Office.AUDITOR, "63"),
}
CADRE, BOTH, DEPUTY = "cadre", "both", "deputy"
PAIRS = (Office.PROVINCE, Office.PREFECTURE, Office.COUNTY)  # decided by two people: one reviews, another approves


def make_accounts(world):
    """An account and an appointment for every office; the cast under its short names."""
    seats = _seats(world)
    hashed = make_password(PASSWORD)
    namer, dice = Namer(world, "accounts"), world.dice("accounts")
    rows = [_user(name, namer.name(dice.choice(("male", "female"))), hashed) for name in seats]
    made = dict(zip(seats, User.objects.bulk_create(rows), strict=True))
    begun = date(world.wave.year, 1, 1)
    Appointment.objects.bulk_create(_appointment(world, made[name], *seat, begun) for name, seat in seats.items())
    for name, (office, place) in seats.items():
        world.users.setdefault((str(office), place), made[name])
        world.users[name] = made[name]
    _with_two_hats(world, begun, namer, hashed)


def _seats(world):
    """{user name: (office, place)} of everybody, the cast first."""
    seats, held = dict(CAST), set(CAST.values())
    for office, places in _places(world).items():
        for number, place in enumerate(places, 1):
            written = place if isinstance(place, str) else f"{number:04d}"
            seats |= {} if (office, place) in held else {f"{office.value}{written}": (office, place)}
            seats |= {f"{office.value}{written}b": (office, place)} if office in PAIRS and place != DEMO_COUNTY else {}
    return seats


def _places(world):
    codes = {
        length: sorted({code[:length] for code in (*world.counties(), *world.townships())}) for length in (2, 4, 6)
    }
    placed = {office: codes.get(length, world.townships()) for office, length in CODE_LENGTH.items()}
    return placed | {Office.UNIT: list(world.units)}


def _user(username, name, hashed):
    return User(username=username, name=name, password=hashed, password_set_on=today())


def _appointment(world, user, office, place, begun):
    where = {"division": world.divisions[place]} if isinstance(place, str) else {"unit": world.units[place]}
    return Appointment(user=user, office=office, from_on=begun, **where)


def _with_two_hats(world, begun, namer, hashed):
    """One person with two appointments, and one to whom the county department delegated its office for a month."""
    both = User.objects.create(**_facts(BOTH, namer, hashed))
    for office in (Office.COUNTY, Office.LEADERSHIP):
        _appointment(world, both, office, DEMO_COUNTY, begun).save()
    deputy = User.objects.create(**_facts(DEPUTY, namer, hashed))
    given = _appointment(world, deputy, Office.COUNTY, DEMO_COUNTY, world.on)
    given.given_by = Appointment.objects.get(user__username="county")
    given.until_on = world.on + timedelta(days=30)
    given.save()
    world.users |= {BOTH: both, DEPUTY: deputy}


def _facts(username, namer, hashed):
    return {"username": username, "name": namer.name("female"), "password": hashed, "password_set_on": today()}


def give_accounts(world, cadres):
    """Accounts of their own for posted cadres who have none; the very first one is the cast's `cadre`."""
    hashed = world.users["county"].password
    cadres = [cadre for cadre in cadres if cadre.account_id is None]
    before = Cadre.objects.exclude(account=None).count()
    numbers = range(before + 1, before + len(cadres) + 1)
    names = [CADRE if number == 1 else f"cadre{number:04d}" for number in numbers]
    rows = [_user(name, cadre.name, hashed) for name, cadre in zip(names, cadres, strict=True)]
    for cadre, user in zip(cadres, User.objects.bulk_create(rows), strict=True):
        cadre.account = user
        cadre.save(update_fields=["account"])
    Appointment.objects.bulk_create(
        Appointment(user=cadre.account, office=Office.CADRE, from_on=world.wave) for cadre in cadres
    )
