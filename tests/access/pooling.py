"""A pool member of each county, sent by a unit that is paired with no village of the other."""

from datetime import date
from types import SimpleNamespace

from core.files import keep_bytes
from selection.models import PoolMember


def scan_of(user):
    """A decision's scan handed in by this user."""
    return keep_bytes(b"%PDF-1.4", name="s.pdf", kind="pdf", by=SimpleNamespace(user_id=user.pk))


def pooled(cast, number, who, by):
    """The number of a member of this round's pool."""
    cadre = cast.cadres[who]
    known = {"unit": cadre.unit, "sender_area": cadre.area, "decision_number": "1号", "decided_on": date(2026, 7, 1)}
    scan = scan_of(cast.users[by])
    return PoolMember.objects.create(
        round_id=number, cadre=cadre, seats=["unit_member"], decision_file=scan, **known
    ).pk
