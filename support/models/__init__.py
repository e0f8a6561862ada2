"""Tables of support."""

from support.models.allowances import Allowance
from support.models.cases import CLOSE_BY, Difficulty, Help, Injury, InjuryStep
from support.models.cover import Checkup, Insurance
from support.models.funds import Fund, FundEntry
from support.models.lines import CARERS
from support.models.visits import Visit

__all__ = [
    "CARERS",
    "CLOSE_BY",
    "Allowance",
    "Checkup",
    "Difficulty",
    "Fund",
    "FundEntry",
    "Help",
    "Injury",
    "InjuryStep",
    "Insurance",
    "Visit",
]
