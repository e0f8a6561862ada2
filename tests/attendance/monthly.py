"""Helpers of the month sheet's tests: asking for it, writing cells of it."""

import json

from django.urls import reverse

from tests.cast import TODAY


def sheet_of(client, month="2026-07", **more):
    """The JSON of a month."""
    return client.get(reverse("api-month-sheet"), {"month": month, **more})


def cell(posting, day=TODAY, status="in_village", **more):
    """One cell as the grid sends it."""
    return {"posting": posting.pk, "day": str(day), "status": status, "confirm": True, **more}


def send(client, *cells, key=None):
    """The answer to a batch."""
    once = {"Idempotency-Key": key} if key else {}
    body = json.dumps({"entries": list(cells)})
    return client.patch(reverse("api-month-sheet"), body, content_type="application/json", headers=once)


def version_of(client, posting, day=TODAY):
    """The stamp of a cell as the sheet gives it out."""
    return sheet_of(client, f"{day:%Y-%m}").json()["cells"][str(posting.pk)][f"{day:%d}"][3]
