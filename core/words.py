"""The reader's words for the names and codes a judgement stores: facts are plain JSON, people read sentences."""

import re
from functools import cache

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.policy import in_readers_language
from core.policy_files import policy_files

FACTS = {
    "age": _("age"),
    "asked": _("source the text names"),
    "best": _("best grade open"),
    "born": _("date of birth"),
    "declared": _("declared by the Party committee"),
    "done": _("days done"),
    "ethnic_area": _("ethnic area"),
    "limit": _("limit"),
    "missing": _("still missing"),
    "on": _("judged for the day"),
    "party": _("Party membership"),
    "possible": _("days still possible"),
    "proposed": _("proposed grade"),
    "rank": _("rank"),
    "recalled": _("recalled"),
    "required": _("days required"),
    "reserve": _("reserve cadre"),
    "score": _("Points"),
    "seat": _("seat"),
    "serving": _("posted elsewhere at that time"),
    "shared": _("languages shared with the village"),
    "unfilled": _("left empty"),
    "unexcused_absences": _("unexcused absences"),
    "unit_kind": _("kind of unit"),
    "unit_level": _("level of the unit"),
    "volunteers_to_continue": _("volunteers to continue"),
    "year": _("year"),
}
DEEDS = {
    "login": _("Logged in"),
    "put_forward": _("Put into the pool"),
    "change_pool_member": _("Changed the pool member"),
    "leave_pool": _("Took out of the pool"),
    "lock_months": _("Locked months of attendance"),
    "unlock_months": _("Unlocked months of attendance"),
    "open": _("Looked at"),
    "reveal": _("Saw the full number"),
    "add_village": _("Added the village"),
    "edit_village": _("Changed the village"),
    "appoint": _("Appointed"),
    "change_account": _("Changed the account"),
    "change_division": _("Changed the division"),
    "change_password": _("Changed the password"),
    "close_posting": _("Ended the posting"),
    "confirm_days": _("Confirmed days"),
    "create_unit": _("Entered the unit"),
    "edit_unit": _("Changed the unit"),
    "delegate": _("Delegated"),
    "disband_team": _("Disbanded the team"),
    "draft": _("Drafted"),
    "edit_cadre": _("Changed the cadre"),
    "enable_account": _("Enabled the account"),
    "disable_account": _("Disabled the account"),
    "end_appointment": _("Ended the appointment"),
    "end_county_rule": _("Ended the county rule"),
    "end_delegation": _("Took the delegation back"),
    "end_of_term": _("Ended the term"),
    "end_pairing": _("Ended the pairing"),
    "enrol": _("Entered participants"),
    "enter_county_rule": _("Entered a county rule"),
    "export_roster": _("Exported the roster"),
    "export_records": _("Exported the record"),
    "find_by_id_number": _("Searched by ID number"),
    "form_team": _("Formed the team"),
    "hold_training": _("Entered the training"),
    "link_account": _("Linked the account"),
    "ask_matching": _("Asked for a matching"),
    "change_matching": _("Changed a matching by hand"),
    "accept_matching": _("Accepted a matching"),
    "discard_matching": _("Discarded a matching"),
    "load_holidays": _("Loaded holidays"),
    "make_token": _("Made a token"),
    "open_account": _("Opened the account"),
    "open_posting": _("Opened the posting"),
    "open_year": _("Opened the yearly assessment"),
    "pair": _("Paired with a unit"),
    "hand_in_sheet": _("Handed a table in"),
    "enter_sheet": _("Had a table entered"),
    "take_back_sheet": _("Had a table taken back"),
    "add_second_village": _("Added a second village to the team"),
    "drop_second_village": _("Ended the service in the second village"),
    "remove_village": _("Took a village off the list"),
    "remove_unit": _("Took a unit back"),
    "remove_pairing": _("Took a pairing back"),
    "register_cadre": _("Entered the cadre"),
    "remove_cadre": _("Took the cadre back"),
    "remove_holiday": _("Removed a holiday"),
    "prepare_round": _("Prepared the round"),
    "edit_round": _("Changed the round"),
    "choose_villages": _("Chose the villages"),
    "form_teams": _("Formed the teams"),
    "open_round": _("Opened the round"),
    "close_round": _("Closed the round"),
    "reopen_round": _("Opened the round again"),
    "export_round": _("Exported the round"),
    "seat_to_fill": _("Reminded of a seat"),
    "refill_sent": _("Sent the refill"),
    "publish_notice": _("Published the notice"),
    "withdraw_notice": _("Withdrew the notice"),
    "receive": _("Entered the objection"),
    "issue_letter": _("Issued the letter"),
    "apply": _("Applied"),
    "carry_out_transfer": _("Carried the transfer out"),
    "employ": _("Changed the employer"),
    "enter_round": _("Entered a round"),
    "mark_check": _("Marked an item of the posting"),
    "take_back_wish": _("Took the wish to continue back"),
    "undo_check": _("Took a mark of the posting back"),
    "volunteer": _("Wishes to continue"),
    "reset_password": _("Reset the password"),
    "revoke_token": _("Revoked a token"),
    "revoke_tokens": _("Revoked all tokens"),
    "set_holiday": _("Set a holiday"),
    "strike": _("Struck participants"),
    "unlock_account": _("Unlocked the account"),
}
JOBS = {
    "attendance.check_thresholds": _("Yearly minimums checked"),
    "attendance.check_postings": _("Minimums of some postings checked"),
    "attendance.make_partitions": _("Space for the coming years made"),
    "attendance.remind_unconfirmed": _("Clerks reminded of unconfirmed days"),
    "attendance.tell_further": _("Alerts passed on to county and unit"),
    "imports.check": _("Table checked"),
    "imports.enter": _("Table entered"),
    "imports.undo": _("Table taken back"),
    "imports.mark": _("Faults marked in the table"),
    "new": _("new"),
    "same": _("unchanged"),
    "bad": _("to be corrected"),
    "entered": _("entered"),
    "taken_back": _("taken back"),
    "files": _("files without owner"),
    "selection.warn_of_ends": _("Told of rounds that end"),
    "selection.tell_of_ended": _("Ended public notices told"),
    "selection.carry_out_transfers": _("Transfers carried out"),
    "core.tidy": _("Old sessions and messages cleared"),
    "core.mail": _("E-mail sent"),
    "selection.match": _("Matching"),
    "selection.accept_matching": _("Matching accepted"),
    "seats": _("seats filled"),
    "unfilled": _("left empty"),
    "nominated": _("nominated"),
    "moved": _("placed elsewhere"),
    "paired": _("newly paired"),
    "selection.batch": _("Decisions on several nominations"),
    "decided": _("decided"),
    "not_done": _("not done"),
    "teams.announce_beginnings": _("Told who begins in the village"),
    "told": _("told"),
    "judged": _("judged"),
    "changed": _("changed"),
    "written": _("written"),
    "made": _("made"),
    "tries": _("failed log-ins"),
    "answers": _("kept answers"),
    "messages": _("messages"),
    "sessions": _("sessions"),
}
_CODE = re.compile(r"[a-z][a-z_]*")


def fact_name(name):
    """What a fact is called; a name nobody listed is shown as it is written."""
    return FACTS.get(name) or str(name).replace("_", " ")


def word(code, keys=()):
    """The word for a code, first as the provisions named by `keys` say it, then as any provision does."""
    if not _CODE.fullmatch(code):
        return code
    book = _book()
    pair = next((book[key, code] for key in (*keys, "") if (key, code) in book), None)
    return in_readers_language(pair) if pair else gettext(code.replace("_", " "))


@cache
def _book():
    """(provision key, code) → {zh, en}; under "" stands the first word any provision gives."""
    entries = [entry for file in policy_files().values() for entry in file.entries.values()]
    said = [(entry.key, code, pair) for entry in entries for code, pair in entry.words.items()]
    return {("", code): pair for _key, code, pair in reversed(said)} | {(key, code): pair for key, code, pair in said}
