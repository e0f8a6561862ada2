"""Which row stands behind each address that names one; an address missing here fails the build."""

from datetime import date

from core.checks import doors
from tests.access.world import MISSING

# address name → kind of the row its number means (world.things)
BEHIND = {
    "api-assessment": "assessment",
    "api-assessment-step": "assessment",
    "api-attendees": "training",
    "api-cadre": "cadre",
    "api-cadre-account": "cadre",
    "api-cadre-reveal": "cadre",
    "api-matching": "matching",
    "api-matching-accept": "matching",
    "api-matching-change": "matching",
    "api-matching-discard": "matching",
    "api-matching-next-best": "matching",
    "api-matching-people": "matching",
    "api-matching-try": "matching",
    "api-matching-variants": "matching",
    "api-matching-villages": "matching",
    "api-nomination": "nomination",
    "api-nomination-step": "nomination",
    "api-notice-read": "notice",
    "api-pair": "village",
    "api-pairing": "pairing",
    "api-pairing-end": "pairing",
    "api-round": "round",
    "api-round-close": "round",
    "api-round-open": "round",
    "api-round-places": "round",
    "api-round-remind": "round",
    "api-round-reopen": "round",
    "api-round-seats": "round",
    "api-round-summary": "round",
    "api-round-teams": "round",
    "api-team": "team",
    "api-team-disband": "team",
    "api-team-form": "village",
    "api-training": "training",
    "api-unit": "unit",
    "api-village": "village",
    "appointment-end": "appointment",
    "assessment": "assessment",
    "assessment-step": "assessment",
    "cadre": "cadre",
    "cadre-account": "cadre",
    "cadre-edit": "cadre",
    "cadre-reveal": "cadre",
    "county-rule-end": "county-rule",
    "delegation-end": "delegation",
    "matching": "matching",
    "matching-accept": "matching",
    "matching-discard": "matching",
    "matching-hand": "matching",
    "matching-next-best": "matching",
    "matching-table": "matching",
    "nomination": "nomination",
    "nomination-mend": "nomination",
    "nomination-step": "nomination",
    "notice": "notice",
    "pairing-end": "pairing",
    "pairing-new": "village",
    "round": "round",
    "round-close": "round",
    "round-edit": "round",
    "round-file": "round",
    "round-grid": "round",
    "round-open": "round",
    "round-remind": "round",
    "round-reopen": "round",
    "round-teams": "round",
    "round-villages": "round",
    "team": "team",
    "team-disband": "team",
    "team-new": "village",
    "token-revoke": "token",
    "training": "training",
    "training-attendees": "training",
    "unit": "unit",
    "unit-edit": "unit",
    "user": "user",
    "user-active": "user",
    "user-appoint": "user",
    "user-reset": "user",
    "user-tokens": "user",
    "user-unlock": "user",
    "village": "village",
    "village-edit": "village",
}
# address name → arguments of addresses that name nobody's row: divisions, provisions and holidays are public knowledge
PUBLIC_KNOWLEDGE = {
    "division": {"code": "630222"},
    "division-change": {"code": "630222"},
    "division-children": {"code": "630222"},
    "holiday-remove": {"day": date(2026, 10, 1)},
    "provision": {"key": "attendance.days_per_year"},
}


def routes():
    """{name: (route, callback)} of every address of the site."""
    return {callback.door.name: (route, callback) for route, callback in doors()}


def undeclared():
    """Addresses with a number in them that neither table names."""
    return sorted(
        name for name, (route, _) in routes().items() if "<" in route and name not in {**BEHIND, **PUBLIC_KNOWLEDGE}
    )


def without_route():
    """Entries of the tables that no address bears."""
    return sorted({*BEHIND, *PUBLIC_KNOWLEDGE} - routes().keys())


def targets(name, world):
    """[(relation, arguments, thing or None)] to try at an address: ours, the neighbour's, one that does not exist."""
    if name in PUBLIC_KNOWLEDGE:
        return [("public", PUBLIC_KNOWLEDGE[name], None)]
    if name not in BEHIND:
        return [("plain", {}, None)]
    ours, theirs = world.things[BEHIND[name]]
    return [("ours", {"pk": ours.pk}, ours), ("theirs", {"pk": theirs.pk}, theirs), ("missing", {"pk": MISSING}, None)]
