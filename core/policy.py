"""The policy as data: what holds for a division on a day, and the words it rests on.

Code asks `provision("attendance.days_per_year", at="632521204201", on=day)`; a page that judges many cases takes `policy_in_force(at, on)`
once. The most specific division's file wins key by key; county rules (dated rows an office entered) come on top, within what the text leaves
open. Nothing here touches the database: rules come in as rows.
"""
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.policy_files import FOLDER, Entry, PolicyFile, policy_files
from core.refusals import Refused
from core.shapes import frozen, misfits, plain

PROVINCE = "63"
DIVISION_LENGTHS = (2, 4, 6, 9, 12)


class NoPolicy(LookupError):
    """No policy text speaks for this key, place and day; the message says which."""


class RuleRefused(Refused):
    """A county rule goes beyond what the text leaves to the county; carries the provision it collides with."""


@dataclass(frozen=True, slots=True)
class Provision:
    """One thing the policy says, with everything needed to cite it. A judgement stores it whole (`as_json`)."""

    key: str
    label: Mapping
    value: object
    unit: str
    force: str
    clause: str
    quote: str
    gloss: str
    source: str
    since: date
    is_default: bool
    reason: Mapping
    issuer: Mapping
    area: str
    document_number: str
    topic: str
    words: Mapping
    county_may: str
    tighter: str

    def as_json(self) -> dict:
        """A plain snapshot, stable enough to be stored with a decision."""
        kept = ("key", "label", "value", "unit", "force", "clause", "quote", "gloss", "source", "is_default", "reason", "issuer", "area",
                "document_number")
        return {name: plain(getattr(self, name)) for name in kept} | {"since": self.since.isoformat()}

    @property
    def title(self) -> str:
        """The label in the reader's language."""
        return self.label["zh" if (get_language() or "zh").startswith("zh") else "en"]

    def word(self, item) -> str:
        """A value or an item of it in the reader's language: the policy's own word in Chinese, its rendering in English."""
        zh, en = self.words.get(item, (str(item), str(item)))
        return zh if (get_language() or "zh").startswith("zh") else en


class Policy(Mapping):
    """Everything in force at one place on one day: key → Provision."""

    def __init__(self, at: str, on: date, provisions: Mapping[str, Provision]):
        self.at, self.on, self._provisions = at, on, provisions

    def __getitem__(self, key: str) -> Provision:
        try:
            return self._provisions[key]
        except KeyError:
            raise NoPolicy(_("No policy says “%(key)s” for %(at)s on %(on)s.") % {"key": key, "at": self.at, "on": self.on}) from None

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


def provision(key: str, *, at: str = PROVINCE, on: date, rules: Iterable = None, folder: Path = FOLDER) -> Provision:
    """What the policy says about one thing at a place on a day; raises NoPolicy."""
    return policy_in_force(at, on, rules, folder=folder)[key]


def policy_in_force(at: str, on: date, rules: Iterable = None, *, folder: Path = FOLDER) -> Policy:
    """The whole policy of a place on a day; raises NoPolicy before the first text, or where no text reaches.

    A county rule that is not (or no longer) within what the text leaves open is passed over: the text stands.
    """
    texts = _texts_in_force(folder, _files_over(folder, at), on)
    if not texts:
        raise NoPolicy(_("No policy was in force for %(at)s on %(on)s.") % {"at": at, "on": on})
    if not rules:
        return Policy(at, on, texts)
    return Policy(at, on, MappingProxyType({**texts, **_entered(texts, at, on, rules)}))


def check_county_rule(key: str, value, *, at: str, on: date, folder: Path = FOLDER) -> Provision:
    """The provision a county rule would make; raises RuleRefused with the province's provision when it may not be entered."""
    texts = policy_in_force(at, on, folder=folder)
    if key not in texts:
        raise RuleRefused(_("The policy has no setting “%(key)s”.") % {"key": key})
    says_no = objection(texts[key], value)
    if says_no:
        raise RuleRefused(says_no, provision=texts[key])
    return _by_county(texts[key], EnteredRule(at, key, value, on))


def objection(provision: Provision, value) -> str:
    """Why a county may not put this value in place of the text's, or "" when it may."""
    if not provision.county_may:
        return _("The policy does not leave “%(label)s” to the county.") % {"label": provision.title}
    faults = [*misfits(value, _entry_of(provision).shape)]
    if faults:
        return _("This value does not have the form of “%(label)s”: %(faults)s") % {"label": provision.title, "faults": "; ".join(faults)}
    if provision.county_may == "tighten" and _is_looser(provision, value):
        return _("A county may tighten “%(label)s” (now %(value)s), never loosen it.") % {"label": provision.title, "value": provision.value}
    return ""


def _is_looser(provision: Provision, value) -> bool:
    return value < provision.value if provision.tighter == "up" else value > provision.value
