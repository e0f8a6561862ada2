"""The divisions as published: read from core/data, with path, pinyin initials, ethnic area and working languages."""

import re
from pathlib import Path

from core.models.regions import LEVEL_OF_LENGTH, Division
from core.pinyin import initials

FILE = Path(__file__).parent / "data" / f"divisions-{Division.SYSTEM}-{Division.YEAR}.tsv"
LANGUAGE_OF = {"藏族": "bo", "蒙古族": "mn", "回族": "zh", "土族": "mjg", "撒拉族": "slr"}  # ISO 639
# Only an official name that ends so makes an ethnic area: 民和回族土族自治县, never 回族 somewhere in a name.
_AUTONOMOUS = re.compile(f"((?:{'|'.join(LANGUAGE_OF)})+)自治[州县]$")
_PARENT_LENGTH = {2: 0, 4: 2, 6: 4, 9: 6, 12: 9}


def published():
    """{code: name} of the shipped file, parents before children."""
    pairs = (line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines())
    return dict(sorted((code, name) for code, name in pairs))


def languages_in(name):
    """The working languages that an autonomous prefecture's or county's official name tells, in its order."""
    found = _AUTONOMOUS.search(name)
    return [LANGUAGE_OF[people] for people in re.findall("|".join(LANGUAGE_OF), found[1])] if found else []


def parent_of(code):
    """The code one level up; "" above the province."""
    return code[: _PARENT_LENGTH[len(code)]]


def divisions(held):
    """Every published division as an unsaved row, parents first.

    `held`: {code: (is ethnic area, languages)} as stored now. What an officer edited there stays and is inherited
    downwards; elsewhere a place takes what its own name tells, then what its parent has.
    """
    names, facts, paths = published(), dict(held), {"": ()}
    for code, name in names.items():
        parent = parent_of(code)
        paths[code] = (*paths[parent], name)
        facts.setdefault(code, _facts(name, facts.get(parent, (False, []))))
        yield Division(
            code=code,
            name=name,
            level=LEVEL_OF_LENGTH[len(code)],
            parent_code=parent,
            full_name=" / ".join(paths[code]),
            initials=initials(name),
            ethnic_area=facts[code][0],
            languages=facts[code][1],
        )


def _facts(name, inherited):
    ethnic, languages = inherited
    own = languages_in(name)
    return bool(own) or ethnic, list(dict.fromkeys([*own, *languages]))
