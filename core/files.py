"""Files handed in: their kind told by content, their bytes sealed under a random name, given out only as a download."""

import hashlib
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from core import sealed
from core.models import StoredFile
from core.refusals import Refused

MEGABYTE = 1024 * 1024
SCANS = ("pdf", "jpg", "png")
PAPERS = (*SCANS, "docx")
TABLES = ("xlsx", "xls", "csv")
MOST_PAPERS = 10  # of one case
TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "csv": "text/csv; charset=utf-8",
}
_BEGINS = {
    b"%PDF-": "pdf",
    b"\xff\xd8\xff": "jpg",
    b"\x89PNG\r\n": "png",
    b"\xd0\xcf\x11\xe0": "xls",
    b"\xff\xfe": "csv",  # UTF-16, as spreadsheets write "Unicode text"
    b"\xfe\xff": "csv",
}


def keep(upload, *, by, kinds=SCANS, at_most=10 * MEGABYTE, field="file"):
    """Keeps an uploaded file sealed and returns its row. `kinds`: those allowed; `at_most` in bytes.

    Raises Refused at `field`: empty, too large, or of another kind than its content says. Bytes whose transaction is
    undone are swept away by the daily tidying.
    """
    if not upload.size:
        raise Refused(_("The file is empty."), fields={field: _("Choose another file.")})
    if upload.size > at_most:
        most = {"most": at_most // MEGABYTE}
        raise Refused(_("The file is too large: %(most)s MB at most.") % most, fields={field: _("Too large.")})
    kind = kind_of(upload)
    if kind not in kinds:
        allowed = {"kinds": ", ".join(kinds)}
        raise Refused(_("This kind of file is not accepted: %(kinds)s.") % allowed, fields={field: _("Another kind.")})
    return keep_bytes(b"".join(upload.chunks()), name=upload.name, kind=kind, by=by)


def kept(given, *, by, field):
    """A stored file for what was handed in: an upload is kept now, a machine's own file is taken as it is. None for none."""
    if not given or isinstance(given, StoredFile):
        return given or None
    return keep(given, by=by, kinds=PAPERS, field=field)


def all_kept(given, *, by, field):
    """Several of them."""
    return [kept(one, by=by, field=field) for one in (given or ())[:MOST_PAPERS]]


def keep_bytes(content, *, name, kind, by):
    """Keeps bytes the house has made or checked itself."""
    row = StoredFile(name=_tidy(name), kind=kind, size=len(content), uploaded_by_id=by.user_id if by else None)
    row.digest = hashlib.sha256(content).hexdigest()
    _write(path_of(row), sealed.seal_bytes(content, bound_to=f"file:{row.key}"))
    row.save()
    return row


def _write(path, content):
    """Whole or not at all: written beside its place and then moved there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_bytes(content)
    beside.replace(path)


def content(row):
    """The plain bytes of a file."""
    return sealed.unseal_bytes(path_of(row).read_bytes(), bound_to=f"file:{row.key}")


def answer(row, *, inside=False):
    """The file as a download, never sniffed; `inside`: a picture of ours, to be looked at inside a page."""
    reply = HttpResponse(content(row), content_type=TYPES[row.kind])
    reply["Content-Disposition"] = content_disposition_header(as_attachment=not inside, filename=row.name)
    reply["X-Content-Type-Options"] = "nosniff"
    return reply


def reseal(row):
    """Seals the bytes anew when another key than the newest holds them; whether it did. What is gone is left alone."""
    path = path_of(row)
    if not path.exists() or path.read_bytes()[1] == next(iter(settings.FIELD_KEYS)):
        return False
    _write(path, sealed.seal_bytes(content(row), bound_to=f"file:{row.key}"))
    return True


def ownerless(older_than):
    """Paths of sealed bytes without a row, written before a moment: what an undone transaction has left."""
    for path in Path(settings.MEDIA_ROOT).glob("??/*"):
        age = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
        known = len(path.name) == 32 and StoredFile.objects.filter(key=path.name).exists()
        if age < older_than and not known:
            yield path


def path_of(row):
    """Where the sealed bytes lie."""
    return Path(settings.MEDIA_ROOT) / row.key.hex[:2] / row.key.hex


def kind_of(upload):
    """The kind of an uploaded file by what is in it; "" for none that is known."""
    upload.seek(0)
    head = upload.read(4096)
    upload.seek(0)
    for begins, kind in _BEGINS.items():
        if head.startswith(begins):
            return kind
    return _office_kind(upload) if head.startswith(b"PK\x03\x04") else "" if b"\x00" in head else "csv"


def _office_kind(upload):
    try:
        with zipfile.ZipFile(upload) as box:
            names = set(box.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return ""
    finally:
        upload.seek(0)
    return "docx" if "word/document.xml" in names else "xlsx" if "xl/workbook.xml" in names else ""


def _tidy(name):
    """The name as a reader may see it again: no path, no control characters, its end kept."""
    plain = "".join(c for c in name.replace("\\", "/").rsplit("/", 1)[-1] if c.isprintable()).strip() or "file"
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:140]}{dot}{ending[:10]}" if dot else plain[:150]
