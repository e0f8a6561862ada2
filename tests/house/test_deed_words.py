"""Whatever the program writes into the audit record is told in words."""

import re
from pathlib import Path

from core.deed_words import DEEDS
from core.workflow import VERBS

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("core", "teams", "selection", "attendance", "duties", "support", "assessment", "overview")
WRITTEN = re.compile(r"\b(?:record|line)\(\s*[\w.]+,\s*\"(\w+)\"")


def test_every_verb_of_the_record_has_words():
    deeds = [path for app in APPS for path in (ROOT / app).glob("actions/**/*.py")]
    verbs = {verb for path in deeds for verb in WRITTEN.findall(path.read_text(encoding="utf-8"))}
    assert len(verbs) > 50
    assert verbs - DEEDS.keys() - VERBS.keys() == set()
