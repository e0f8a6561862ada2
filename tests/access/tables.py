"""A table handed in by a county, with a row, its marked file, and the work that was done on it."""

from types import SimpleNamespace

from core import files
from core.models import Job, SheetImport, SheetRow
from tests.cast import TODAY


def handed_in(cast, area, who, canary):
    """(number of the import, number of its job)."""
    user = cast.users[who]
    by = SimpleNamespace(user_id=user.pk)
    file, marked = (files.keep_bytes(canary.encode(), name=f"{canary}.csv", kind="csv", by=by) for _ in range(2))
    held = {"office": "county", "area": area, "owner": user}
    job = Job.objects.create(kind="imports.check", asked_on=TODAY, state="done", file=marked, error=canary, **held)
    facts = {"kind": "villages", "file": file, "marked": marked, "job": job, "state": "checked", "counts": {"bad": 1}}
    made = SheetImport.objects.create(notes=[canary], **facts, **held)
    SheetRow.objects.create(sheet=made, number=2, verdict="bad", values={"village": canary})
    return made.pk, job.pk
