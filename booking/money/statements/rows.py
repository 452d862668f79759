"""Rows of a bank's file as lines: day, amount, other side, remark; what cannot be read says why. Pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import NoReturn

from booking.money.refusals import MOST
from booking.money.statements.columns import Layout
from sites.foundation.sheet_errors import NAMES

# What begins a row that is no line: sums and balances carried over.
SUMS = ("合计", "总计", "小计", "本页", "期初", "期末", "承前", "过次", "total")
IN, OUT = ("贷", "收", "转入", "存", "来", "c", "cr", "+", "in", "credit"), ("借", "支", "付", "转出", "往", "d", "dr", "-", "out", "debit")  # fmt: skip
CURRENCIES = {
    "": "CNY", "人民币": "CNY", "人民币元": "CNY", "rmb": "CNY", "元": "CNY", "156": "CNY", "01": "CNY",
    "美元": "USD", "欧元": "EUR", "港币": "HKD", "港元": "HKD", "日元": "JPY", "英镑": "GBP",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadLine:
    """`minor` is what came, negative what went; nothing where `is_unreadable`, whose `remark` is the row as it stands."""

    row: int
    booked_on: date | None
    minor: int
    currency: str = "CNY"
    payer: str = ""
    payer_account: str = ""
    remark: str = ""
    serial: str = ""

    @property
    def is_unreadable(self) -> bool:
        return self.minor == 0


class _Unreadable(Exception):
    pass


def lines_of(grid: Sequence[Sequence[str]], layout: Layout) -> tuple[ReadLine, ...]:
    """The rows under the head, in their order; sums at the foot are left out."""
    layout.demand_whole()
    below = list(enumerate(grid))[layout.head + 1 :]
    return tuple(_line(number + 1, row, layout) for number, row in below if not _is_sum(row))


def keys_of(lines: Sequence[ReadLine], *, account: str) -> tuple[str, ...]:
    """One for each line, the same in every file: by the bank's own number, else by all that it says and
    which of its likes it is. `account` is something that is the same for one account number.
    """
    likes: Counter[tuple[object, ...]] = Counter()
    keys = []
    for line in lines:
        said: tuple[object, ...] = (line.booked_on, line.minor, line.currency, line.serial)
        if line.is_unreadable or not line.serial:
            said = (*said, line.payer, line.payer_account, line.remark)
            likes[said] += 1
            said = (*said, likes[said])
        keys.append(
            sha256("\x1f".join(str(part) for part in (account, *said)).encode()).hexdigest()
        )
    return tuple(keys)


def _line(number: int, row: Sequence[str], layout: Layout) -> ReadLine:
    def cell(role: str) -> str:
        place = layout.place(role)
        return _sound(row[place]) if place is not None and place < len(row) else ""

    try:
        remarks = [_sound(row[at]) for at in layout.columns.get("remark", ()) if at < len(row)]
        return ReadLine(
            number, _day(cell("day")), _minor(cell), _currency(cell("currency")),
            cell("payer")[:120], re.sub(r"\s", "", cell("payer_account"))[:40],
            " ".join(dict.fromkeys(one for one in remarks if one))[:300], cell("serial")[:60],
        )  # fmt: skip
    except _Unreadable:
        return ReadLine(number, None, 0, remark=" | ".join(one for one in row if one)[:300])


def _sound(text: str) -> str:
    """What a failed formula left is no name, no remark and no number."""
    return _refuse() if text in NAMES else text


def _is_sum(row: Sequence[str]) -> bool:
    first = next((one for one in row if one), "")
    return first.lower().startswith(SUMS)


def _day(text: str) -> date:
    found = re.match(r"(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})", text)
    compact = re.match(r"(\d{4})(\d{2})(\d{2})(?!\d)", text)
    parts = compact or found
    try:
        return date(*(int(one) for one in parts.groups())) if parts else _refuse()
    except ValueError:
        raise _Unreadable from None


def _minor(cell: Callable[[str], str]) -> int:
    came, went = _fen(cell("came")), _fen(cell("went"))
    if came or went:
        # Some banks write what went out with a minus in its own column.
        minor = came - abs(went) if went else came
    else:
        minor = _fen(cell("amount")) * _sign(cell("direction"))
    return minor if minor and abs(minor) <= 100 * MOST else _refuse()


def _sign(direction: str) -> int:
    """1 without a direction: then the amount carries its own sign."""
    word = unicodedata.normalize("NFKC", direction).strip().lower()
    if not word or word.startswith(IN):
        return 1
    return -1 if word.startswith(OUT) else _refuse()


def _fen(text: str) -> int:
    plain = unicodedata.normalize("NFKC", text).strip()
    bare = re.sub(r"[,\s¥￥元]|CNY|RMB", "", plain)
    if bare in {"", "-", "--"}:
        return 0
    negative = re.fullmatch(r"\((.*)\)", bare)
    try:
        fen = Decimal(negative[1] if negative else bare) * 100
    except InvalidOperation:
        raise _Unreadable from None
    if not fen.is_finite() or fen != fen.to_integral_value():
        raise _Unreadable
    return -int(fen) if negative else int(fen)


def _currency(text: str) -> str:
    word = unicodedata.normalize("NFKC", text).strip()
    known = CURRENCIES.get(word.lower())
    if known:
        return known
    return word.upper() if re.fullmatch(r"[A-Za-z]{3}", word) else _refuse()


def _refuse() -> NoReturn:
    raise _Unreadable
