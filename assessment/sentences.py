"""The plain sentence an opinion may start from, computed from the facts; whoever writes the opinion edits it."""

from django.utils.translation import gettext as _


def opening(facts):
    """What the facts of a person say, in one sentence; "" where nothing is known."""
    said = [*_served(facts), *_days(facts)]
    return _("%(facts)s.") % {"facts": _("; ").join(said)} if said else ""


def _served(facts):
    if facts.get("served_from"):
        yield _("served from %(first)s to %(last)s") % {"first": facts["served_from"], "last": facts["served_to"]}


def _days(facts):
    sentences = {
        "attendance": _("%(done)s village days of %(required)s"),
        "training": _("%(done)s training days of %(required)s"),
    }
    for kind, sentence in sentences.items():
        if standing := facts.get(kind):
            yield sentence % {"done": standing["done"], "required": standing["required"]}
    if (absences := facts.get("unexcused_absences")) is not None and facts.get("served_from"):
        yield _("unexcused absences: %(count)s") % {"count": absences}
