"""Group robots of the counties, forms they ask for, and duties of a township, a unit and a cadre in either county; whoever may not see theirs must not read the canary."""

from datetime import date, time

from django.utils import timezone

from core.models import AskedForm, DueItem, OutboxMessage, Webhook
from core.outbox import MOST_ATTEMPTS


def owed(cast, canary, village, unit, account):
    """Three rows whose sentences bear the canary."""
    facts = {"kind": "party_relation", "about": village, "link": "/policy/", "first_on": date(2026, 7, 1)}
    facts |= {"params": {"who": canary, "place": canary}, "due_on": date(2026, 7, 10)}
    owners = (
        {"office": "township", "area": village[:9]},
        {"office": "unit", "unit": cast.units[unit]},
        {"office": "cadre", "account": cast.users[account]},
    )
    rows = [DueItem(key=f"{canary}-{owner['office']}", **facts, **owner) for owner in owners]
    return DueItem.objects.bulk_create(rows)


def robot_of(cast, area, canary):
    """A group robot of a county's department."""
    hours = {"quiet_from": time(20), "quiet_until": time(8)}
    hook = Webhook(office="county", area=area, name=canary, shape="wecom", groups=["waiting"], **hours)
    hook.put_address(f"https://example.org/{canary}", f"example.org/…{canary[-4:]}")
    hook.changed_by = cast.users["county"]
    hook.save()
    return hook.pk


def asked_of(cast, area, canary):
    """A form that a county's department asks of its townships."""
    facts = {"basis": "1号", "cadence": "yearly", "filled_by": ["township"], "fields": [{"name": canary, "known": ""}]}
    by = {"listed_on": date(2026, 7, 1), "changed_by": cast.users["county"]}
    return AskedForm.objects.create(office="county", area=area, name=canary, **facts, **by).pk


def lost(number):
    """A promised message that was given up: it concerns nobody, and every administrator keeps the outbox."""
    facts = {"due_at": timezone.now(), "attempts": MOST_ATTEMPTS, "error": "Unreachable: HTTP 500"}
    return OutboxMessage.objects.create(task="core.hook", payload={"webhook": 0}, key=f"lost-{number}", **facts).pk
