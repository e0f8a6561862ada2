"""Every page of the site, the person who may see it, and what a careful reader finds wrong with it.

The list comes from the doors themselves; an address that gives no whole page to anybody must be named in NOT_PAGES.
"""

import json
import re
from collections import namedtuple
from functools import cache
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from launch.messages import together
from tests.access import objects, oracle
from tests.access.knock import Knocker, text_of
from tests.access.world import OUTSIDERS
from tests.browser.test_axe import RULES

Visit = namedtuple("Visit", "name who path")
READERS = [
    "county",
    "province",
    "prefecture",
    "leadership",
    "township",
    "clerk",
    "cadre",
    "unit",
    "sysadmin",
    "auditor",
]
# files that no row of the world has, answers to half a question, and addresses that lead on at once
NOT_PAGES = {
    "adjustment-paper",
    "assessment-paper",
    "ballot-enter",
    "check-file",
    "healthz",
    "injury-paper",
    "leave-paper",
    "matching-hand",
    "matching-next-best",
    "note-photo",
    "recall-paper",
    "transfer-paper",
}
VIOLATIONS = RULES | {"resultTypes": ["violations"]}
EYES = Path(__file__).with_name("eyes.js").read_text()
PAPER, ACROSS = 590, 850  # the text field of A4 in px, upright and across (print.css)


def visits(world, app):
    """[Visit] of the app's pages, each for the first office that gets it; and the names nobody gets a page from."""
    knock, found, none = Knocker(world), [], []
    for name, (_, callback) in objects.routes().items():
        rule = callback.door
        if rule.api or "GET" not in rule.methods or not callback.__module__.startswith(app + "."):
            continue
        shown = _shown(knock, world, rule)
        found += [shown] if isinstance(shown, Visit) else []
        none += [name] if shown is None and name not in NOT_PAGES else []
    return found, none


def _shown(knock, world, rule):
    """The page, "file" for an answer that is not one, None if nobody gets anything."""
    _relation, arguments, thing = objects.targets(rule.name, world)[0]
    path = reverse(rule.name, kwargs=arguments)
    for person in map(world.people.get, READERS):
        if not oracle.may_enter(rule, person, "GET") or (thing and not thing.seen_by(person)):
            continue
        answer = knock(person.name, "GET", path)
        if answer.status_code == 200:
            whole = "html" in answer["Content-Type"] and "<!doctype html>" in text_of(answer)[:200].lower()
            return Visit(rule.name, person.name, path) if whole else "file"
    return None


def look(page, visit, language, other_width):
    """What is wrong with one page, in one visit."""
    page.faults.clear()
    answer = page.go(visit.path)
    page.evaluate(EYES)
    faults = [f"status {answer.status}"] if answer.status != 200 else []
    faults += axe(page) + page.evaluate("eyes.outside()") + [f"keys: {text}" for text in page.evaluate("eyes.keys()")]
    if visit.name not in LIBRARY:
        faults += [f"language: {text}" for text in foreign(page.evaluate("eyes.words()"), language)] + _on_paper(page)
    page.set_viewport_size({"width": other_width, "height": 900})
    faults += page.evaluate("eyes.outside()")
    return faults + [f"console: {text}" for text in page.faults]


def axe(page):
    """Breaches of WCAG 2.2 A and AA, all of them; header and menu, the same on every page, once for each person."""
    page.evaluate(Axe().axe_script)
    whole, page.known = not getattr(page, "known", False), True
    found = page.evaluate(f"axe.run({'document' if whole else json.dumps('main')}, {json.dumps(VIOLATIONS)})")[
        "violations"
    ]
    return [f"axe {one['id']} ×{len(one['nodes'])}: {one['nodes'][0]['html'][:140]}" for one in found]


def _on_paper(page):
    """The sheet the page asks for itself, upright or across."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": ACROSS if page.evaluate("eyes.across()") else PAPER, "height": 900})
    faults = page.evaluate("eyes.paper()")
    page.emulate_media(media="screen")
    return faults


CHINESE, LATIN = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]{3,}")
# names of things and files that are the same in both languages, and how the world calls its rows and people
SAME = re.compile(
    rf"CANARY[\w.-]*|\S+\.(pdf|csv|org)\b\S*|docs/\S+|\S+@\S+|({'|'.join((*READERS, *OUTSIDERS))})(_\w+|\d)?"
    r"|(?<![A-Za-z])(API|CSV|Excel|Word|PDF|JPE?G|PNG|SVG|DOCX|JSON|[Ww]ebhook|English)(?![A-Za-z])"
    r"|X-Zhucun-Signature|SEC|Authorization: Bearer|Unreachable: HTTP|teams\.cadre|\bckz\b"
)
LIBRARY = {"docs"}  # another's page in our frame: its own words, and nobody prints it


def foreign(texts, language):
    """Interface texts in the wrong language: data such as names and quotations are Chinese in both."""
    if language == "en":
        return sorted(text for text in texts if CHINESE.search(text) and _is_said(text))
    return sorted(text for text in texts if LATIN.search(SAME.sub("", text)))


@cache
def _said():
    """What the interface says in Chinese: plain sentences, and one pattern for those with values in them."""
    plain, patterns = set(), []
    for entry in together()[0].values():
        said = " ".join((entry.msgstr or entry.msgstr_plural[0]).split())
        parts = re.split(r"%\(\w+\)[a-z]|\{\w*\}|%[sd]", said)
        if len(parts) == 1:
            plain.add(said)
        elif len(CHINESE.findall("".join(parts))) > 2:
            patterns.append(re.compile(".+?".join(map(re.escape, parts))))
    return plain, patterns


def _is_said(text):
    plain, patterns = _said()
    return text in plain or any(pattern.fullmatch(text) for pattern in patterns)
