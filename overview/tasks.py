"""Celery's doors into the overview: kept queries are promised once a day and sent one by one."""

from datetime import date

from core.clock import today
from core.jobs import finished
from core.outbox import handles
from overview import actions


@handles("overview.send_queries")
def send_queries(payload):
    """Promises the queries whose week or month has begun."""
    on = date.fromisoformat(payload["on"])
    finished("overview.send_queries", on, actions.send_due(on=on))


@handles("overview.send_query")
def send_query(payload):
    """Sends one of them."""
    actions.send(payload["query"], payload["period"], on=today())
