"""Deeds of the first floor."""

from teams.actions.beginnings import announce_beginnings
from teams.actions.cadres import (
    FACTS,
    REVEALERS,
    edit_cadre,
    employ,
    find_by_id_number,
    hand_out_roster,
    link_account,
    open_file,
    register_cadre,
    remove_cadre,
    reveal,
    spend,
    strike_reserve,
)
from teams.actions.checks import ITEMS, has_party_relation, mark_check, may_mark, open_names, undo_check
from teams.actions.corrections import remove_pairing, remove_unit, remove_village
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
from teams.actions.second_village import add_second_village, drop_second_village

__all__ = [
    "FACTS",
    "ITEMS",
    "LEADER",
    "LEVELS",
    "REVEALERS",
    "add_second_village",
    "add_village",
    "announce_beginnings",
    "close_posting",
    "create_unit",
    "disband_team",
    "drop_second_village",
    "edit_cadre",
    "edit_unit",
    "edit_village",
    "employ",
    "end_pairing",
    "find_by_id_number",
    "form_team",
    "has_party_relation",
    "hand_out_roster",
    "link_account",
    "mark_check",
    "may_edit",
    "may_mark",
    "open_file",
    "open_names",
    "open_posting",
    "pair",
    "register_cadre",
    "remove_cadre",
    "remove_pairing",
    "remove_unit",
    "remove_village",
    "reveal",
    "spend",
    "strike_reserve",
    "undo_check",
]
