"""An empty house gets its first administrator from the command line, exactly once."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from core.models import Appointment


def test_the_first_administrator_can_log_in_and_must_choose_a_password(cast):
    Appointment.objects.filter(office="sysadmin").delete()
    out = StringIO()
    call_command("first_admin", "root1", "管理员", stdout=out)
    password = out.getvalue().split("log in with ")[1].split(" and ")[0]
    client = Client()
    answer = client.post(reverse("login"), {"username": "root1", "password": password}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("password")


def test_there_is_no_second_first_administrator(cast):
    with pytest.raises(CommandError, match="/users/"):
        call_command("first_admin", "root2", "又一人", stdout=StringIO())
