"""What a table must not be, told from its bytes before anything parses it. Sizes are found by inflating and counting."""

import io
import re
import zipfile
import zlib

from django.utils.translation import gettext_lazy as _

from core.refusals import Refused

MEGABYTE = 1024 * 1024
MOST_BYTES = 256 * MEGABYTE  # of all parts, inflated
MOST_PARTS = 2000
MOST_AREA = 4_000_000  # cells between the first and the last
_PIECE = 256 * 1024
_OVERLAP = 256  # bytes kept from the piece before, so that nothing hides on a seam
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0[DE]\0|\0<\0!\0[DE]")
_CELL = re.compile(rb"""<(?:\w+:)?(?:c|row)\s[^>]{0,120}?\br=["']([A-Z]{3}\d+|[A-Z]{0,3}\d{6,})["']""")
_DIMENSION = re.compile(rb"""<(?:\w+:)?dimension\s[^>]{0,80}?ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']""")
_OLE_NAMES = (
    ("EncryptedPackage", _("The file is locked with a password. Save it without one and hand it in again.")),
    ("_VBA_PROJECT", _("The file contains macros. Save it as an ordinary table (.xlsx) and hand it in again.")),
)


class Unreadable(Refused):
    """The file cannot be taken as a table; the message says why and how to mend it."""


def check(content, kind):
    """Raises Unreadable for whatever is no honest table. `kind`: xlsx, xls or csv, told by content."""
    if not content.strip(b"\0\r\n\t "):
        raise Unreadable(_("The file is empty."))
    {"xlsx": _zipped, "xls": _compound, "csv": _plain}.get(kind, _unknown)(content)


def _unknown(content):
    raise Unreadable(_("This is no table: hand in .xlsx, .xls or .csv."))


def _plain(content):
    if content.lstrip()[:15].lower().startswith((b"<html", b"<!doctype", b"<?xml", b"{\\rtf")):
        raise Unreadable(_("The file only bears a table's name: open it and save it as .xlsx."))


def _compound(content):
    for name, message in _OLE_NAMES:
        if name.encode("utf-16-le") in content:
            raise Unreadable(message)
    if "Workbook".encode("utf-16-le") not in content and "Book".encode("utf-16-le") not in content:
        raise Unreadable(_("This is no table: hand in .xlsx, .xls or .csv."))


def _zipped(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as box:
            parts = box.infolist()
            _parts_are_those_of_a_table({part.filename.lower() for part in parts}, len(parts))
            left = MOST_BYTES
            for part in parts:
                left -= _inflated(box, part, left)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(_("The file is damaged or cut off. Open it, save it again and hand it in.")) from error


def _parts_are_those_of_a_table(names, count):
    if count > MOST_PARTS:
        raise Unreadable(_("The file is packed in an unusual way. Copy the table into a new workbook."))
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in name for name in names):
        raise Unreadable(_OLE_NAMES[1][1])
    if any("/externallinks/" in name for name in names):
        raise Unreadable(_("The file is linked to other files. Paste its cells as values into a new workbook."))
    if "xl/workbook.xml" not in names:
        raise Unreadable(_("This is no table: hand in .xlsx, .xls or .csv."))


def _inflated(box, part, left):
    """Bytes of one part, counted while they come out; what it says in its header is not believed."""
    count, before = 0, b""
    is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    is_sheet = "worksheets/" in part.filename.lower()
    with box.open(part) as stream:
        while piece := stream.read(_PIECE):
            count += len(piece)
            if count > left:
                raise Unreadable(_("Unpacked, the file is far larger than any table. It is not read."))
            if is_xml:
                _honest(before + piece, is_sheet)
            before = piece[-_OVERLAP:]
    return count


def _honest(text, is_sheet):
    if _DTD.search(text):
        raise Unreadable(_("The file defines things of its own (DTD), which no table needs. It is not read."))
    if is_sheet and (_too_far(text) or _CELL.search(text)):
        message = _(
            "Cells are filled far away from the table, beyond column ZZ or row 100,000. "
            "Copy the table alone into a new workbook."
        )
        raise Unreadable(message)


def _too_far(text):
    found = _DIMENSION.search(text)
    if found is None:
        return False
    left, top, right, bottom = found.groups()
    return (_place(right) - _place(left) + 1) * (int(bottom) - int(top) + 1) > MOST_AREA


def _place(letters):
    """Column letters as a number from 1."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place
