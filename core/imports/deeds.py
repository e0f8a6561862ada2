"""What an office does with a table: hands it in, has it checked again, has it entered, takes it back. The work itself is in jobs.py."""

import hashlib

from django.db import connection, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core import files, work
from core.imports.kinds import KINDS
from core.models import Job, SheetImport
from core.record import record
from core.refusals import FASTER, Conflict, NotAllowed, Refused
from core.sheets.guard import MEGABYTE, Unreadable

LARGEST = 20 * MEGABYTE
State = SheetImport.State


def kinds_for(actor):
    """The kinds of tables this office hands in."""
    return [one for one in KINDS.values() if actor and actor.office in one.offices]


@transaction.atomic
def hand_in(name, upload, *, asked=None, papers=None, corrects=None, by, on):
    """Takes a table in and asks for it to be checked. `asked`: what the form beside it said; `papers`: its uploads by field.

    Effects in order: the office is checked; the same file of the same office, handed in before with the same answers and
    neither taken back nor unreadable, is returned as it stands; file and papers are kept sealed; the import; the check is
    asked for; one record line. Raises NotAllowed, Refused (no such kind, no table, empty, too large).
    """
    kind = _kind_for(name, by)
    if corrects and corrects.kind != name:
        raise Refused(_("The table it corrects is of another kind."), fields={"corrects": _("Choose another.")})
    _bears_a_true_name(upload)
    digest = _digest(upload)
    with connection.cursor() as cursor:  # two clicks at once: the second waits here and finds the first
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"import:{name}:{by.area}:{by.unit_id}:{digest}"])
    asked, papers = asked or {}, papers or {}
    if earlier := _earlier(name, digest, asked, papers, by):
        return earlier
    file = files.keep(upload, by=by, kinds=files.TABLES, at_most=LARGEST)
    kept = {field: files.keep(paper, by=by, field=field).pk for field, paper in papers.items()}
    sheet = SheetImport.objects.create(
        kind=kind.name,
        office=by.office,
        area=by.area,
        unit_id=by.unit_id,
        owner_id=by.user_id,
        asked=asked | kept,
        file=file,
        corrects=corrects,
    )
    _ask("imports.check", sheet, by, on)
    record(by, "hand_in_sheet", sheet, details={"kind": name, "file": file.name, "digest": digest})
    return sheet


def _kind_for(name, by):
    kind = KINDS.get(name)
    if kind is None:
        raise Refused(_("There is no such kind of table."), fields={"kind": _("Choose another.")})
    if by.office not in kind.offices:
        raise NotAllowed(_("This table is handed in by another office."))
    return kind


def _bears_a_true_name(upload):
    """Says at once what a look at the first bytes tells; the rest is told by the check."""
    kind = files.kind_of(upload) if upload.size else ""
    upload.seek(0)
    if not kind and upload.read(4) == b"PK\x03\x04":
        raise Unreadable(_("The file is damaged or cut off. Open it, save it again and hand it in."))
    if kind == "csv" and upload.name.lower().endswith((".xlsx", ".xls", ".et")):
        raise Unreadable(_("The file only bears a table's name: open it and save it as .xlsx."))


def _digest(upload):
    upload.seek(0)
    found = hashlib.sha256()
    for chunk in upload.chunks():
        found.update(chunk)
    upload.seek(0)
    return found.hexdigest()


def _earlier(name, digest, asked, papers, by):
    rows = SheetImport.objects.visible_to(by).filter(kind=name, file__digest=digest)
    rows = rows.exclude(state__in=(State.UNDONE, State.FAILED))
    wanted = _without(asked, papers)
    return next((row for row in rows if _without(row.asked, papers) == wanted), None)


def _without(asked, papers):
    return {field: value for field, value in asked.items() if field not in papers}


@transaction.atomic
def check_again(sheet, *, by, on):
    """Has a table checked anew, because something beside it has changed.

    Effects in order: the row is locked; that nothing is under way is checked; the check is asked for. Raises Conflict.
    """
    sheet = _locked(sheet, State.CHECKED)
    sheet.state = State.CHECKING
    _ask("imports.check", sheet, by, on)
    return sheet


@transaction.atomic
def enter(sheet, *, by, on):
    """Has the good rows of a checked table entered, all or none.

    Effects in order: the row is locked; that it is checked and has good rows is verified; the work is asked for; one record
    line. Raises Conflict (under way, or entered), Refused (no good rows).
    """
    _kind_for(sheet.kind, by)
    sheet = _locked(sheet, State.CHECKED)
    if not sheet.good:
        raise Refused(_("There is nothing to enter: every row is unchanged or to be corrected."))
    sheet.state = State.APPLYING
    _ask("imports.enter", sheet, by, on)
    record(by, "enter_sheet", sheet, details={"rows": sheet.good})
    return sheet


@transaction.atomic
def take_back(sheet, *, by, on):
    """Has everything a table entered taken back, all or nothing.

    Effects in order: the row is locked; that it is entered is verified; the work is asked for; one record line. Raises Conflict.
    """
    _kind_for(sheet.kind, by)
    sheet = _locked(sheet, State.APPLIED)
    _ask("imports.undo", sheet, by, on)
    record(by, "take_back_sheet", sheet)
    return sheet


def _locked(sheet, state):
    """The row, held; Conflict when it stands elsewhere or work on it is under way."""
    sheet = SheetImport.objects.select_for_update(of=("self",)).select_related("job", "file").get(pk=sheet.pk)
    if sheet.state != state or (sheet.job and sheet.job.state == Job.State.WAITING):
        raise Conflict(FASTER)
    return sheet


def _ask(work_kind, sheet, by, on):
    said = {"language": get_language() or "zh-hans"}
    sheet.job = work.ask(work_kind, subject=sheet.pk, by=by, on=on, payload=said, link=f"/imports/{sheet.pk}/")
    sheet.error = ""
    sheet.save(update_fields=["job", "state", "error"])
