"""Tables of selection: rounds, nominations, matching, public notice, leaving."""

from selection.models.leaving import Adjustment, Transfer, Volunteer
from selection.models.letters import Letter, LetterLine
from selection.models.matching import Matching
from selection.models.nominations import Nomination
from selection.models.publicity import Objection, PublicNotice, Shown
from selection.models.rounds import PoolMember, Round, RoundPlace

__all__ = [
    "Adjustment",
    "Letter",
    "LetterLine",
    "Matching",
    "Nomination",
    "Objection",
    "PoolMember",
    "PublicNotice",
    "Round",
    "RoundPlace",
    "Shown",
    "Transfer",
    "Volunteer",
]
