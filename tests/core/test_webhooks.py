"""Group robots: told once, signed, in their own shape; a dead one holds nobody up; no address inside a network is asked."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache

from core import hooks, outside, tasks  # noqa: F401 – registers what tells robots
from core.actions import webhooks as deeds
from core.models import Notice, OutboxMessage, Record, Webhook, WebhookMail
from core.notices import tell
from core.outbox import deliver
from core.refusals import Refused
from tests.core.robots import robot, timed

NOON = datetime(2026, 7, 20, 4, tzinfo=UTC)
MIDNIGHT = datetime(2026, 7, 20, 16, 30, tzinfo=UTC)
FACTS = {
    "name": "民和县驻村工作群",
    "shape": "wecom",
    "groups": ["waiting", "dues"],
    "quiet_from": time(20),
    "quiet_until": time(8),
    "names": True,
    "language": "zh-hans",
    "active": True,
}


@pytest.fixture(autouse=True)
def _here(settings, monkeypatch):
    settings.WEBHOOKS_TO_LOOPBACK = True
    settings.SITE_URL = "https://zhucun.example"
    monkeypatch.setattr("core.clock.now", lambda: NOON)
    cache.clear()


def hooked(cast, address, who="county", **more):
    return deeds.add_webhook(address=address, **{"secret": "", **FACTS, **more}, by=cast.actors[who])


def told(number=1, who="某甲", kind="case_waiting", **more):
    facts = {"office": "county", "area": "630222"} | more
    tell(kind=kind, params={"what": "Nomination", "who": who}, key=f"n{number}", link="/policy/", **facts)


def sort():
    hooks.sort_to_hooks(list(Notice.objects.values_list("key", flat=True)))


def promised():
    return OutboxMessage.objects.filter(task="core.hook")


def send():
    """Every promised message, as the worker does it."""
    for number in promised().values_list("pk", flat=True):
        deliver(number)


def test_what_is_told_in_the_house_is_told_to_the_robot(cast):
    with robot() as (address, heard):
        hooked(cast, address)
        told()
        sort()
        send()
    text = heard[0]["body"]["text"]["content"]
    assert "民和县驻村工作群" in text
    assert "人选推荐待您办理:某甲" in text.replace("：", ":")
    assert WebhookMail.objects.get().sent_at == NOON


def test_many_at_once_are_one_message_and_told_once(cast):
    with robot() as (address, heard):
        hooked(cast, address)
        for number in range(3):
            told(number)
        for _ in range(2):
            sort()
            send()
    assert len(heard) == 1


@pytest.mark.parametrize(("kind", "office"), [("grade_set", "county"), ("case_waiting", "township")])
def test_it_hears_only_what_it_was_set_to_and_only_its_own_office(cast, kind, office):
    with robot() as (address, heard):
        hooked(cast, address)
        told(kind=kind, office=office, area="630222" if office == "county" else "630222100")
        sort()
        send()
    assert heard == []


def test_without_names_it_only_hears_how_many(cast):
    with robot() as (address, heard):
        hooked(cast, address, names=False)
        told()
        sort()
        send()
    text = heard[0]["body"]["text"]["content"]
    assert "某甲" not in text
    assert "1" in text


def test_personal_numbers_never_leave(cast):
    with robot() as (address, heard):
        hooked(cast, address)
        told(who="某甲 630222198506151234 13912345678")
        sort()
        send()
    raw = heard[0]["raw"].decode()
    assert "198506151234" not in raw
    assert "13912345678" not in raw


def test_quiet_hours_wait_for_the_morning(cast, monkeypatch):
    monkeypatch.setattr("core.clock.now", lambda: MIDNIGHT)
    with robot() as (address, heard):
        hooked(cast, address)
        told()
        sort()
        send()
        assert heard == []
        assert WebhookMail.objects.get().due_at == datetime(2026, 7, 21, 0, tzinfo=UTC)


def test_dingtalk_is_signed_with_its_secret(cast):
    with robot() as (address, heard):
        hooked(cast, address, shape="dingtalk", secret="SEC123")
        told()
        sort()
        send()
    asked = parse_qs(urlsplit(heard[0]["path"]).query)
    wanted = hmac.new(b"SEC123", f"{asked['timestamp'][0]}\nSEC123".encode(), hashlib.sha256).digest()
    assert asked["sign"] == [base64.b64encode(wanted).decode()]
    assert asked["key"] == ["abcd"]


def test_plain_json_is_signed_over_its_bytes(cast):
    with robot(answer=b"fine") as (address, heard):
        hooked(cast, address, shape="json", secret="a long secret")
        told()
        sort()
        send()
    one = heard[0]
    signed = f"{one['headers']['X-Zhucun-Timestamp']}.".encode() + one["raw"]
    wanted = hmac.new(b"a long secret", signed, hashlib.sha256).hexdigest()
    assert one["headers"]["X-Zhucun-Signature"] == f"sha256={wanted}"


def test_plain_json_needs_a_secret(cast):
    with pytest.raises(Refused, match="密钥"):
        hooked(cast, "https://example.org/hook", shape="json")


# ── robots that do not answer well ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "bad",
    [
        {"status": 500},
        {"answer": b'{"errcode": 93000}'},
        {"answer": b"<html>"},
        {"status": 302, "headers": [("Location", "http://127.0.0.1:1/")]},
    ],
    ids=["500", "errcode", "no json", "redirect"],
)
def test_a_bad_answer_is_tried_again_and_shown(cast, bad):
    with robot(**bad) as (address, heard):
        hook = hooked(cast, address)
        told()
        sort()
        send()
    assert len(heard) == 1
    assert promised().get().done_at is None
    shown = hooks.shown([hook])[0]
    assert (shown.tries, shown.waits) == (1, 1)
    assert shown.fault
    assert "abcd" not in promised().get().error


@pytest.mark.parametrize("hang", [{"wait": 30}, {"drip": 100}], ids=["silence", "drip"])
def test_one_that_hangs_is_cut_off(cast, monkeypatch, hang):
    monkeypatch.setattr(outside, "WHOLE", 0.5)
    with robot(**hang) as (address, _heard):
        hooked(cast, address)
        told()
        sort()
        assert timed(send) < 5
    assert promised().get().attempts == 1


def test_one_that_failed_is_left_alone_for_a_while(cast):
    with robot(status=500) as (address, heard):
        hooked(cast, address)
        for number in (1, 2):
            told(number)
            sort()
            send()
    assert len(heard) == 1


def test_what_failed_arrives_when_the_robot_is_back(cast):
    hook = hooked(cast, "http://127.0.0.1:9/nobody")
    told()
    sort()
    send()
    cache.clear()
    with robot() as (address, heard):
        facts = {**FACTS, "address": address}
        deeds.change_webhook(hook, **facts, by=cast.actors["county"])
        send()
    assert len(heard) == 1
    assert hooks.shown([hook])[0].tries == 0


# ── addresses nobody is to ask ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "address",
    [
        "http://qyapi.weixin.qq.com/x",
        "https://127.0.0.1/x",
        "https://10.0.0.8/x",
        "https://169.254.169.254/latest",
        "https://[::1]/x",
        "https://[::ffff:127.0.0.1]/x",
        "https://[64:ff9b::7f00:1]/x",
        "https://0.0.0.0/",
        "https://user:word@example.org/",
        "https://example.org/#x",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://",
        "https://example.org:99999/",
        "https://exa mple.org/",
        "https://[/",
        "没有地址",
    ],
)
def test_an_address_that_is_not_public_https_is_refused(settings, address):
    settings.WEBHOOKS_TO_LOOPBACK = False
    with pytest.raises(outside.AddressRefused):
        outside.check_address(address)


@pytest.mark.parametrize("number", ["127.0.0.1", "10.1.2.3", "192.168.1.1", "::1", "fe80::1%eth0", "100.64.0.1"])
def test_a_name_that_leads_inside_is_not_asked(settings, monkeypatch, number):
    settings.WEBHOOKS_TO_LOOPBACK = False
    monkeypatch.setattr(
        "socket.getaddrinfo", lambda *a, **k: [(2, 1, 6, "", ("8.8.8.8", 443)), (2, 1, 6, "", (number, 443))]
    )
    monkeypatch.setattr("socket.create_connection", lambda *a, **k: pytest.fail("asked"))
    with pytest.raises(outside.Unreachable):
        outside.post("https://rebind.example/", b"{}", {})


# ── whose they are ───────────────────────────────────────────────────────────────────────────────────────────────────


def entered(client, **more):
    facts = {**FACTS, "address": "https://qyapi.weixin.qq.com/send?key=wxyz", "secret": "", **more}
    facts |= {"quiet_from": "20:00", "quiet_until": "08:00"}
    return client.post("/account/robots/new/", facts)


def test_a_robot_is_entered_and_its_address_shown_masked(cast, client_of):
    client = client_of("county")
    assert entered(client).status_code == 302
    page = client.get("/account/robots/").content.decode()
    assert "qyapi.weixin.qq.com/…wxyz" in page
    assert "key=wxyz" not in page + client.get(f"/account/robots/{Webhook.objects.get().pk}/").content.decode()


def test_address_and_secret_are_sealed_and_not_in_the_record(cast):
    hook = hooked(cast, "https://example.org/key-of-mine", secret="SECret")
    assert "key-of-mine" not in hook.address_sealed
    assert hook.address == "https://example.org/key-of-mine"
    line = Record.objects.get(verb="add_webhook")
    assert "key-of-mine" not in str(line.details)
    assert "SECret" not in str(line.details)


@pytest.mark.parametrize("wrong", [{"address": "http://10.0.0.1/"}, {"groups": []}, {"shape": "fax"}, {"name": ""}])
def test_nonsense_is_named_and_nothing_kept(cast, client_of, wrong):
    assert entered(client_of("county"), **wrong).status_code == 422
    assert not Webhook.objects.exists()


@pytest.mark.parametrize("who", ["county2", "township", "leadership", "unit", "cadre"])
def test_nobody_else_reaches_it(cast, client_of, who):
    hook = hooked(cast, "https://example.org/x")
    client = client_of(who)
    assert client.get("/api/v1/robots/").json()["count"] == 0
    assert client.post(f"/account/robots/{hook.pk}/test/").status_code == 404


def test_an_office_has_few(cast, client_of):
    for _ in range(deeds.MOST):
        hooked(cast, "https://example.org/x")
    assert entered(client_of("county")).status_code == 422


def test_a_test_message_is_sent_even_in_quiet_hours(cast, client_of, monkeypatch):
    monkeypatch.setattr("core.clock.now", lambda: MIDNIGHT)
    with robot() as (address, heard):
        hook = hooked(cast, address)
        client_of("county").post(f"/account/robots/{hook.pk}/test/")
        send()
    assert "测试" in heard[0]["body"]["text"]["content"]
    hook.refresh_from_db()
    assert hook.reached_at == MIDNIGHT


def test_one_taken_away_is_told_nothing_more(cast, client_of):
    with robot() as (address, heard):
        hook = hooked(cast, address)
        told()
        sort()
        client_of("county").post(f"/account/robots/{hook.pk}/remove/")
        send()
    assert heard == []


def test_machines_enter_change_and_read_them(cast, client_of):
    client = client_of("unit")
    facts = {**FACTS, "address": "https://example.org/abcd", "quiet_from": "20:00", "quiet_until": "08:00"}
    made = client.post("/api/v1/robots/", facts, content_type="application/json")
    assert made.status_code == 201, made.content
    url = f"/api/v1/robots/{made.json()['id']}/"
    again = client.put(url, {**facts, "address": "", "name": "新名"}, content_type="application/json")
    assert (again.status_code, client.get(url).json()["name"]) == (200, "新名")
    assert Webhook.objects.get().address == "https://example.org/abcd"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_many(cast, client_of, django_assert_num_queries, count):
    for _ in range(count):
        hooked(cast, "https://example.org/x")
    client = client_of("county")
    client.get("/account/robots/")
    with django_assert_num_queries(6):
        client.get("/account/robots/")
