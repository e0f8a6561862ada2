"""Deeds of the first floor."""

from teams.actions.beginnings import announce_beginnings
from teams.actions.cadres import (
    FACTS,
    REVEALERS,
    edit_cadre,
    find_by_id_number,
    hand_out_roster,
    link_account,
    open_file,
    register_cadre,
    reveal,
    spend,
)
from teams.actions.places import (
    LEADER,
    LEVELS,
    add_village,
    create_unit,
    edit_unit,
    edit_village,
    end_pairing,
    may_edit,
    pair,
)
from teams.actions.postings import close_posting, disband_team, form_team, open_posting

__all__ = [
    "FACTS",
    "LEADER",
    "LEVELS",
    "REVEALERS",
    "add_village",
    "announce_beginnings",
    "close_posting",
    "create_unit",
    "disband_team",
    "edit_cadre",
    "edit_unit",
    "edit_village",
    "end_pairing",
    "find_by_id_number",
    "form_team",
    "hand_out_roster",
    "link_account",
    "may_edit",
    "open_file",
    "open_posting",
    "pair",
    "register_cadre",
    "reveal",
    "spend",
]
