"""Help: what the policy says of a line of the menu, in its own words, and whose work it is."""

from core.clock import today
from core.help_topics import topics
from core.pages import show
from core.policies import policy_at
from core.policy import PROVINCE


def help_page(request):
    """One topic with its provisions as they stand for the reader's place; without a topic the list of all."""
    known = topics(request.actor)
    topic = known.get(request.GET.get("page", ""))
    texts = _texts(request.actor, topic.keys) if topic else []
    return show(request, "core/help.html", {"topic": topic, "topics": known.values(), "texts": texts})


def _texts(actor, keys):
    held = policy_at(actor.area or PROVINCE, today())
    return [held[key] for key in keys if key in held]
