"""The words of the policy this floor leans on."""

from core.models import CountyRule
from core.policy import NoPolicy, policy_in_force


def policy_at(area, on):
    """Everything in force at a place on a day, county rules included; an empty mapping before the first text."""
    try:
        return policy_in_force(area, on, CountyRule.objects.in_force(on).above(area))
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
