"""What tests of notices, objections and letters begin with: cases that wait for approval, the words of a notice."""

from datetime import date, timedelta

from selection.models import Nomination

UNTIL = date(2026, 7, 24)
AFTER = UNTIL + timedelta(days=1)
WORDS = {
    "title": "关于拟派驻村人选的公示",
    "decided_by": "海东市委组织部部务会",
    "telephone": "0972-8610000",
    "address": "海东市乐都区某路1号",
    "email": "zzb@example.org",
}
FACTS = {**WORDS, "from_on": date(2026, 7, 20), "until_on": UNTIL}
TYPED = {**WORDS, "from_on": "2026-07-20", "until_on": "2026-07-24"}
OBJECTED = {
    "name": "村民丁一",
    "contact": "13900001111",
    "means": "telephone",
    "received_on": date(2026, 7, 20),
    "grounds": "反映其长期不在岗",
}


def waiting(cast, cadre="pool", code="630222100200", seat="first_secretary", **more):
    """A nomination that waits for its approval: reviewed, or a township's own submitted to the county."""
    who = cast.cadres[cadre]
    route = {"approving_office": "prefecture", "approving_area": "6302", "state": "reviewed"}
    if who.unit is None:
        route = {"approving_office": "county", "approving_area": code[:6], "state": "submitted"}
    facts = {
        "team": cast.teams[code],
        "area": code,
        "seat": seat,
        "cadre": who,
        "unit": who.unit,
        "sender_area": who.area,
        "starts_on": date(2026, 8, 1),
        "term_ends_on": date(2028, 7, 31),
        "decision_number": "1号",
        "decided_on": date(2026, 7, 1),
        **dict.fromkeys(("political", "style", "ability", "health", "cultivation"), True),
    }
    return Nomination.objects.create(**{**facts, **route, **more})
