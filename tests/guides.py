"""The guides in docs/guides as the tests read them: their words, their pictures, and the page behind each picture."""

import re
from dataclasses import dataclass
from pathlib import Path

from core.offices import Office
from launch.messages import together

HOME = Path(__file__).resolve().parent.parent / "docs" / "guides"
PICTURES = HOME / "img"
FOLDERS = {"zh-hans": "", "en": "en"}
_QUOTED = {"zh-hans": re.compile(r"「([^」]+)」"), "en": re.compile(r"\*\*([^*]+)\*\*")}
_PICTURE = re.compile(r"!\[[^\]]+\]\((?:\.\./)?img/([^)]+)\.webp\)")
_VALUE = re.compile(r"%\(\w+\)[sd]")


@dataclass(frozen=True)
class View:
    """What a picture shows: the page at `path`, or the one behind the first row of its table; `words` stand on it."""

    path: str
    words: tuple
    inside: bool = False


def text(office, language):
    """One guide."""
    return (HOME / FOLDERS[language] / f"{office}.md").read_text(encoding="utf-8")


def quoted(office, language):
    """The words of the application that a guide names: 「…」 in Chinese, bold in English."""
    return set(_QUOTED[language].findall(text(office, language)))


def pictures(office, language):
    """The pictures a guide shows: `county-1`, `en/county-1`."""
    return _PICTURE.findall(text(office, language))


def known(language):
    """Every word of the application; what it fills in is written “…”."""
    entries = together()[0].values()
    words = ([one.msgid, one.msgid_plural] if language == "en" else _translations(one) for one in entries)
    return {_VALUE.sub("…", word) for pair in words for word in pair if word}


def _translations(entry):
    return [entry.msgstr, *entry.msgstr_plural.values()]


WALKS = {
    Office.PROVINCE: (
        View("/", ("Home", "Waiting for me")),
        View("/overview/", ("Overview", "Divisions beside each other")),
        View("/nominations/", ("Nominations", "Delegate this queue")),
        View("/dues/", ("Due list", "Sums by place and kind")),
        View("/statistics/register/", ("Registers", "Keep this query under a name")),
    ),
    Office.PREFECTURE: (
        View("/", ("Home", "Waiting for me")),
        View("/nominations/", ("Nominations", "Delegate this queue")),
        View("/adjustments/", ("Adjustments",)),
        View("/training/", ("Training", "New session", "Training plans")),
        View("/overview/compare/", ("Overview",)),
    ),
    Office.COUNTY: (
        View("/", ("Home", "Waiting for me")),
        View("/nominations/", ("Nominations", "Delegate this queue")),
        View("/attendance/on-post/", ("On post", "Month")),
        View("/spot-checks/today/", ("Spot checks", "New plan")),
        View("/assessments/set/", ("Grades", "Tick all")),
        View("/care/", ("Care of posted cadres", "Enter a visit or talk")),
    ),
    Office.LEADERSHIP: (
        View("/", ("Home", "Waiting for me")),
        View("/duties/meetings/", ("Meetings", "New meeting")),
        View("/duties/matters/", ("Matters raised",)),
        View("/attendance/on-post/", ("On post", "Month")),
        View("/funds/", ("Work funds", "Allot to many teams")),
    ),
    Office.TOWNSHIP: (
        View("/", ("Home", "Waiting for me")),
        View("/leaves/?waiting=on", ("Leave", "Approve the ticked ones")),
        View("/commitments/?waiting=on", ("Yearly commitments", "Receive the ticked ones")),
        View("/nominations/seats/", ("Fill seats", "Submit all")),
        View("/assessments/propose/", ("Grades",)),
    ),
    Office.CLERK: (
        View("/", ("Home", "Confirm today")),
        View("/attendance/today/", ("Today's list", "Confirm this day")),
        View("/attendance/sheet/", ("Daily sheet", "Confirm this day")),
        View("/attendance/month/", ("Month sheet", "Excel and print")),
        View("/report-outs/", ("Report-outs", "Report out")),
    ),
    Office.UNIT: (
        View("/", ("Home", "Waiting for me")),
        View("/nominations/seats/", ("Fill seats", "Submit all", "Judge")),
        View("/duties/unit-visits/", ("Leaders' visits to the village",)),
        View("/care/", ("Care of posted cadres", "Enter insurance")),
        View("/allowances/", ("Allowances", "Enter the ticked as paid")),
    ),
    Office.CADRE: (
        View("/", ("Home", "Waiting for me")),
        View("/leaves/new/", ("Apply for leave", "Send")),
        View("/attendance/standings/", ("Standings",), inside=True),
        View("/quarter-reports/", ("Quarterly reports",), inside=True),
        View("/my-file/", ("My file",)),
    ),
    Office.SYSADMIN: (
        View("/users/", ("Users", "New user")),
        View("/users/new/", ("Users", "Open account")),
        View("/jobs/", ("Daily jobs",)),
        View("/holidays/", ("Holidays", "Save")),
    ),
    Office.AUDITOR: (
        View("/records/", ("Audit record", "Check the chain")),
        View("/recomputations/", ("Grades judged again", "Judge again")),
        View("/cycles/", ("Assessment cycles",)),
        View("/policy/", ("Policy",)),
    ),
}


def views():
    """{picture: (office, what it shows)} of the Chinese guides."""
    walks = ((office, number, view) for office, walk in WALKS.items() for number, view in enumerate(walk, 1))
    return {f"{office}-{number}": (office, view) for office, number, view in walks}
