"""The words of the policy this floor leans on."""

from core import policies
from core.policy import NoPolicy


def policy_at(area, on):
    """Everything in force at a place on a day, county rules included; an empty mapping before the first text."""
    try:
        return policies.policy_at(area, on)
    except NoPolicy:
        return {}


def clause(key, area, on):
    """One provision to quote, or None where no text speaks."""
    return policy_at(area, on).get(key)


def still_binding(key, area, on):
    """The provision, while it holds and the policy's period has not ended; else None."""
    policy = policy_at(area, on)
    until = policy["policy.until"].value if "policy.until" in policy else None
    rule = policy.get(key)
    return rule if rule is not None and rule.value and (until is None or on <= until) else None


def village_categories(policy):
    """[(key, label)] of the kinds of villages that receive a team."""
    rule = policy.get("village.categories")
    return [(key, rule.word(key)) for key in rule.value] if rule else []
