"""A story's judgement in words, with clause and quotation, for people."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override

from core.offices import Office
from core.policy import Provision
from core.policy_words import part_name, value_in_words
from core.templatetags.wording import answer, fact, worded
from core.workflow import VERBS
from overview.stories import Outcome, shown
from teams.models import Seat

LANGUAGES = {"zh": "zh-hans", "en": "en"}


def tell(outcome: Outcome, lang: str) -> Iterator[str]:
    """The lines of one story in `zh` or `en`: each finding with its facts and the words it rests on, then the whole."""
    with override(LANGUAGES[lang]):
        yield outcome.story.name
        if outcome.judged is None:
            yield from (f"  ✗ {fault}" for fault in outcome.faults)
            return
        for finding in outcome.judged.findings:
            yield f"  {finding.provision.name} – {answer(finding.answer)}"
            yield from _facts(finding)
            for provision in finding.provisions:
                yield from _cited(provision, lang)
        for provision in outcome.judged.cited:
            yield f"  {provision.name}"
            yield from _cited(provision, lang)
        yield f"  ⇒ {_whole(outcome.judged.got)}"
        yield from (f"  ✗ {fault}" for fault in outcome.faults)


def _facts(finding):
    known = {
        name: worded(value, finding.provisions) for name, value in finding.facts.items() if value not in ("", None, [])
    }
    if known:
        yield "    " + _("; ").join(f"{fact(name)}{_(': ')}{value}" for name, value in known.items())


def _cited(provision: Provision, lang):
    if provision.is_default:
        yield f"    {value_in_words(provision)} ({_('default, not from the text')}{_(': ')}{provision.because})"
    elif provision.by_county:
        yield f"    {value_in_words(provision)} ({provision.document_number})"
    if provision.quote:
        yield f"    {provision.clause} “{provision.quote}”"
        if lang == "en":
            yield f"      ({provision.gloss})"


def _whole(got):
    if isinstance(got, list):
        return " → ".join(map(_step, got))
    said = {key: value for key, value in got.items() if value is not None}
    return _("; ").join(f"{_named(key)}{_(': ')}{_told(value)}" for key, value in said.items())


def _named(key):
    """A seat by its name, any other answer by its own."""
    return str(Seat(key).label) if key in Seat.values else part_name(key)


def _told(value):
    """An answer in words: who holds a seat in which village, which seats are empty, a verdict, a number."""
    if isinstance(value, dict):
        return _(", ").join(f"{village} {shown(holder) if holder else '–'}" for village, holder in value.items())
    if isinstance(value, list):
        return _(", ").join(f"{village} {Seat(seat).label}" for village, seat in value) or "–"
    return _answered(value) if isinstance(value, str) else shown(value)


def _step(spoken):
    """`office [division] verb` in the reader's language."""
    office, *division, verb = spoken.split()
    return " ".join([str(Office(office).label), *division, str(VERBS[verb])])


def _answered(value):
    """An answer, a verdict or a grade in the reader's language."""
    said = str(answer(value))
    return said if said != value else worded(value)
