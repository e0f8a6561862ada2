"""Six hundred people on one notice and on one letter: pages stay short, papers come quickly, deeds cost no more."""

from time import process_time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selection.actions import publicity
from selection.actions.letters import issue
from selection.lettered import letter_facts
from selection.models import Letter, LetterLine, Nomination, PublicNotice, Shown
from selection.noticeboard import public_facts
from tests.selection.noticing import FACTS, waiting

MANY = 600


@pytest.fixture
def crowd(cast):
    """Nominations of the past, as many as one likes: only those on their way are one a seat."""
    model = waiting(cast, state="declined")
    facts = {f.attname: getattr(model, f.attname) for f in Nomination._meta.concrete_fields if not f.primary_key}
    return Nomination.objects.bulk_create([Nomination(**facts) for _ in range(MANY)])


@pytest.fixture
def notice(cast, crowd):
    notice = PublicNotice.objects.create(**FACTS, area="6302", office="prefecture")
    facts = public_facts(crowd[0])
    Shown.objects.bulk_create([Shown(notice=notice, nomination=row, facts=facts) for row in crowd])
    return notice


@pytest.fixture
def letter(cast, crowd):
    numbered = {"office": "prefecture", "area": "6302", "year": 2026, "number": 1, "issued_on": cast.today}
    letter = Letter.objects.create(**numbered, issued_by=cast.users["prefecture"])
    LetterLine.objects.bulk_create(
        [LetterLine(letter=letter, nomination=row, facts=letter_facts(row)) for row in crowd]
    )
    return letter


def opened(client, name, row, at_most):
    """The body of a page or paper, within so many statements and three seconds of work."""
    began = process_time()
    with at_most(15):
        answer = client.get(reverse(name, args=[row.pk]))
    assert process_time() - began < 3
    return answer.content


def test_a_long_notice_is_paged_hangs_whole_and_is_written_quickly(client_of, notice, django_assert_max_num_queries):
    client = client_of("prefecture")
    client.get(reverse("public-notices"))
    page = opened(client, "public-notice", notice, django_assert_max_num_queries)
    assert len(page) < 100_000
    assert page.decode().count("人选丁") == 30
    assert (
        opened(client, "public-notice-poster", notice, django_assert_max_num_queries).decode().count("人选丁") == MANY
    )
    assert opened(client, "public-notice-word", notice, django_assert_max_num_queries)[:2] == b"PK"


def test_a_long_letter_is_paged_and_written_quickly(client_of, letter, django_assert_max_num_queries):
    client = client_of("prefecture")
    client.get(reverse("letters"))
    assert opened(client, "letter", letter, django_assert_max_num_queries).decode().count("人选丁") == 30
    assert opened(client, "letter-word", letter, django_assert_max_num_queries)[:2] == b"PK"


def statements(deed):
    with CaptureQueriesContext(connection) as seen:
        deed()
    return len(seen)


def test_publishing_costs_the_same_for_one_and_for_several(cast):
    by = cast.actors["prefecture"]
    one = [waiting(cast)]
    several = [
        waiting(cast, "pool2", seat="unit_member"),
        waiting(cast, "older", code="630222100201", seat="unit_member"),
    ]
    single = statements(lambda: publicity.publish(one, FACTS, by=by, on=cast.today))
    assert statements(lambda: publicity.publish(several, FACTS, by=by, on=cast.today)) <= single


def test_a_letter_costs_the_same_for_one_and_for_several(cast):
    by = cast.actors["prefecture"]
    rows = [waiting(cast, who, code=code, seat=seat) for who, code, seat in SEATS]
    for row, posting in zip(rows, ("first", "member", "town"), strict=True):
        Nomination.objects.filter(pk=row.pk).update(state="approved", posting=cast.postings[posting])
    single = statements(lambda: issue(rows[:1], by=by, on=cast.today))
    assert statements(lambda: issue(rows[1:], by=by, on=cast.today)) <= single


SEATS = [
    ("pool", "630222100200", "first_secretary"),
    ("pool2", "630222100200", "unit_member"),
    ("older", "630222100201", "unit_member"),
]
