"""A photograph that somebody sent, encoded anew: nothing of the file survives but its pixels.

Size, type and number of pixels are looked at before anything is decoded.
"""

import io
import threading
from dataclasses import dataclass

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

LARGEST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 40_000_000
LEAST_WIDTH, LEAST_HEIGHT = 640, 360
LARGE, SMALL = (1760, 1320), (640, 480)
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 82
# One decoded picture weighs 160 MB at most: two at once, whatever comes.
_SEATS = threading.BoundedSemaphore(2)


class PictureUnfit(Refusal):
    code = "picture_unfit"
    kind = Kind.BAD_INPUT
    words = N_(
        "Send a JPEG, PNG or WebP photograph of at most 12 MB and 40 megapixels, at least 640 by 360 pixels."
    )


@dataclass(frozen=True)
class Encoded:
    """The same picture in two sizes, as JPEG; `width` and `height` are those of the large one."""

    large: bytes
    small: bytes
    width: int
    height: int


def encode(content: bytes) -> Encoded:
    """Refused: PictureUnfit. Slow: call it in a thread."""
    from PIL import Image, ImageOps

    if not 0 < len(content) <= LARGEST_BYTES:
        raise PictureUnfit(field="file")
    with _SEATS:
        try:
            with Image.open(io.BytesIO(content), formats=FORMATS) as sent:
                _demand_fit(sent.size)
                sent.draft("RGB", LARGE)
                upright = ImageOps.exif_transpose(sent).convert("RGB")
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, MemoryError):
            raise PictureUnfit(field="file") from None
        upright.thumbnail(LARGE)
        width, height = upright.size
        large = _bytes(upright)
        upright.thumbnail(SMALL)
        return Encoded(large, _bytes(upright), width, height)


def _demand_fit(size: tuple[int, int]) -> None:
    width, height = size
    if width * height > MOST_PIXELS or width < LEAST_WIDTH or height < LEAST_HEIGHT:
        raise PictureUnfit(field="file")


def _bytes(picture: object) -> bytes:
    # Pixels alone go over: a fresh picture has no EXIF, no profile, no comment.
    from PIL import Image

    assert isinstance(picture, Image.Image)  # noqa: S101 - for the type checker
    plain = Image.new("RGB", picture.size)
    plain.paste(picture)
    kept = io.BytesIO()
    plain.save(kept, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return kept.getvalue()
