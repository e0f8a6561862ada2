"""Many officers approve at once: the posting ends once, everybody else is told kindly."""

import pytest
from django.test import Client
from django.urls import reverse

from core.models import Notice, Record
from selection.models import Adjustment
from tests.selection.leaving import applied
from tests.selection.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def logged_in(cast, name):
    client = Client()
    client.force_login(cast.users[name], backend="core.signin.Backend")
    return client


def test_ten_approvals_end_the_posting_once(fresh_cast):
    case = applied(fresh_cast, state="endorsed")
    clients = [logged_in(fresh_cast, "prefecture") for _ in range(10)]
    address = reverse("adjustment-step", args=[case.pk])
    answers = at_once(10, lambda n: clients[n].post(address, {"verb": "approve"}).status_code)
    assert sorted(answers) == [302] + [409] * 9
    assert Record.objects.filter(verb="close_posting").count() == 1
    assert Notice.objects.filter(kind="posting_ended").count() == 4


def test_of_two_applications_at_once_one_stands(fresh_cast):
    clients = [logged_in(fresh_cast, "cadre") for _ in range(2)]
    address = f"{reverse('adjustment-new')}?posting={fresh_cast.postings['first'].pk}"
    data = {"ground": "health", "reason": "因病", "leaves_on": "2026-08-05"}
    answers = at_once(2, lambda n: clients[n].post(address, data).status_code)
    assert sorted(answers) == [302, 409]
    assert Adjustment.objects.count() == 1
