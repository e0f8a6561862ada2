"""Terms that end: who follows, who volunteers, and one step into the next round."""

from datetime import date

import pytest
from django.urls import reverse

from core.refusals import Conflict, Refused
from selection.actions.leaving import volunteers
from selection.models import Nomination, Round, RoundPlace, Volunteer
from teams.models import Posting


@pytest.fixture
def soon(cast):
    """Everybody's term of the full team ends on 31 August; a round runs for it."""
    Posting.objects.filter(team=cast.teams["630222100201"]).update(term_ends_on=date(2026, 8, 31))
    cast.round = Round.objects.create(
        name="2026年选派批次",
        area="630222",
        office="county",
        nominate_from=date(2026, 7, 1),
        nominate_until=date(2026, 8, 15),
        starts_on=date(2026, 8, 1),
        term_ends_on=date(2028, 7, 31),
        state="open",
    )
    RoundPlace.objects.create(round=cast.round, team=cast.teams["630222100201"], area="630222100201")
    return cast


def press(client, name, posting):
    return client.post(reverse(name, args=[posting.pk]))


def listed(client, **query):
    return client.get(reverse("terms"), query).context["page"].object_list


def test_each_term_that_ends_soon_is_listed_with_its_days(soon, client_of):
    assert [one.left for one in listed(client_of("county"), within="60")] == [42, 42, 42]
    assert listed(client_of("county"), within="30") == []


def test_a_term_that_is_over_runs_on_and_is_overdue(soon, client_of):
    Posting.objects.filter(pk=soon.postings["first"].pk).update(term_ends_on=date(2026, 7, 19))
    assert [one.left for one in listed(client_of("county"), within="overdue")] == [-1]
    assert listed(client_of("county"))[0].pk == soon.postings["first"].pk


def test_a_unit_sees_its_own_and_neighbours_see_nothing(soon, client_of):
    assert {one.seat for one in listed(client_of("unit"))} == {"first_secretary", "unit_member"}
    assert listed(client_of("county2")) == []
    assert [one.seat for one in listed(client_of("cadre"))] == ["first_secretary"]


def test_the_cadre_volunteers_and_takes_it_back(soon, client_of):
    press(client_of("cadre"), "term-volunteer", soon.postings["first"])
    assert Volunteer.objects.get().withdrawn_on is None
    press(client_of("cadre"), "term-take-back", soon.postings["first"])
    assert Volunteer.objects.get().withdrawn_on == soon.today


def test_said_again_after_it_was_taken_back_it_counts(soon, client_of):
    for name in ("term-volunteer", "term-take-back", "term-volunteer"):
        assert press(client_of("cadre"), name, soon.postings["first"]).status_code == 302
    assert Volunteer.objects.get().withdrawn_on is None


def test_twice_is_once(soon, client_of):
    assert [press(client_of("cadre"), "term-volunteer", soon.postings["first"]).status_code for _ in "12"] == [302, 409]


def test_the_unit_may_note_what_the_cadre_said_and_others_may_not(soon, client_of):
    assert press(client_of("unit"), "term-volunteer", soon.postings["member"]).status_code == 302
    assert press(client_of("township"), "term-volunteer", soon.postings["first"]).status_code == 403
    assert press(client_of("unit2"), "term-volunteer", soon.postings["first"]).status_code == 404


def test_one_step_puts_the_volunteer_into_the_running_round(soon, client_of):
    press(client_of("cadre"), "term-volunteer", soon.postings["first"])
    answer = press(client_of("unit"), "term-enter", soon.postings["first"])
    draft = Nomination.objects.get()
    assert answer["Location"] == reverse("nomination-mend", args=[draft.pk])
    assert (draft.state, draft.seat, draft.round, draft.renews, draft.volunteers_to_continue) == (
        "draft",
        "first_secretary",
        soon.round,
        soon.postings["first"],
        True,
    )


def test_the_new_term_never_begins_before_the_old_one_is_over(soon, client_of):
    press(client_of("cadre"), "term-volunteer", soon.postings["first"])
    press(client_of("unit"), "term-enter", soon.postings["first"])
    assert Nomination.objects.get().starts_on == date(2026, 9, 1)


def test_the_decision_is_still_to_be_given(soon):
    volunteers.volunteer(soon.postings["first"], by=soon.actors["cadre"], on=soon.today)
    draft = volunteers.enter_next_round(soon.postings["first"], by=soon.actors["unit"], on=soon.today)
    assert draft.decision_number == ""
    assert not draft.political


def test_what_has_entered_is_not_taken_back_and_not_entered_twice(soon, client_of):
    press(client_of("cadre"), "term-volunteer", soon.postings["first"])
    press(client_of("unit"), "term-enter", soon.postings["first"])
    assert press(client_of("cadre"), "term-take-back", soon.postings["first"]).status_code == 409
    assert press(client_of("unit"), "term-enter", soon.postings["first"]).status_code == 409


def test_without_a_running_round_it_says_so_with_the_clause(soon):
    Round.objects.update(state="closed")
    volunteers.volunteer(soon.postings["first"], by=soon.actors["cadre"], on=soon.today)
    with pytest.raises(Refused) as refused:
        volunteers.enter_next_round(soon.postings["first"], by=soon.actors["unit"], on=soon.today)
    assert "可纳入新一轮选派范围" in refused.value.provision.quote


def test_nobody_enters_who_has_not_volunteered(soon):
    with pytest.raises(Conflict):
        volunteers.enter_next_round(soon.postings["first"], by=soon.actors["unit"], on=soon.today)


def test_the_successor_is_shown(soon, client_of):
    press(client_of("cadre"), "term-volunteer", soon.postings["first"])
    press(client_of("unit"), "term-enter", soon.postings["first"])
    assert [one.successor[0] for one in listed(client_of("unit"), successor="nominated")] == ["draft"]
    assert listed(client_of("county"), successor="nominated") == []  # a draft is its writer's own


def test_filters_and_volunteers_agree_with_the_machine(soon, client_of):
    press(client_of("cadre"), "term-volunteer", soon.postings["first"])
    page = {one.pk for one in listed(client_of("county"), volunteers="on")}
    answer = client_of("county").get(reverse("api-terms"), {"volunteers": "on"}).json()
    assert page == {row["id"] for row in answer["results"]} == {soon.postings["first"].pk}


def test_machines_volunteer_and_enter_too(soon, client_of):
    path = reverse("api-volunteer", args=[soon.postings["member"].pk])
    assert client_of("unit").post(path, {"note": "愿意"}, "application/json").status_code == 201
    path = reverse("api-enter-round", args=[soon.postings["member"].pk])
    answer = client_of("unit").post(path, {}, "application/json")
    assert (answer.status_code, answer.json()["renews"]) == (201, soon.postings["member"].pk)


def test_the_list_costs_the_same_for_three_terms_as_for_one(soon, client_of, django_assert_max_num_queries):
    office = client_of("county")
    with django_assert_max_num_queries(15):
        office.get(reverse("terms"))
