"""Help: what the policy says of a line of the menu, in its own words, and whose work it is."""

from core.clock import today
from core.help_topics import topics
from core.models import CountyRule
from core.pages import show
from core.policy import PROVINCE, policy_in_force


def help_page(request):
    """One topic with its provisions as they stand for the reader's place; without a topic the list of all."""
    known = topics(request.actor)
    topic = known.get(request.GET.get("page", ""))
    texts = _texts(request.actor, topic.keys) if topic else []
    return show(request, "core/help.html", {"topic": topic, "topics": known.values(), "texts": texts})


def _texts(actor, keys):
    here, on = actor.area or PROVINCE, today()
    held = policy_in_force(here, on, CountyRule.objects.visible_to(actor).above(here).in_force(on))
    return [held[key] for key in keys if key in held]
