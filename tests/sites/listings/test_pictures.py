"""Photographs: judged by what they are before they are decoded, stripped of all but pixels, approved before shown."""

import asyncio
import io
import struct
import zlib

import pytest
from PIL import Image

from sites.listings import SiteUnknown, cards, picture_encoding
from sites.listings.picture_encoding import LARGEST_BYTES, MOST_PIXELS, PictureUnfit, encode
from sites.listings.pictures import (
    MOST,
    PictureJudged,
    PicturesFull,
    PictureUnknown,
    add_picture,
    judge_picture,
    picture_file,
    pictures_of,
    remove_picture,
)
from tests.factories.people import make_federation, make_operator
from tests.factories.places import make_place


def photograph(kind: str = "JPEG", size: tuple[int, int] = (1200, 900), **more: object) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", size, (120, 160, 130)).save(kept, kind, **more)
    return kept.getvalue()


def with_place() -> bytes:
    """A photograph that knows where and with what it was taken, and lies on its side."""
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (29.0, 43.0, 12.0), 3: "E", 4: (118.0, 20.0, 3.0)})
    return photograph(exif=exif.tobytes(), comment=b"SecretComment")


def png_head(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")  # fmt: skip


def test_nothing_but_pixels_survives_and_the_picture_stands_upright() -> None:
    sent = with_place()
    assert b"SecretCamera" in sent
    found = encode(sent)
    assert (found.width, found.height) == (900, 1200)
    for kept in (found.large, found.small):
        again = Image.open(io.BytesIO(kept))
        assert not again.getexif()
        assert not {"exif", "comment", "icc_profile", "xmp"} & set(again.info)
        assert b"Secret" not in kept


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_three_kinds_become_jpeg_no_larger_than_shown(kind: str) -> None:
    found = encode(photograph(kind, (4000, 3000)))
    assert found.large.startswith(b"\xff\xd8\xff")
    assert (found.width, found.height) == (1760, 1320)
    assert Image.open(io.BytesIO(found.small)).size == (640, 480)


def test_a_polyglot_leaves_its_other_half_behind() -> None:
    found = encode(photograph() + b"<script>alert(1)</script>PK\x03\x04hidden.html")
    assert b"<script>" not in found.large + found.small
    assert b"PK\x03\x04" not in found.large


def test_too_many_pixels_are_refused_before_anything_is_decoded(monkeypatch) -> None:
    decoded = []
    monkeypatch.setattr(Image.Image, "load", lambda *_a: decoded.append(1))
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda *_a: decoded.append(1))
    with pytest.raises(PictureUnfit):
        encode(png_head(30_000, 30_000))
    assert decoded == []


def test_a_sound_picture_of_more_than_40_megapixels_is_refused_for_that_alone(monkeypatch) -> None:
    sent = photograph(size=(8200, 5001))
    assert MOST_PIXELS < 8200 * 5001
    with pytest.raises(PictureUnfit):
        encode(sent)
    monkeypatch.setattr(picture_encoding, "MOST_PIXELS", 8200 * 5001)
    assert encode(sent).width == 1760


def test_a_sound_picture_of_one_byte_more_than_12_mb_is_refused_for_that_alone() -> None:
    sound = photograph()
    most = sound + b"\0" * (12 * 1024 * 1024 - len(sound))
    assert encode(most).width == 1200
    with pytest.raises(PictureUnfit):
        encode(most + b"\0")


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?><svg/>",
        b"GIF89a" + b"\0" * 200,
        b"%PDF-1.4 page",
        photograph()[:400],
        png_head(1200, 900),
        photograph(size=(200, 200)),
        photograph("BMP"),
        photograph("TIFF"),
        b"\xff\xd8\xff" + b"\0" * LARGEST_BYTES,
    ],
)  # fmt: skip
def test_what_is_no_sound_photograph_is_refused(sent: bytes) -> None:
    with pytest.raises(PictureUnfit):
        encode(sent)


async def added(place, caption: str = "示例：院子") -> str:
    return await add_picture(
        place.id, stored_name="x" * 20, size=(1200, 900), caption=caption, caption_en="",
        by=place.operator.sales,
    )  # fmt: skip


async def test_a_picture_is_public_only_once_the_federation_has_approved_it(database: str) -> None:
    place, host = await make_place(), await make_federation()
    picture = await added(place)
    assert await pictures_of(place.id) == []
    assert (await picture_file(picture, by=place.operator.sales))[1] is False
    assert (await picture_file(picture, by=host.clerk))[1] is False
    for stranger in (None, (await make_operator()).sales):
        with pytest.raises(PictureUnknown):
            await picture_file(picture, by=stranger)
    assert (await cards())[0].picture.startswith(f"/art/{place.code}.svg?v=")

    await judge_picture(picture, approves=True, by=host.clerk)

    assert (await picture_file(picture, by=None))[1] is True
    assert (await cards())[0].picture == f"/pictures/{picture}/small.jpg"
    with pytest.raises(PictureJudged):
        await judge_picture(picture, approves=False, why="x", by=host.clerk)


async def test_taken_away_the_drawing_returns(database: str) -> None:
    place, host = await make_place(), await make_federation()
    picture = await added(place)
    await judge_picture(picture, approves=True, by=host.clerk)
    other = await make_operator()
    with pytest.raises(PictureUnknown):
        await remove_picture(picture, by=other.sales)
    await remove_picture(picture, by=place.operator.sales)
    with pytest.raises(PictureUnknown):
        await picture_file(picture, by=None)
    assert (await cards())[0].picture.startswith(f"/art/{place.code}.svg?v=")


async def test_only_the_operator_adds_and_only_the_federation_judges(database: str) -> None:
    place, other = await make_place(), await make_operator()
    with pytest.raises(SiteUnknown):
        await add_picture(
            place.id, stored_name="x", size=(1, 1), caption="x", caption_en="", by=other.sales
        )
    picture = await added(place)
    with pytest.raises(PictureUnknown):
        await judge_picture(picture, approves=True, by=place.operator.sales)


async def test_of_two_who_send_the_last_picture_at_once_one_is_refused(database: str) -> None:
    place = await make_place()
    for _ in range(MOST - 1):
        await added(place)
    done = await asyncio.gather(added(place), added(place), return_exceptions=True)
    assert sum(isinstance(one, PicturesFull) for one in done) == 1
    assert len(await pictures_of(place.id, ("waiting",))) == MOST
