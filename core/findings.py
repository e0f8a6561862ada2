"""What a rule found: one answer, the facts it used and the provisions it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.policy import Provision

# (holds, does not hold) by the strength of the words: 必须 stops · 一般 may be waived · 优先 only informs
ANSWERS = {"must": ("met", "not_met"), "generally": ("met", "waiver"), "prefer": ("preferred", "neutral")}


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer of one rule. `facts` is plain JSON; the first provision is the one that decides."""

    rule: str
    answer: str
    provisions: tuple[Provision, ...]
    facts: Mapping = field(default_factory=dict)

    @property
    def provision(self) -> Provision:
        """The provision that decides."""
        return self.provisions[0]

    @property
    def waivable(self) -> bool:
        """Whether a recorded waiver lets the case go on."""
        return self.answer == "waiver"

    @property
    def stops(self) -> bool:
        """Whether nothing lets the case go on."""
        return self.answer == "not_met"

    def as_json(self) -> dict:
        """A plain snapshot to store with the decision; `from_json` reads it back."""
        return {
            "rule": self.rule,
            "answer": self.answer,
            "waivable": self.waivable,
            "provisions": [provision.as_json() for provision in self.provisions],
            "facts": dict(self.facts),
        }

    @classmethod
    def from_json(cls, data: Mapping) -> "Finding":
        """The finding as it was stored."""
        return cls(data["rule"], data["answer"], tuple(map(Provision.from_json, data["provisions"])), data["facts"])


def found(rule: str, holds: bool, *provisions: Provision, **facts) -> Finding:
    """The finding of a yes/no rule; how strong a no is, the first provision's force decides."""
    return Finding(rule, ANSWERS[provisions[0].force][0 if holds else 1], provisions, facts)


def verdict(findings: Iterable[Finding]) -> str:
    """All findings together: ineligible, waiver (only waivable ones are open) or eligible."""
    answers = {finding.answer for finding in findings}
    if "not_met" in answers:
        return "ineligible"
    return "waiver" if "waiver" in answers else "eligible"
