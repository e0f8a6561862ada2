"""Notices by mail: as each person wishes, each letter once, never lost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from core import tasks  # noqa: F401 – registers what delivers letters
from core.actions.notices import choose
from core.mailing import send_letter, send_what_was_left, sort_to_people
from core.models import Notice, NoticeChoice, NoticeMail, OutboxMessage
from core.notice_groups import USUAL, Group
from core.notices import tell
from core.outbox import claim, deliver
from tests.cast import TODAY

NOON = datetime(2026, 7, 20, 4, tzinfo=UTC)
MIDNIGHT = datetime(2026, 7, 20, 16, 30, tzinfo=UTC)  # half past midnight in Shanghai


@pytest.fixture
def at(monkeypatch):
    """`at(moment)`: this is what the clock says."""

    def says(moment):
        monkeypatch.setattr("core.clock.now", lambda: moment)

    says(NOON)
    return says


@pytest.fixture
def everybody_else_has_no_address(cast):
    """Only the first officer of the county gets mail."""
    for name, user in cast.users.items():
        if name != "county":
            user.email = ""
            user.save()
    return cast


def told(number=1, kind="case_waiting", **more):
    facts = {"office": "county", "area": "630222"} | more
    params = {"what": "Nomination", "who": f"某{number}", "done": "10", "required": "200"}
    tell(kind=kind, params=params, key=f"{kind}{number}{facts}"[:120], link="/policy/", **facts)


def sort():
    sort_to_people(list(Notice.objects.values_list("key", flat=True)))


def send():
    """Everything that is promised, now."""
    for letter in NoticeMail.objects.filter(sent_at=None).values_list("letter", flat=True).distinct():
        send_letter(letter)


def wish(cast, who="county", quiet=("20:00", "08:00"), language="zh-hans", **mails):
    wanted = {**USUAL, **mails}
    choose(mail=wanted, quiet_from=quiet[0], quiet_until=quiet[1], language=language, by=cast.actors[who])


def letters():
    return sorted(NoticeMail.objects.values_list("letter", flat=True).distinct())


def test_what_waits_is_mailed_at_once_to_each_holder_of_the_office(cast, at):
    told()
    sort()
    send()
    assert sorted(one.to[0] for one in mail.outbox) == ["county@example.org", "county_b@example.org"]


def test_many_verdicts_are_one_letter_a_day(everybody_else_has_no_address, at):
    for number in range(30):
        told(number, "verdict_at_risk")
    sort()
    send()
    assert [one.subject for one in mail.outbox] == ["驻村管理2026-07-20通知摘要:30条"]


def test_the_digest_says_how_many_and_who(everybody_else_has_no_address, at):
    for number in range(30):
        told(number, "verdict_at_risk")
    sort()
    send()
    assert "30人可能达不到年度最低驻村天数。\n某29、某28" in mail.outbox[0].body
    assert "等另10人" in mail.outbox[0].body


def test_a_digest_is_due_at_the_hour_of_the_policy(everybody_else_has_no_address, at):
    told(kind="verdict_at_risk")
    sort()
    due = NoticeMail.objects.get().due_at
    assert (due, letters()[0].partition(":")[0]) == (datetime(2026, 7, 21, 0, tzinfo=UTC), "digest")


def test_sorting_twice_promises_nothing_twice(cast, at):
    told()
    sort()
    sort()
    assert (NoticeMail.objects.count(), OutboxMessage.objects.filter(task="core.letter").count()) == (2, 2)


def test_a_letter_is_sent_once_however_often_it_is_delivered(everybody_else_has_no_address, at):
    told()
    sort()
    for _ in range(3):
        send_letter(letters()[0])
    assert len(mail.outbox) == 1


def test_at_night_even_what_waits_waits_until_the_morning(everybody_else_has_no_address, at):
    at(MIDNIGHT)
    told(1)
    told(2)
    sort()
    assert len(letters()) == 1
    assert NoticeMail.objects.first().due_at == datetime(2026, 7, 21, 0, tzinfo=UTC)


def test_who_has_no_quiet_hours_is_told_at_night(everybody_else_has_no_address, at):
    wish(everybody_else_has_no_address, quiet=("00:00", "00:00"))
    at(MIDNIGHT)
    told()
    sort()
    assert NoticeMail.objects.get().due_at == MIDNIGHT


def test_a_choice_holds_for_the_next_notice(everybody_else_has_no_address, at):
    wish(everybody_else_has_no_address, verdicts="now", waiting="none")
    told(1)
    told(2, "verdict_at_risk")
    sort()
    assert [letter.partition(":")[0] for letter in letters()] == ["mail"]


def test_a_choice_made_before_the_digest_leaves_still_holds(everybody_else_has_no_address, at):
    told(kind="verdict_at_risk")
    sort()
    wish(everybody_else_has_no_address, verdicts="none")
    send()
    assert mail.outbox == []


def test_what_was_read_in_the_house_is_left_out(everybody_else_has_no_address, at, client_of):
    told(1, "verdict_at_risk")
    told(2, "verdict_at_risk")
    sort()
    client_of("county").post(f"/notices/{Notice.objects.first().pk}/")
    send()
    assert (
        mail.outbox[0].subject == "某1可能达不到全年最低驻村天数:已驻村10天,要求200天。"
        or "某1" in mail.outbox[0].subject
    )


def test_who_left_the_office_gets_no_more_of_it(everybody_else_has_no_address, at):
    told(kind="verdict_at_risk")
    sort()
    held = everybody_else_has_no_address.appointments["county"]
    held.until_on = TODAY - timedelta(days=1)
    held.save()
    send()
    assert mail.outbox == []


def test_a_unit_gets_what_is_addressed_to_it(cast, at):
    told(office="unit", area="", unit_id=cast.appointments["unit"].unit_id)
    sort()
    assert list(NoticeMail.objects.values_list("user", flat=True)) == [cast.users["unit"].pk]


def test_a_cadre_gets_what_is_addressed_to_the_account(cast, at):
    told(office="cadre", area="", account_id=cast.users["cadre"].pk)
    sort()
    assert list(NoticeMail.objects.values_list("user", flat=True)) == [cast.users["cadre"].pk]


def test_a_mail_is_in_the_language_of_its_reader(everybody_else_has_no_address, at):
    wish(everybody_else_has_no_address, language="en")
    told()
    sort()
    send()
    assert "waits for you" in mail.outbox[0].subject


def test_a_mail_holds_no_personal_number(everybody_else_has_no_address, at):
    told()
    sort()
    send()
    numbers = [everybody_else_has_no_address.cadres["first"].id_number, "13800000000"]
    assert not any(number in mail.outbox[0].body for number in numbers)


def test_a_mail_names_the_house_in_its_links(everybody_else_has_no_address, at, settings):
    settings.SITE_URL = "https://zhucun.example"
    told()
    sort()
    send()
    assert "https://zhucun.example/policy/" in mail.outbox[0].body


def test_a_mail_that_could_not_leave_is_tried_again(everybody_else_has_no_address, at, settings):
    told()
    sort()
    number = OutboxMessage.objects.get(task="core.letter").pk
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    assert not deliver(number)
    assert OutboxMessage.objects.get(pk=number).attempts == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert deliver(number)
    assert (len(mail.outbox), NoticeMail.objects.filter(sent_at=None).count()) == (1, 0)


def test_a_letter_whose_promise_was_lost_is_promised_again(everybody_else_has_no_address, at):
    told()
    sort()
    OutboxMessage.objects.all().delete()
    assert send_what_was_left(on=TODAY) == {"letters": 1}
    for number in claim():
        deliver(number)
    assert len(mail.outbox) == 1


def test_a_tray_of_notices_is_sorted_in_few_statements(cast, at, django_assert_max_num_queries):
    for number in range(40):
        told(number, "verdict_at_risk", area=("630222", "630202")[number % 2])
    with django_assert_max_num_queries(12):
        sort()


def test_the_page_keeps_what_one_chose(client_of, cast):
    form = {group: "none" for group in Group.values} | {"quiet_from": "23:30", "quiet_until": "00:30", "language": "en"}
    client_of("clerk").post("/account/notices/", form)
    kept = NoticeChoice.objects.get(user=cast.users["clerk"])
    assert (kept.mail["verdicts"], str(kept.quiet_from), kept.language) == ("none", "23:30:00", "en")


def test_nonsense_is_told_at_its_field_and_nothing_is_kept(client_of):
    form = {group: "none" for group in Group.values} | {"quiet_from": "25:00", "quiet_until": "8", "language": "fr"}
    answer = client_of("clerk").post("/account/notices/", form)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"quiet_from", "quiet_until", "language"})
    assert not NoticeChoice.objects.exists()


def test_a_machine_chooses_some_groups_and_the_rest_goes_the_usual_way(client_of):
    said = {"mail": {"verdicts": "now"}, "quiet_from": "21:00", "quiet_until": "07:00", "language": "zh-hans"}
    client = client_of("clerk")
    client.put("/api/v1/notices/choices/", said, content_type="application/json")
    kept = client.get("/api/v1/notices/choices/").json()
    assert (kept["mail"]["verdicts"], kept["mail"]["waiting"], kept["quiet_from"]) == ("now", "now", "21:00")


def test_a_machine_is_told_of_a_group_there_is_not(client_of):
    said = {"mail": {"gossip": "now"}, "quiet_from": "21:00", "quiet_until": "07:00", "language": "zh-hans"}
    answer = client_of("clerk").put("/api/v1/notices/choices/", said, content_type="application/json")
    assert (answer.status_code, NoticeChoice.objects.count()) == (422, 0)
