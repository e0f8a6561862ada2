"""The score of a case out of its frozen facts, in exact fractions. Pure. Only used where the last places of a quota go."""

from dataclasses import dataclass, field
from fractions import Fraction

WEIGHTS = "assessment.weights"
COUNTED = ("attendance", "training")  # done of required
PERFORMANCE = "performance"  # 考绩: promises kept of those the township received; the other parts are counted ballots


@dataclass(frozen=True, slots=True)
class Score:
    """What a case reaches of the whole, 0 to 1, with its parts; `missing` are the parts nobody recorded, which are left out.

    `value` is None where nothing at all is recorded.
    """

    value: Fraction | None
    parts: dict = field(default_factory=dict)
    missing: tuple = ()

    def as_json(self):
        """Plain data in which the fractions stay exact."""
        return {
            "value": None if self.value is None else str(self.value),
            "parts": {name: str(part) for name, part in self.parts.items()},
            "missing": list(self.missing),
        }


def score(facts, policy) -> Score:
    """The weighted mean of the recorded parts (`assessment.weights`); a part of weight 0 is no part."""
    weights = {name: weight for name, weight in policy[WEIGHTS].value.items() if weight}
    known = {name: part(facts, name) for name in weights}
    parts = {name: min(value, Fraction(1)) for name, value in known.items() if value is not None}
    missing = tuple(name for name in weights if name not in parts)
    if not parts:
        return Score(None, {}, missing)
    whole = sum(weights[name] for name in parts)
    return Score(sum(weights[name] * value for name, value in parts.items()) / whole, parts, missing)


def part(facts, name) -> Fraction | None:
    """One part as a share of the whole; days beyond the minimum count above 1. None: not recorded."""
    if name in COUNTED:
        return _of_required(facts.get(name))
    if name == PERFORMANCE:
        return _kept(facts.get("duties"))
    counted = (facts.get("ballots") or {}).get(name) or {}
    value = counted.get("value")
    return None if value is None else Fraction(str(value))


def _kept(duties):
    promised = duties["promised"] if duties else 0
    return Fraction(duties["kept"], promised) if promised else None


def _of_required(standing):
    required = Fraction(standing["required"]) if standing else 0
    return Fraction(standing["done"]) / required if required else None
