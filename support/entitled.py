"""From postings to what each is entitled to, by the policy of each one's county."""

from core.policies import Policies
from support.allowance_rules import Sender, entitlements


def sender_of(posting):
    """The sender as the rules want it: the unit, or the township of its own member."""
    if posting.pairing is None:
        township = posting.cadre.township
        name = township.name if township else ""
        return Sender(name, "township", "organ", name)
    unit = posting.pairing.unit
    return Sender(unit.name, unit.level, unit.kind, unit.home.name)


def entitled(postings, on):
    """[(posting, entitlements)]; two statements for all, given rows with pairing, unit, home and township."""
    policies = Policies(on)
    return [(posting, entitlements(sender_of(posting), policies.at(posting.area[:6]))) for posting in postings]
