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
    "attendance": _("village days"),
    "best": _("best grade open"),
    "born": _("date of birth"),
    "criticised": _("criticised"),
    "declared": _("declared by the Party committee"),
    "discrepancies.open": _("discrepancies that are open"),
    "discrepancies.settled": _("discrepancies settled"),
    "done": _("days done"),
    "duties.kept": _("promises kept"),
    "duties.late": _("quarterly reports handed in late"),
    "duties.promised": _("promises received"),
    "duties.reports": _("quarterly reports received"),
    "ethnic_area": _("ethnic area"),
    "leave_days": _("days of leave"),
    "limit": _("limit"),
    "members": _("members"),
    "missing": _("still missing"),
    "on": _("judged for the day"),
    "party": _("Party membership"),
    "possible": _("days still possible"),
    "proposed": _("proposed grade"),
    "rank": _("rank"),
    "recalled": _("recalled"),
    "report_out_days": _("days out on report"),
    "required": _("days required"),
    "reserve": _("reserve cadre"),
    "score": _("Points"),
    "seat": _("seat"),
    "serving": _("posted elsewhere at that time"),
    "shared": _("languages shared with the village"),
    "spot_checks.absent": _("spot checks that did not find them"),
    "ballots.villagers": _("villagers' evaluation"),
    "ballots.village_cadres": _("review by village cadres"),
    "ballots.ballot": _("democratic ballot"),
    "spot_checks.made": _("spot checks made"),
    "training": _("training days"),
    "unfilled": _("left empty"),
    "unexcused_absences": _("unexcused absences"),
    "unit_kind": _("kind of unit"),
    "unit_level": _("level of the unit"),
    "volunteers_to_continue": _("volunteers to continue"),
    "year": _("year"),
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
