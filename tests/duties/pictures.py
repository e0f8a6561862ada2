"""Pictures built byte by byte: a grey JPEG, a PNG, with whatever is to be hidden in them."""

import struct
import zlib

GPS = b"36.3271N102.8049E-where-it-was-taken"


def segment(marker, body):
    """A JPEG segment."""
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def exif(turned=1, order=">"):
    """An EXIF segment with an orientation and a GPS directory."""
    mark = b"MM\0*" if order == ">" else b"II*\0"
    entries = struct.pack(order + "HHIHH", 0x0112, 3, 1, turned, 0) + struct.pack(order + "HHII", 0x8825, 4, 1, 40)
    tiff = mark + struct.pack(order + "IH", 8, 2) + entries + bytes(4)
    return segment(0xE1, b"Exif\0\0" + tiff + bytes(2) + GPS)


def jpeg(*hidden, side=8, after=b""):
    """A grey square as a baseline JPEG; `hidden` segments stand before the picture, `after` follows its end."""
    frame = segment(0xC0, struct.pack(">BHHBBBB", 8, side, side, 1, 1, 0x11, 0))
    tables = segment(0xDB, b"\0" + bytes([16] * 64))
    for number in (0x00, 0x10):
        tables += segment(0xC4, bytes([number, 1, *[0] * 15, 0]))
    blocks = max((side + 7) // 8, 1) ** 2
    bits = "00" * blocks
    bits += "1" * (-len(bits) % 8)
    scan = segment(0xDA, bytes([1, 1, 0x00, 0, 63, 0])) + int(bits, 2).to_bytes(len(bits) // 8, "big")
    return b"\xff\xd8" + b"".join(hidden) + tables + frame + scan + b"\xff\xd9" + after


def chunk(name, body):
    """A PNG chunk."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(*hidden, side=8, after=b""):
    """A grey square as a PNG."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress((b"\0" + bytes([128] * side)) * side))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(hidden) + data + chunk(b"IEND", b"") + after
