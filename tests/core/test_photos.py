"""Photos are kept without where and when they were taken, and what is no photo is refused."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from core import files, photos
from core.refusals import Refused
from tests.duties.pictures import GPS, chunk, exif, jpeg, png, segment

HIDDEN = [
    exif(),
    exif(order="<"),
    segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + GPS),
    segment(0xE2, b"MPF\0" + GPS),
    segment(0xED, b"Photoshop 3.0\0" + GPS),
    segment(0xEE, b"Adobe\0" + GPS),
    segment(0xE0, b"JFIF\0\x01\x01\0\0\1\0\1\0\0" + GPS),
    segment(0xFE, GPS),
]
CHUNKS = [chunk(name, b"Comment\0" + GPS) for name in (b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME", b"iCCP", b"prVt")]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_nothing_a_camera_tells_is_kept_of_a_jpeg(hidden):
    assert GPS in jpeg(hidden)
    clean = photos.without_metadata(jpeg(hidden), "jpg")
    assert GPS not in clean
    assert clean == jpeg()


@pytest.mark.parametrize("hidden", CHUNKS)
def test_nothing_a_camera_tells_is_kept_of_a_png(hidden):
    assert photos.without_metadata(png(hidden), "png") == png()


def test_what_follows_the_end_of_a_picture_is_cut_off():
    assert photos.without_metadata(jpeg(after=jpeg(exif())), "jpg") == jpeg()
    assert photos.without_metadata(png(after=b"<script>"), "png") == png()


@pytest.mark.parametrize("turned", range(2, 9))
def test_a_photo_taken_sideways_stays_upright(turned):
    clean = photos.without_metadata(jpeg(exif(turned)), "jpg")
    assert GPS not in clean
    assert photos.without_metadata(clean, "jpg") == clean
    assert clean[:60] != jpeg()[:60]
    assert bytes((1, 0x12, 0, 3, 0, 0, 0, 1, 0, turned)) in clean


def test_the_picture_itself_is_untouched():
    assert photos.without_metadata(jpeg(side=64), "jpg") == jpeg(side=64)


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\xff\xd8\xff",
        jpeg()[:-2],
        jpeg()[:-40],
        jpeg().replace(b"\xff\xc0", b"\xff\xc3"),
        jpeg(side=0),
        jpeg(b"\xff\xe1\xff\xff"),
        b"\xff\xd8" + exif() + b"\xff\xd9",
    ],
)
def test_a_jpeg_that_cannot_be_read_through_is_refused(broken):
    with pytest.raises(Refused):
        photos.without_metadata(broken, "jpg")


@pytest.mark.parametrize("broken", [b"", png()[:-4], png()[:40], png(side=20_001), png().replace(b"IDAT", b"IDAX")])
def test_a_png_that_cannot_be_read_through_is_refused(broken):
    with pytest.raises(Refused):
        photos.without_metadata(broken, "png")


@given(st.binary(max_size=300), st.integers(0, 200), st.sampled_from(["jpg", "png"]))
def test_no_bytes_bring_it_down(noise, at, kind):
    whole = jpeg(exif()) if kind == "jpg" else png(CHUNKS[0])
    try:
        clean = photos.without_metadata(whole[:at] + noise + whole[at:], kind)
    except Refused:
        return
    assert photos.without_metadata(clean, kind) == clean


def upload(content, name="x.jpg"):
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html>", b"%PDF-1.4", b"GIF89a"])
def test_a_file_that_only_calls_itself_a_photo_is_refused(content):
    with pytest.raises(Refused):
        photos.keep(upload(content), by=None)


@pytest.mark.django_db
def test_a_photo_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(photos, "LARGEST", 100)
    with pytest.raises(Refused):
        photos.keep(upload(jpeg(side=64)), by=None)


@pytest.mark.django_db
def test_a_photo_is_kept_and_shown_as_the_picture_it_is():
    row = photos.keep(upload(jpeg(exif()), name="村<道>.html"), by=None)
    assert files.content(row) == jpeg()
    answer = photos.shown(row)
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert io.BytesIO(answer.content).getvalue() == jpeg()
