"""A story's judgement in words, with clause and quotation, for people."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import override

from core.offices import Office
from core.policy import Provision, in_readers_language
from core.templatetags.wording import answer, fact, worded
from core.workflow import VERBS
from overview.stories import Outcome, shown

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
    return _("; ").join(
        f"{fact(key)}{_(': ')}{worded(value) if isinstance(value, str) else shown(value)}"
        for key, value in said.items()
    )


def _step(spoken):
    """`office [division] verb` in the reader's language."""
    office, *division, verb = spoken.split()
    return " ".join([str(Office(office).label), *division, str(VERBS[verb])])


def value_in_words(provision: Provision) -> str:
    """A provision's value in the reader's language, lists and routes included, with its unit."""
    value = _said(provision.value, provision)
    counted = provision.unit and isinstance(provision.value, int) and provision.value not in provision.words
    return f"{value} {in_readers_language(provision.unit)}" if counted else value


def _said(value, provision):
    if isinstance(value, Mapping):
        if value.keys() == {"zh", "en"}:
            return in_readers_language(value)
        return _("; ").join(
            f"{_name(key, provision)}{_(': ')}{_said(inner, provision)}" for key, inner in value.items()
        )
    if isinstance(value, (list, tuple)):
        between = " / " if any(isinstance(inner, Mapping) for inner in value) else _(", ")
        return between.join(_said(inner, provision) for inner in value) or "–"
    if value in provision.words:
        return provision.word(value)
    return _("none") if value is None else (_("yes") if value else _("no")) if isinstance(value, bool) else str(value)


def _name(key, provision):
    """A part of a value: as the provision says it, else by its own name."""
    return provision.word(key) if key in provision.words else fact(key)
