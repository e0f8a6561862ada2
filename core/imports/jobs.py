"""The work on a table, done by a worker: check, enter, take back, mark. Each leaves everything or nothing."""

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import files, work
from core.imports.drafting import drafts_of
from core.imports.kinds import KINDS
from core.imports.storing import store, verdict_of
from core.models import SheetImport, SheetRow
from core.refusals import Refused
from core.sheets.marking import marked

State, Verdict = SheetImport.State, SheetRow.Verdict
GOOD = (Verdict.NEW, Verdict.CHANGED)
_EVERY = 50  # rows between two looks at the progress
_MOST_NAMED = 20  # rows named when taking back is refused


def _spoken(function):
    """The work speaks the language of who asked for it; a refusal is put into words while it does."""

    def spoken(job):
        with connection.cursor() as cursor:  # a large table is read and judged between two statements
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '15min'")
        with override(job.payload.get("language", "zh-hans")):
            try:
                return function(job, _sheet(job), work.actor_of(job))
            except Refused as refusal:
                quote = f" {refusal.provision.clause} “{refusal.provision.quote}”" if refusal.provision else ""
                raise Refused(f"{refusal.message}{quote}") from refusal

    return spoken


def _sheet(job):
    return SheetImport.objects.select_for_update(of=("self",)).select_related("file", "unit").get(pk=job.subject)


def _back_to(state):
    """What a table is after work on it has failed: as it was before, with the reason."""

    def back(job):
        SheetImport.objects.filter(pk=job.subject).update(state=state, error=job.error)

    return back


@work.does("imports.check", failed=_back_to(State.FAILED))
@_spoken
def check(job, sheet, by):
    """Reads and judges a table, and stores what was found; the file with marks is asked for when there are faults."""
    if sheet.state != State.CHECKING:
        return {}
    sheet.state = State.CHECKED
    _keep(sheet, *_judged(job, sheet, by), job=job)
    return sheet.counts


def _judged(job, sheet, by):
    kind = KINDS[sheet.kind]
    table, drafts = drafts_of(sheet, kind)
    work.report(job, len(drafts) // 2, len(drafts))
    kind.judge(sheet, drafts, by, job.asked_on)
    return table, drafts


def _keep(sheet, table, drafts, *, job):
    store(sheet, drafts, KINDS[sheet.kind])
    sheet.heads = {str(column): key for column, key in table.columns.items()}
    sheet.notes = table.notes
    sheet.marked = None
    sheet.save(update_fields=["state", "counts", "heads", "notes", "marked", "error"])
    if sheet.counts.get(Verdict.BAD):
        said = {**job.payload, "sheet": table.sheet, "head_row": table.head_row}
        work.ask("imports.mark", subject=sheet.pk, by=work.actor_of(job), on=job.asked_on, payload=said, link=job.link)


def _unmarked(job):
    """The table stands; that there will be no marked file is said."""
    SheetImport.objects.filter(pk=job.subject).update(error=job.error)


@work.does("imports.mark", failed=_unmarked)
@_spoken
def mark(job, sheet, by):
    """The user's own file with its faults marked."""
    content = files.content(sheet.file)
    where = {"sheet": job.payload["sheet"], "head_row": job.payload["head_row"]}
    bytes_of_it = marked(content, sheet.file.kind, list(_faults(sheet)), **where)
    stem = sheet.file.name.rpartition(".")[0] or sheet.file.name
    name = _("%(name)s (to be corrected)") % {"name": stem}
    sheet.marked = files.keep_bytes(bytes_of_it, name=f"{name}.xlsx", kind="xlsx", by=by)
    sheet.save(update_fields=["marked"])
    return {}


def _faults(sheet):
    """(row, column or None, text) of every problem; one at a missing cell stands at its column."""
    columns = {key: int(column) for column, key in sheet.heads.items()}
    for number, problems in sheet.rows.filter(verdict=Verdict.BAD).values_list("number", "problems"):
        for one in problems:
            yield number, one["column"] or columns.get(one["key"]), _with_clause(one)


def _with_clause(problem):
    """What stands in the way, with the words of the policy behind it."""
    said = problem.get("provision")
    return f"{problem['text']} {said['clause']}“{said['quote']}”" if said and said["quote"] else problem["text"]


@work.does("imports.enter", failed=_back_to(State.CHECKED))
@_spoken
def enter(job, sheet, by):
    """Enters the good rows in one transaction, unless the judgement of any of them has changed since the check."""
    if sheet.state != State.APPLYING:
        return {}
    table, drafts = _judged(job, sheet, by)
    if changed := _changed_since(sheet, drafts):
        rows = "、".join(map(str, changed[:_MOST_NAMED]))
        sheet.error = _("Things have changed since the check (rows %(rows)s). Nothing was entered; look again.") % {
            "rows": rows
        }
        sheet.state = State.CHECKED
        _keep(sheet, table, drafts, job=job)
        return sheet.counts
    rows = list(sheet.rows.filter(verdict__in=GOOD).order_by("number"))
    if enter_all := KINDS[sheet.kind].enter_all:
        enter_all(sheet, rows, by, job.asked_on)
    for done, row in enumerate(() if enter_all else rows):
        _enter_one(sheet, row, by, job.asked_on)
        if done % _EVERY == 0:
            work.report(job, done, len(rows))
    SheetRow.objects.bulk_update(rows, ["target", "before"], batch_size=500)
    sheet.state, sheet.applied_at = State.APPLIED, timezone.now()
    sheet.save(update_fields=["state", "applied_at"])
    return {"entered": len(rows)}


def _enter_one(sheet, row, by, on):
    try:
        row.target, row.before = KINDS[sheet.kind].enter(sheet, row, row.opened, by, on)
    except Refused as refusal:
        said = {"row": row.number, "why": refusal.message}
        raise Refused(_("Row %(row)s: %(why)s") % said, provision=refusal.provision) from refusal


def _changed_since(sheet, drafts):
    """The good rows whose judgement is another one now."""
    now = {draft.number: (verdict_of(draft), draft.target, draft.changes) for draft in drafts}
    good = sheet.rows.filter(verdict__in=GOOD).order_by("number")
    then = good.values_list("number", "verdict", "target", "changes")
    secret = KINDS[sheet.kind].secrets
    return [number for number, *held in then if not _same(held, now.get(number), secret)]


def _same(held, now, secret):
    if now is None or tuple(held[:2]) != tuple(now[:2]):
        return False
    open_now = {key: pair for key, pair in now[2].items() if key not in secret}
    return {key: pair for key, pair in held[2].items() if key not in secret} == open_now


@work.does("imports.undo", failed=_back_to(State.APPLIED))
@_spoken
def undo(job, sheet, by):
    """Takes back every row that was entered, the last one first; all of them, or none with the rows and reasons."""
    if sheet.state != State.APPLIED:
        return {}
    rows = list(sheet.rows.filter(verdict__in=GOOD, target__isnull=False).order_by("-number"))
    if undo_all := KINDS[sheet.kind].undo_all:
        undo_all(sheet, rows, by, job.asked_on)
    told = () if undo_all else (_undo_one(sheet, row, by, job.asked_on) for row in rows)
    stuck = [said for said in told if said]
    if stuck:
        raise Refused(_("Nothing was taken back. %(rows)s") % {"rows": " ".join(stuck[:_MOST_NAMED])})
    sheet.state, sheet.undone_at = State.UNDONE, timezone.now()
    sheet.save(update_fields=["state", "undone_at"])
    return {"taken_back": len(rows)}


def _undo_one(sheet, row, by, on):
    """Why a row cannot be taken back; "" when it was."""
    try:
        with transaction.atomic():
            KINDS[sheet.kind].undo(sheet, row, by, on)
    except Refused as refusal:
        return _("Row %(row)s: %(why)s") % {"row": row.number, "why": refusal.message}
    return ""
