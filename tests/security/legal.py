"""One lawful write for every address that writes: who sends it, and what. A new address without one fails the build."""

import json
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.cast import TODAY
from tests.teams.test_open_posting import TODAY as _SAME  # noqa: F401

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
VILLAGE = {"categories": ["registered_poor"], "needs": ["economy"], "languages": ["zh"]}
UNIT = {"name": "新单位", "kind": "organ", "party_committee": "党组"}
OWN_UNIT = {"party_committee": "新党组", "leader_name": "新领导", "leader_title": "局长"}
CADRE = {"name": "新干部", "id_number": "000000198506150018", "party": "full_member", "rank": "staff"}
PROPOSAL = {
    "seat": "unit_member",
    "starts_on": "2026-08-01",
    "term_ends_on": "2028-07-31",
    "decision_number": "2号",
    "decided_on": "2026-07-01",
    **dict.fromkeys(("political", "style", "ability", "health", "cultivation"), True),
}
SESSION = {
    "kind": "thematic",
    "title": "培训",
    "place": "县委党校",
    "starts_on": "2026-06-01",
    "ends_on": "2026-06-02",
    "days": "2",
}
END = {"ends_on": "2026-07-20", "reason": "因为"}
DISBAND = {"disbanded_on": "2026-07-20", "reason": "因为"}


@dataclass(frozen=True)
class Legal:
    """`who` sends `body`; `statuses` are the lawful answers (a refusal with a clause counts where the text forbids it)."""

    who: str
    body: dict = field(default_factory=dict)
    statuses: tuple = (200, 201, 302)
    method: str = "POST"


def both(page, machine, who, body, **more):
    """The same deed on a page and for machines."""
    return {page: Legal(who, body, **more), machine: Legal(who, body, **more)}
