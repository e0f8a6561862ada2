"""Several at the same moment: leave is granted once, days are held once, everybody else is told kindly."""

import pytest
from django.test import Client
from django.urls import reverse

from attendance.models import Day, Leave, ReportOut
from core.models import Record
from tests.attendance.away import form, leave, outing
from tests.selection.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def logged_in(cast, *names):
    clients = [Client() for _ in names]
    for client, name in zip(clients, names, strict=True):
        client.force_login(cast.users[name], backend="core.signin.Backend")
    return clients


def test_eight_approvals_grant_a_leave_once(fresh_cast):
    case = leave(fresh_cast)
    clients = logged_in(fresh_cast, *["township"] * 8)
    address = reverse("leave-step", args=[case.pk])
    answers = at_once(8, lambda n: clients[n].post(address, {"verb": "approve"}).status_code)
    assert sorted(answers) == [302] + [409] * 7
    assert (Record.objects.filter(verb="approve").count(), Day.objects.count()) == (1, 3)


def test_of_a_withdrawal_and_an_approval_at_once_one_stands(fresh_cast):
    case = leave(fresh_cast)
    clients, verbs = logged_in(fresh_cast, "township", "cadre"), ("approve", "withdraw")
    address = reverse("leave-step", args=[case.pk])
    answers = at_once(2, lambda n: clients[n].post(address, {"verb": verbs[n]}).status_code)
    assert sorted(answers) == [302, 409]


def test_of_overlapping_applications_at_once_one_stands(fresh_cast):
    clients = logged_in(fresh_cast, "cadre", "clerk", "clerk_b")
    address = f"{reverse('leave-new')}?posting={fresh_cast.postings['first'].pk}"
    answers = at_once(3, lambda n: clients[n].post(address, form(1 + n, 4 + n)).status_code)
    assert sorted(answers) == [302, 422, 422]
    assert Leave.objects.count() == 1


def test_the_database_itself_holds_days_once(fresh_cast):
    from django.db import IntegrityError

    leave(fresh_cast)
    with pytest.raises(IntegrityError, match="leave_has_its_days_alone"):
        leave(fresh_cast, first=3, last=5)


def test_of_two_report_outs_of_the_same_day_at_once_one_stands(fresh_cast):
    clients = logged_in(fresh_cast, "cadre", "clerk")
    address = f"{reverse('report-out-new')}?posting={fresh_cast.postings['first'].pk}"
    data = {name: str(value) for name, value in outing(1, 2).stored().items()}
    answers = at_once(2, lambda n: clients[n].post(address, data).status_code)
    assert sorted(answers) == [302, 422]
    assert ReportOut.objects.count() == 1
