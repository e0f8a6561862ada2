"""The policy as data: what holds for a division on a day, and the words it rests on.

Code asks `provision("attendance.days_per_year", at="632521204201", on=day)`; a page that judges many cases takes
`policy_in_force(at, on)` once. The most specific division's file wins key by key; county rules (dated rows an office entered)
come on top, within what the text leaves open. Nothing here touches the database: rules come in as rows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.policy_files import FOLDER, policy_files
from core.refusals import Refused
from core.shapes import frozen, misfits, plain

PROVINCE = "63"
_NOT_STORED = {"stored": False}


class NoPolicy(Refused, LookupError):
    """No policy text speaks for this key, place and day; the message says which, to whoever asked (422)."""


class RuleRefused(Refused):
    """A county rule goes beyond what the text leaves to the county; carries the provision it collides with."""


def in_readers_language(pair: Mapping) -> str:
    """The Chinese or the English half of a {zh, en} pair."""
    return pair["zh" if (get_language() or "zh").startswith("zh") else "en"]


@dataclass(frozen=True, slots=True)
class Provision:
    """One thing the policy says, with everything needed to cite it. A judgement stores it whole (`as_json`)."""

    key: str
    value: object
    since: date
    label: Mapping
    unit: Mapping = field(default_factory=dict)
    force: str = "must"
    clause: str = ""
    quote: str = ""
    gloss: str = ""
    source: str = ""
    title: Mapping = field(default_factory=dict)
    issuer: Mapping = field(default_factory=dict)
    is_default: bool = False
    reason: Mapping = field(default_factory=dict)
    area: str = PROVINCE
    document_number: str = ""
    words: Mapping = field(default_factory=dict, metadata=_NOT_STORED)
    shape: object = field(default="anything", metadata=_NOT_STORED)
    county_may: str = field(default="", metadata=_NOT_STORED)
    tighter: str = field(default="", metadata=_NOT_STORED)

    def as_json(self) -> dict:
        """A plain snapshot, stable enough to be stored with a decision and read back by `from_json`."""
        return {name: plain(getattr(self, name)) for name in _STORED}

    @classmethod
    def from_json(cls, data: Mapping) -> "Provision":
        """The provision as it stood when `as_json` was taken."""
        return cls(**{**data, "since": date.fromisoformat(data["since"])})

    @property
    def name(self) -> str:
        """The label in the reader's language."""
        return in_readers_language(self.label)

    @property
    def because(self) -> str:
        """Why a value without text behind it was chosen, in the reader's language; "" when the text says it."""
        return in_readers_language(self.reason) if self.reason else ""

    @property
    def by_county(self) -> bool:
        """Whether an office entered this value as a county rule."""
        return bool(self.document_number)

    def word(self, item) -> str:
        """A value, or an item of it, in the reader's language."""
        return in_readers_language(self.words[item]) if item in self.words else str(item)


_STORED = tuple(f.name for f in fields(Provision) if f.metadata.get("stored", True))


class Policy(Mapping):
    """Everything in force at one place on one day: key → Provision. Raises NoPolicy for a key nobody speaks of."""

    def __init__(self, at: str, on: date, provisions: Mapping[str, Provision]):
        self.at, self.on, self._provisions = at, on, provisions

    def __getitem__(self, key: str) -> Provision:
        try:
            return self._provisions[key]
        except KeyError:
            raise NoPolicy(
                _("No policy says “%(key)s” for %(at)s on %(on)s.") % {"key": key, "at": self.at, "on": self.on}
            ) from None

    def __contains__(self, key) -> bool:
        return key in self._provisions

    def __iter__(self) -> Iterator[str]:
        return iter(self._provisions)

    def __len__(self) -> int:
        return len(self._provisions)

    def value(self, key: str):
        """Just the value of a provision."""
        return self[key].value


@dataclass(frozen=True, slots=True)
class EnteredRule:
    """The least a county rule must show; a stored CountyRule row has the same names."""

    area: str
    key: str
    value: object
    effective_from: date
    effective_to: date | None = None
    document_number: str = ""
    quote: str = ""


def provision(
    key: str, *, at: str = PROVINCE, on: date, rules: Iterable | None = None, folder: Path = FOLDER
) -> Provision:
    """What the policy says about one thing at a place on a day; raises NoPolicy."""
    return policy_in_force(at, on, rules, folder=folder)[key]


def policy_in_force(at: str, on: date, rules: Iterable | None = None, *, folder: Path = FOLDER) -> Policy:
    """The whole policy of a place on a day; raises NoPolicy before the first text, or where no text reaches.

    A county rule that is not (or no longer) within what the text leaves open is passed over: the text stands.
    """
    texts = _texts_in_force(folder, tuple(code for code in policy_files(folder) if at.startswith(code)), on)
    if not texts:
        raise NoPolicy(_("No policy was in force for %(at)s on %(on)s.") % {"at": at, "on": on})
    return Policy(at, on, {**texts, **_entered(texts, at, on, rules)} if rules else texts)


def check_county_rule(key: str, value, *, at: str, on: date, folder: Path = FOLDER) -> Provision:
    """The provision a county rule would make; raises RuleRefused with the text's provision when it may not be entered."""
    try:
        texts = policy_in_force(at, on, folder=folder)
    except NoPolicy:
        texts = {}
    if key not in texts:
        raise RuleRefused(_("The policy has no setting “%(key)s”.") % {"key": key})
    says_no = objection(texts[key], value)
    if says_no:
        raise RuleRefused(says_no, provision=texts[key])
    return _by_county(texts[key], EnteredRule(at, key, value, on))


def objection(text: Provision, value) -> str:
    """Why a county may not put this value in place of the text's, or "" when it may."""
    if not text.county_may:
        return _("The policy does not leave “%(label)s” to the county.") % {"label": text.name}
    if faults := [*misfits(value, text.shape)]:
        return _("This value does not have the form of “%(label)s”: %(faults)s") % {
            "label": text.name,
            "faults": "; ".join(faults),
        }
    if text.county_may == "tighten" and (value < text.value if text.tighter == "up" else value > text.value):
        return _("A county may tighten “%(label)s” (now %(value)s), never loosen it.") % {
            "label": text.name,
            "value": text.value,
        }
    return ""


@lru_cache(maxsize=4096)
def _texts_in_force(folder: Path, codes: tuple, on: date) -> Mapping[str, Provision]:
    """Key by key the most specific division's text; `codes` run from the province down."""
    found = {}
    for code in sorted(codes, key=len):
        file = policy_files(folder)[code]
        dated = ((entry, entry.value_on(on)) for entry in file.entries.values())
        found |= {entry.key: _by_text(file, entry, row) for entry, row in dated if row}
    return found


def _by_text(file, entry, row) -> Provision:
    """A dated value of a file together with the document it stands in."""
    document = file.documents.get(row.get("source"), {})
    return Provision(
        key=entry.key,
        value=row["value"],
        since=row["since"],
        label=entry.label,
        unit=entry.unit,
        force=entry.force,
        clause=row.get("clause", ""),
        quote=row.get("quote", ""),
        gloss=row.get("gloss", ""),
        source=row.get("source", ""),
        title=document.get("title", {}),
        issuer=document.get("issuer", {}),
        is_default="default" in row,
        reason=row.get("reason", {}),
        area=entry.area,
        words=entry.words,
        shape=entry.shape,
        county_may=entry.county_may,
        tighter=entry.tighter,
    )


def _entered(texts: Mapping, at: str, on: date, rules: Iterable) -> dict[str, Provision]:
    """What the offices entered and the text allows: the nearest office wins, then the latest rule."""
    holds = [
        rule
        for rule in rules
        if at.startswith(rule.area)
        and rule.effective_from <= on
        and (rule.effective_to is None or on <= rule.effective_to)
    ]
    holds.sort(key=lambda rule: (len(rule.area), rule.effective_from))
    return {
        rule.key: _by_county(texts[rule.key], rule)
        for rule in holds
        if rule.key in texts and not objection(texts[rule.key], rule.value)
    }


def _by_county(text: Provision, rule) -> Provision:
    """The text's provision with the county's value; the clause that leaves it to the county stays."""
    return replace(
        text,
        value=frozen(rule.value),
        since=rule.effective_from,
        is_default=False,
        reason={},
        area=rule.area,
        document_number=rule.document_number,
        quote=rule.quote or text.quote,
        gloss="" if rule.quote else text.gloss,
        source="" if rule.quote else text.source,
    )
