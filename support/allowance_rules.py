"""Which allowances a posted cadre is entitled to and who pays them, from the posting and the sender's level (二(五)). No database."""

from dataclasses import dataclass

ENTITLED, PAYERS, REFERENCE = "support.allowances", "support.allowance_payers", "support.by_reference"
BY_REFERENCE = "by_reference"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent the cadre: its name, its level, what it is, and the name of the division whose finance office is of its level."""

    name: str
    level: str
    kind: str
    home: str


@dataclass(frozen=True, slots=True)
class Entitlement:
    """An allowance of a cadre, who pays it and by which name."""

    kind: str
    payer: str
    payer_name: str


def entitlements(sender, policy):
    """What somebody sent by this sender gets, and from whom: central units and enterprises pay themselves, by reference."""
    payers = {row["allowance"]: row["payer"] for row in policy[PAYERS].value}
    itself = {sender.level, sender.kind} & set(policy[REFERENCE].value)
    return [_entitlement(kind, BY_REFERENCE if itself else payers[kind], sender) for kind in policy[ENTITLED].value]


def _entitlement(kind, payer, sender):
    return Entitlement(kind, payer, sender.home if payer == "level_finance" else sender.name)
