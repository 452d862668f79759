"""What one cell may hold: each reader answers a sound value or raises WrongCell with what is wanted."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from stdnum.cn import uscc

from sites import regions
from sites.foundation.language import CHINESE, ENGLISH, N_, speaking
from sites.foundation.workbook import Failed
from sites.listings.terms import Term
from sites.listings.vocabulary import FACILITIES

Reader = Callable[[object], Any]


class WrongCell(Exception):
    """`wanted` is a marked msgid, filled with `params` where it is shown."""

    def __init__(self, wanted: str, **params: object) -> None:
        super().__init__(wanted)
        self.wanted = wanted
        self.params = params


def plain(cell: object) -> str:
    """A cell as one line; whole numbers without a decimal point, no control characters."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**15:
        cell = int(cell)
    text = "" if cell is None else str(cell)
    kept = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in text)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def demand_value(cell: object) -> None:
    """What a failed formula left is neither a text nor nothing."""
    if isinstance(cell, Failed):
        raise WrongCell(N_("the value itself: the formula of this cell failed (%(error)s)"), error=str(cell))  # fmt: skip


def line(most: int) -> Reader:
    def read(cell: object) -> str:
        text = plain(cell)
        if len(text) > most:
            raise WrongCell(N_("at most %(most)s characters"), most=most)
        return text

    return read


def code(cell: object) -> str:
    text = plain(cell).upper()
    if not re.fullmatch(r"[A-Z0-9][A-Z0-9-]{0,19}", text):
        raise WrongCell(N_("a code of letters, digits and hyphens, at most 20"))
    return text


def credit_code(cell: object) -> str:
    """A unified social credit code in capitals; its check character has to fit."""
    text = uscc.compact(unicodedata.normalize("NFKC", plain(cell)))
    if not uscc.is_valid(text):
        raise WrongCell(N_("a unified social credit code of 18 characters, without a mistake"))
    return str(text)


def count(least: int, most: int) -> Reader:
    def read(cell: object) -> int:
        text = unicodedata.normalize("NFKC", plain(cell))
        if not re.fullmatch(r"\d{1,9}", text) or not least <= int(text) <= most:
            raise WrongCell(N_("a whole number from %(least)s to %(most)s"), least=least, most=most)
        return int(text)

    return read


def degrees(least: int, most: int) -> Reader:
    def read(cell: object) -> float:
        text = plain(cell)
        if not re.fullmatch(r"\d{1,3}(\.\d{1,8})?", text) or not least <= float(text) <= most:
            raise WrongCell(
                N_("degrees from %(least)s to %(most)s, for example %(least)s.71"),
                least=least, most=most,
            )  # fmt: skip
        return float(text)

    return read


def fen(cell: object) -> int:
    """Yuan to fen; more than two decimals are refused, never rounded."""
    text = unicodedata.normalize("NFKC", plain(cell)).removeprefix("¥").replace(",", "")
    try:
        amount = Decimal(text) * 100
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount != amount.to_integral_value() or not 0 <= amount <= 10**8:
        raise WrongCell(N_("an amount in yuan with at most two decimals"))
    return int(amount)


def day(cell: object) -> date:
    """A date cell, or text as 2027-05-18, 2027/5/18, 2027.5.18 or 2027年5月18日."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", plain(cell))
    try:
        return date(*map(int, found.groups())) if found else _no_day()
    except ValueError:
        return _no_day()


def _no_day() -> date:
    raise WrongCell(N_("a date as year-month-day, for example 2027-05-18"))


def one_of(terms: Iterable[Term]) -> Reader:
    """A code of the list, or its word in either language."""
    known = _known(terms)

    def read(cell: object) -> str:
        found = known.get(plain(cell).casefold())
        if found is None:
            raise WrongCell(N_("one of: %(words)s"), words="、".join(dict.fromkeys(known)))
        return found

    return read


def district(cell: object) -> str:
    text = plain(cell)
    for one in regions.districts():
        if text and text in {one.code, one.name}:
            return one.code
    raise WrongCell(N_("a district of Huangshan by its name or six-digit code"))


def facilities(cell: object) -> dict[str, int | None]:
    """Words separated by 、 or a comma, each with its number behind a colon where it has one."""
    known, found = _known(FACILITIES), dict[str, int | None]()
    for part in re.split(r"[、,，;；]", plain(cell)):
        word, _colon, number = part.replace("：", ":").partition(":")
        if not word.strip():
            continue
        term = known.get(word.strip().casefold())
        if term is None or not re.fullmatch(r"\d{0,4}", number.strip()):
            raise WrongCell(
                N_("facilities of the list, separated by 、, with a number behind a colon")
            )
        found[term] = int(number) if number.strip() else None
    return found


def tiers(cell: object) -> tuple[tuple[int, int], ...]:
    """Days before arrival and what is kept: 10:0、5:10、1:30、0:50. Days fall, the last is 0."""
    text = plain(cell).replace("：", ":").replace("%", "")
    pairs = [
        re.fullmatch(r"\s*(\d{1,3}):(\d{1,3})\s*", part) for part in re.split(r"[、,，;；]", text)
    ]
    read = tuple((int(found[1]), int(found[2])) for found in pairs if found)
    days = [pair[0] for pair in read]
    is_sound = (
        len(read) == len(pairs) and days == sorted(set(days), reverse=True) and days[-1:] == [0]
    )
    if not is_sound or any(percent > 100 for _, percent in read):
        raise WrongCell(
            N_("days:percent with falling days, the last one 0, for example 10:0、5:10、0:50")
        )
    return read


def _known(terms: Iterable[Term]) -> dict[str, str]:
    found = {}
    for term in terms:
        found[term.code] = term.code
        for language in (CHINESE, ENGLISH):
            with speaking(language):
                found[term.say().casefold()] = term.code
    return found
