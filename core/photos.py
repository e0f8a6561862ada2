"""Photos without where and when they were taken: what tells it is cut out, what cannot be read through is refused.

No picture is decoded here, so none can harm by what it unpacks to. A JPEG keeps the segments its picture is drawn
from, a PNG its critical chunks and those that tell colours; everything else – EXIF with its position, XMP, comments,
maker's notes, thumbnails, whatever follows the end – is left out.
"""

import re
import struct
import zlib

from django.utils.translation import gettext_lazy as _

from core import files
from core.refusals import Refused

KINDS = ("jpg", "png")
LARGEST = 6 * files.MEGABYTE  # of one photo: four of them fit into one request
MOST_PIXELS = 100_000_000  # width × height a browser is asked to unpack
LONGEST_SIDE = 20_000
_PNG = b"\x89PNG\r\n\x1a\n"
# what a PNG is drawn from, and how its colours are meant; eXIf, tEXt, iTXt, zTXt, tIME and all others go
_CHUNKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB"}
_MARK, _SOI, _EOI, _SOS, _EXIF, _ADOBE = 0xFF, 0xD8, 0xD9, 0xDA, 0xE1, 0xEE
_FRAMES = {0xC0, 0xC1, 0xC2}  # baseline, extended, progressive: what browsers draw
_DRAWN = {*_FRAMES, 0xC4, 0xDB, 0xDD, _SOS}  # with Huffman and quantisation tables, restart interval, scans
_TOLD = {*range(0xE0, 0xF0), 0xFE}  # what tells about a picture, and is left out
_NEXT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # a marker after a scan: neither a stuffed byte nor a restart
_ORDERS = {b"MM": ">", b"II": "<"}


class _Broken(Exception):
    """The bytes are not what they say they are."""


def keep(upload, *, by):
    """Keeps a photo without what tells where and when it was taken, and returns its row. Raises Refused: not a picture, too large, damaged."""
    if upload.size > LARGEST:
        most = {"most": LARGEST // files.MEGABYTE}
        raise Refused(_("The file is too large: %(most)s MB at most.") % most, fields={"photos": _("Too large.")})
    kind = files.kind_of(upload)
    if kind not in KINDS:
        words = _("Photos are JPEG or PNG; this file is something else, whatever its name says.")
        raise Refused(words, fields={"photos": _("Choose another file.")})
    content = without_metadata(b"".join(upload.chunks()), kind)
    return files.keep_bytes(content, name=upload.name, kind=kind, by=by)


def shown(row):
    """A photo to be looked at inside a page: as the picture it is, never sniffed for anything else."""
    return files.answer(row, inside=True)


def without_metadata(content, kind):
    """The same picture with nothing but the picture. `kind`: jpg or png. Raises Refused for what cannot be read through."""
    try:
        return b"".join({"jpg": _jpeg, "png": _png}[kind](content))
    except (_Broken, struct.error, IndexError, AttributeError):
        words = _("This picture is damaged, or not of a common form: save it again as JPEG or PNG.")
        raise Refused(words, fields={"photos": _("Choose another file.")}) from None


def _png(content):
    if not content.startswith(_PNG):
        raise _Broken
    yield _PNG
    at, seen = len(_PNG), []
    while not seen or seen[-1] != b"IEND":
        length, name = struct.unpack_from(">I4s", content, at)
        whole = content[at : at + 12 + length]
        _sound(name, whole, length, first=not seen)
        seen.append(name)
        at += len(whole)
        if name in _CHUNKS:
            yield whole
    if b"IDAT" not in seen:
        raise _Broken


def _sound(name, whole, length, *, first):
    """A chunk is as long as it says and bears its own sum; the first is the header."""
    if len(whole) != length + 12 or zlib.crc32(whole[4:-4]) != struct.unpack(">I", whole[-4:])[0]:
        raise _Broken
    if first != (name == b"IHDR"):
        raise _Broken
    if first:
        _measured(*struct.unpack_from(">II", whole, 8))


def _measured(width, height):
    if not 0 < width <= LONGEST_SIDE or not 0 < height <= LONGEST_SIDE or width * height > MOST_PIXELS:
        raise _Broken


def _jpeg(content):
    if content[:2] != bytes((_MARK, _SOI)):
        raise _Broken
    turned, kept = 1, []
    for marker, piece in _pieces(content):
        turned = _orientation(piece) if marker == _EXIF and turned == 1 else turned
        kept += _kept(marker, piece)
    yield content[:2] + (_turn(turned) if turned != 1 else b"")
    yield from kept
    yield bytes((_MARK, _EOI))


def _pieces(content):
    """(marker, segment with its scan) up to the end of the picture; a frame comes before the first scan."""
    at, framed = 2, False
    while (marker := _marker(content, at)) != _EOI:
        (length,) = struct.unpack_from(">H", content, at + 2)
        end = at + 2 + length
        if length < 2 or end > len(content) or (marker == _SOS and not framed):
            raise _Broken
        if marker in _FRAMES:
            framed = True
            _measured(*reversed(struct.unpack_from(">HH", content, at + 5)))
        end = _NEXT.search(content, end).start() if marker == _SOS else end
        yield marker, content[at:end]
        at = end
    if not framed:
        raise _Broken


def _marker(content, at):
    if content[at] != _MARK:
        raise _Broken
    return content[at + 1]


def _kept(marker, segment):
    """The segment where the picture needs it; of Adobe's only the bytes that tell how colours are stored."""
    if marker in _DRAWN:
        return [segment]
    if marker == _ADOBE and len(segment) == 16 and segment[4:9] == b"Adobe":
        return [segment]
    if marker in _TOLD:
        return []
    raise _Broken


def _orientation(segment):
    """Which way up the camera was held, 1 to 8, as the EXIF says; 1 where it says nothing that can be read."""
    if segment[4:10] != b"Exif\0\0" or segment[10:12] not in _ORDERS:
        return 1
    order, tiff = _ORDERS[segment[10:12]], segment[10:]
    try:
        (at,) = struct.unpack_from(order + "I", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, at)
        entries = [struct.unpack_from(order + "HHIH", tiff, at + 2 + 12 * n) for n in range(count)]
    except struct.error:
        return 1
    turned = next((value for tag, kind, _many, value in entries if (tag, kind) == (0x0112, 3)), 1)
    return turned if turned in range(1, 9) else 1


def _turn(turned):
    """An EXIF segment that says which way up, and nothing else."""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, turned, 0, 0)
    return struct.pack(">BBH", _MARK, _EXIF, len(tiff) + 8) + b"Exif\0\0" + tiff
