"""What stands above a list of cases: how many are in each state, and how many wait for whoever looks."""

from django.db.models import Count, Min
from django.utils.timezone import localdate


def counts(rows, actor):
    """{states: [(state, its words, how many)], waiting: how many wait for this actor, oldest: since which day}: two statements."""
    found = dict(rows.values("state").order_by().annotate(n=Count("pk")).values_list("state", "n"))
    states = [(state.value, state.label, found[state]) for state in rows.model.State if state in found]
    waiting = rows.waiting_for(actor).aggregate(n=Count("pk"), oldest=Min("changed_at"))
    return {"states": states, "waiting": waiting["n"], "oldest": waiting["oldest"] and localdate(waiting["oldest"])}
