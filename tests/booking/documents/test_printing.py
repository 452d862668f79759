"""PDFs carry every character as text and as ink, on sheets that hold all that they must."""

import pytest

from booking.documents import DocumentTooLong, Facts, Paragraphs, Table, letters, printed
from booking.documents.marks import BOTTOM, LEFT, POINT, RIGHT
from booking.documents.printing import draw
from sites.foundation.language import ENGLISH
from tests.booking.documents.papers import (
    MONEY,
    RARE,
    SHEET,
    Column,
    bare,
    document,
    every_part,
    ink,
    pixels,
    read,
)  # fmt: skip


def test_each_rare_character_is_read_and_seen() -> None:
    """As text where it is searched for, and as ink where its letter stands."""
    found = read(draw(document(Facts("", tuple(("姓名", one) for one in RARE)))), scale=2)
    (sheet,) = found.letters
    for character in RARE:
        (box,) = [box for letter, box in sheet if letter == character]
        assert ink(found.pictures[0], pixels(box, 2)) > 0.05, character


def test_every_character_of_the_list_stands_in_one_line_of_one_name() -> None:
    assert RARE in read(draw(document(Facts("", (("姓名", RARE),))))).words


def test_without_the_rare_face_the_same_name_would_not_be_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(letters, "RARE", letters.COMMON)
    words = read(draw(document(Facts("", (("姓名", RARE),))))).words
    assert RARE not in words


def test_a_character_that_no_face_has_is_named_by_its_number() -> None:
    found = read(draw(document(Facts("", (("姓名", "王\U0002ebf8\U00031350"),))))).words
    assert "王〓〓" in found
    assert "U+31350" in found


def test_the_faces_have_every_character_of_gb2312_and_the_whole_basic_block_of_names() -> None:
    both = letters.characters_of(letters.COMMON) | letters.characters_of(letters.RARE)
    assert set(range(0x4E00, 0x9FA6)) <= both
    assert set(range(0x3400, 0x4DB6)) <= both


def test_nothing_that_the_model_says_is_lost_or_cut_off() -> None:
    made = document(*every_part())
    found = read(draw(made))
    for text in made.texts():
        assert bare(text) in found.words or all(
            bare(piece) in found.words for piece in text.split("，")
        ), text
    assert len(found.texts) > 2
    for sheet in found.letters:
        boxes = [box for _letter, box in sheet]
        assert min(box[0] for box in boxes) >= LEFT / POINT - 1
        assert max(box[2] for box in boxes) <= RIGHT / POINT + 1


def test_letters_stand_above_the_foot_or_in_it_and_never_over_each_other() -> None:
    for sheet in read(draw(document(*every_part()))).letters:
        bottom = SHEET - BOTTOM / POINT
        assert not [box for _letter, box in sheet if box[1] < bottom - 1 and box[3] > bottom + 1]


def test_every_sheet_says_which_of_how_many_and_of_what() -> None:
    found = read(draw(document(*every_part())))
    for number, text in enumerate(found.texts, start=1):
        assert bare(f"第{number}页，共{len(found.texts)}页") in bare(text)
        assert "TX7K2M9Q" in text
    english = read(draw(document(*every_part(), language=ENGLISH)))
    assert f"Page 1 of {len(english.texts)}" in english.texts[0]


def test_the_place_of_a_seal_is_marked_and_empty() -> None:
    """A frame with one line of small words: hardly any ink in it, and never a round seal."""
    found = read(draw(document(every_part()[-1])), scale=2)
    assert found.words.count("盖章处") == 2
    picture = found.pictures[0]
    left, top = 105 - 4 - 30 + 1.5, 40
    mm = picture.width / 210
    frame = (int(left * mm), int(top * mm), int((left + 27) * mm), int((top + 20) * mm))
    assert ink(picture, frame) < 0.03


async def test_a_paper_without_end_is_refused_before_it_is_drawn() -> None:
    with pytest.raises(DocumentTooLong):
        await printed(document(Paragraphs("", ("字" * 200_001,))))


async def test_a_thousand_rows_are_printed() -> None:
    rows = tuple((f"第{n}行", "1,595.00") for n in range(1000))
    found = read(await printed(document(Table("明细", (Column("夜"), MONEY), rows))), scale=0.2)
    assert "第999行" in found.words


def test_control_characters_never_reach_the_paper() -> None:
    found = read(draw(document(Facts("", (("姓名", "王\x00\u202e\x1b明"),)))))
    assert "王" in found.words
    assert "\u202e" not in found.words
