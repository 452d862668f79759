"""Documents of every part, and what stands on the sheets of a PDF: words, boxes of letters, ink."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pypdfium2
import pypdfium2.raw
from PIL import Image

from booking.documents import (
    Align,
    Column,
    Document,
    Facts,
    Paragraphs,
    Place,
    Signatures,
    Table,
)
from booking.documents.model import Part
from sites.foundation.language import CHINESE

RARE = "昇堃喆珺祎玥翀龑䶮㛃𬱖"
SHEET = 297 / 25.4 * 72
MONEY = Column("金额", Align.RIGHT)


def document(*parts: Part, title: str = "职工疗休养示例单", language: str = CHINESE) -> Document:
    at = datetime(2027, 5, 26, 1, 40, tzinfo=UTC)
    return Document(
        name="sample", title=title, reference="TX7K2M9Q", made_at=at, language=language,
        lead="某某水务工会，云屿山居（示例）", parts=parts, is_example=True,
    )  # fmt: skip


def every_part(*, rows: int = 60) -> tuple[Part, ...]:
    table = Table(
        "逐晚明细",
        (Column("夜"), Column("说明"), MONEY),
        tuple((f"2027年5月{n}日", f"第{n}行的说明，" * (n % 5 + 1), f"{n},595.00") for n in range(1, rows)),
        ("合计", "", "1,234,567.89"),
        "单位：元",
    )  # fmt: skip
    return (
        Facts("双方", (("单位全称", f"{RARE}有限公司工会委员会"), ("基地", "云屿山居" * 20), ("备注", ""))),
        Paragraphs("约定事项", tuple(f"第{n}项：金额为¥76,160.00，2027年5月17日到达。" * 3 for n in range(12)), is_numbered=True),
        table,
        Signatures((Place("甲方", ("签字", "日期"), has_seal=True), Place("乙方", ("签字",)), Place("总工会", (), has_seal=True))),
    )  # fmt: skip


# left, bottom, right, top of a letter, in points from the lower left corner
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Read:
    """A PDF as its reader has it: text and picture of every sheet."""

    texts: tuple[str, ...]
    pictures: tuple[Image.Image, ...]
    letters: tuple[tuple[tuple[str, Box], ...], ...]

    @property
    def words(self) -> str:
        """All text without any space, so that line ends do not matter."""
        return bare("".join(self.texts))


def read(data: bytes, *, scale: float = 1.0) -> Read:
    pdf = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        texts, pictures, letters = [], [], []
        for sheet in pdf:
            text = sheet.get_textpage()
            texts.append(text.get_text_range())
            letters.append(tuple(_letters(text)))
            pictures.append(sheet.render(scale=scale, grayscale=True).to_pil())
            text.close()
            sheet.close()
        return Read(tuple(texts), tuple(pictures), tuple(letters))
    finally:
        pdf.close()


def _letters(text: pypdfium2.PdfTextPage) -> Iterator[tuple[str, Box]]:
    """A character beyond the first plane comes as two halves, each with the box of the whole."""
    half = ""
    for n in range(text.count_chars()):
        code = chr(pypdfium2.raw.FPDFText_GetUnicode(text, n))
        box = text.get_charbox(n)
        if "\ud800" <= code <= "\udbff":
            half = code
        elif box[2] > box[0]:
            yield (half + code).encode("utf-16", "surrogatepass").decode("utf-16"), box
            half = ""


def pixels(box: Box, scale: float) -> tuple[int, int, int, int]:
    """Where a letter stands in the picture of its sheet."""
    left, bottom, right, top = (round(edge * scale) for edge in box)
    height = round(SHEET * scale)
    return left, height - top, right, height - bottom


def bare(text: str) -> str:
    return "".join(text.split()).replace("\ufffe", "").replace("\x00", "")


def ink(picture: Image.Image, box: tuple[int, int, int, int] | None = None) -> float:
    """How much of the picture (or of a box of it) is dark, from 0 to 1."""
    seen = picture.crop(box) if box else picture
    dark = sum(seen.histogram()[:128])
    return dark / (seen.width * seen.height)
