"""Facts of a case in short words, beside days and absences: ballots, leave, spot checks, criticism, recall."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

BALLOTS = {
    "villagers": _lazy("villagers' evaluation"),
    "village_cadres": _lazy("review by village cadres"),
    "ballot": _lazy("democratic ballot"),
}
COUNTS = {"leave_days": _lazy("leave: %(count)s days"), "report_out_days": _lazy("reported out: %(count)s days")}
MARKS = {
    "earlier": _lazy("served elsewhere earlier in the year"),
    "criticised": _lazy("criticised"),
    "recalled": _lazy("recalled"),
}


def ballots(facts):
    """Each counted ballot as a share in per cent."""
    found = facts.get("ballots") or {}
    for kind, label in BALLOTS.items():
        if (value := (found.get(kind) or {}).get("value")) is not None:
            yield f"{label} {float(value) * 100:.0f}%"


def also(facts):
    """What else the year has seen; nothing for what did not happen."""
    for name, words in COUNTS.items():
        if facts.get(name):
            yield words % {"count": facts[name]}
    yield from _duties(facts.get("duties") or {})
    yield from _checks(facts)
    yield from marks(facts)


def marks(facts):
    """What bars or burdens a grade, in words."""
    for name, words in MARKS.items():
        if facts.get(name):
            yield str(words)


def _duties(counts):
    if counts.get("promised"):
        yield _("promises kept: %(kept)s of %(promised)s") % counts
    if counts.get("reports"):
        yield _("quarterly reports: %(reports)s, late %(late)s") % counts


def _checks(facts):
    checks, disputed = facts.get("spot_checks") or {}, facts.get("discrepancies") or {}
    if checks.get("made"):
        yield _("spot checks: %(made)s, absent %(absent)s") % {
            "made": checks["made"],
            "absent": checks.get("absent", 0),
        }
    if disputed.get("open"):
        yield _("open discrepancies: %(count)s") % {"count": disputed["open"]}
