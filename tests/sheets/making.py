"""Files as strangers send them."""

import io
import zipfile

import openpyxl

SYNONYMS = {"name": ("姓名",), "born": ("出生年月", "出生日期"), "number": ("证件号码", "身份证号")}


def book(*rows, dress=None):
    """The bytes of a workbook; `dress(book, page)` may change it before it is saved."""
    made = openpyxl.Workbook()
    page = made.active
    for row in rows:
        page.append(list(row))
    if dress:
        dress(made, page)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


PEOPLE = (("姓名", "出生年月"), ("张甲", "1985.07"), ("李乙", "1990.12"))
PLAIN = book(*PEOPLE)


def repacked(content, replace=None, add=None):
    """A workbook with parts replaced by `replace[name](bytes)` and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            change = (replace or {}).get(name, lambda same: same)
            new.writestr(name, change(old.read(name)))
        for name, part in (add or {}).items():
            new.writestr(name, part)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def zip_bomb(size=12):
    """A sheet that is `size` MB of blanks once unpacked."""
    return repacked(PLAIN, add={"xl/media/blank.xml": b" " * size * 1024 * 1024})


def lying_bomb():
    """The same, with headers that promise a few bytes."""
    content = bytearray(zip_bomb())
    at = content.rindex(b"PK\x01\x02")  # the last entry of the directory
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(content)


def encrypted():
    """What a password makes of a workbook: a compound file with one package."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512
