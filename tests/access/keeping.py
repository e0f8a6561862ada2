"""A kept query of each county's officer and what was sent of it; nobody else knows of either."""

from types import SimpleNamespace

from core.files import keep_bytes
from overview.models import Dispatch, SavedQuery


def kept(cast, who, area, canary):
    """(number of the query, number of the dispatch)"""
    said = {"owner": cast.users[who], "appointment": cast.appointments[who], "name": canary, "what": "cross"}
    query = SavedQuery.objects.create(**said, query={"area": area, "rows": "seat"})
    by = SimpleNamespace(user_id=cast.users[who].pk)
    file = keep_bytes(canary.encode(), name=f"{canary}.xlsx", kind="xlsx", by=by)
    return query.pk, Dispatch.objects.create(query=query, period="2026-W29", state="sent", file=file).pk
