"""Who asks: one officer of each kind from the demonstration, logged in without a password storm."""

from django.db import connection
from django.test import Client

from core.clock import today
from core.models import Appointment, User


def client_of(user):
    """A test client on which somebody is logged in."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="core.signin.Backend")
    return client


def cookies_of(user):
    """The cookies of somebody who has just logged in, and the token their forms carry."""
    client = client_of(user)
    return {"zhucun": client.cookies["zhucun"].value, "csrf": "b" * 32}


def officer(office, area):
    """Whoever holds an office at a division."""
    held = Appointment.objects.in_force(today()).holding(office, area=area).select_related("user").first()
    return held.user if held else None


def somebody(office):
    """The first who holds an office, wherever."""
    held = Appointment.objects.in_force(today()).filter(office=office).order_by("pk").select_related("user").first()
    return held.user


def forgotten_age():
    """The demonstration's passwords are never over age in the bench database."""
    User.objects.filter(password_set_on__lt=today()).update(password_set_on=today())


def townships(size, count):
    """[(township, its clerk, [postings])] of the townships with about `size` people today, the nearest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT left(area, 9), array_agg(id ORDER BY id) FROM teams_posting"
            " WHERE starts_on <= %(first)s AND (ends_on IS NULL OR ends_on > %(on)s)"
            " GROUP BY 1 ORDER BY abs(count(*) - %(size)s), 1",
            {"first": today().replace(year=today().year - 1), "on": today(), "size": size},
        )
        found = [(area, officer("clerk", area), postings) for area, postings in cursor.fetchall()[: count * 4]]
    return [line for line in found if line[1]][:count]
