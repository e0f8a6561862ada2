"""Tables of the first floor: who serves where."""

from teams.models.cadres import Cadre
from teams.models.places import Pairing, Village
from teams.models.postings import Posting, PostingCheck, Seat, Team

__all__ = ["Cadre", "Pairing", "Posting", "PostingCheck", "Seat", "Team", "Village"]
