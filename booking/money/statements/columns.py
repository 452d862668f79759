"""Which column of a bank's file is what: guessed by its heads, corrected by hand, kept for the next file of the bank. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_
from sites.listings.terms import Term, by_code

ROLES = (
    Term("day", N_("Day of booking")),
    Term("amount", N_("Amount (one column)")),
    Term("direction", N_("In or out")),
    Term("came", N_("What came in")),
    Term("went", N_("What went out")),
    Term("payer", N_("Name of the other side")),
    Term("payer_account", N_("Account of the other side")),
    Term("remark", N_("Purpose or remark")),
    Term("serial", N_("Number that the bank gave")),
    Term("currency", N_("Currency")),
)
ROLE = by_code(ROLES)
# Several columns may be remarks; of everything else there is one.
MANY = frozenset({"remark"})

HEADS: dict[str, tuple[str, ...]] = {
    "day": ("交易日期", "记账日期", "入账日期", "交易时间", "记账时间", "入账时间", "交易日", "日期", "date", "bookingdate"),
    "amount": ("交易金额", "发生额", "金额", "amount"),
    "direction": ("借贷标志", "借贷方向", "收支方向", "借贷", "收付标志", "收支", "方向", "direction"),
    "came": ("贷方发生额", "贷方金额", "收入金额", "收入", "贷方", "转入金额", "存入金额", "credit"),
    "went": ("借方发生额", "借方金额", "支出金额", "支出", "借方", "转出金额", "debit"),
    "payer": ("对方户名", "对方名称", "对方账户名称", "对方单位名称", "对方单位", "付款人名称", "付款方户名", "交易对手名称", "counterparty"),
    "payer_account": ("对方账号", "对方账户", "付款人账号", "付款方账号", "交易对手账号", "counterpartyaccount"),
    "remark": ("摘要", "附言", "用途", "备注", "交易附言", "交易摘要", "附言用途", "remark", "purpose"),
    "serial": ("交易流水号", "流水号", "核心流水号", "交易序号", "凭证号", "凭证号码", "电子回单号", "serial"),
    "currency": ("币种", "货币", "币别", "currency"),
}  # fmt: skip
LOOKED_AT = 30


class ColumnsMissing(Refusal):
    code = "statement_columns_missing"
    kind = Kind.BAD_INPUT
    words = N_(
        "Say which column is the day of booking, and which the amount (one column, or what came in and what went out)."
    )


@dataclass(frozen=True)
class Layout:
    """`head` is the row with the names of the columns, `columns` their places by role."""

    head: int
    columns: Mapping[str, tuple[int, ...]]

    def demand_whole(self) -> None:
        """Refused: ColumnsMissing."""
        has = {role for role, places in self.columns.items() if places}
        if "day" not in has or not has & {"amount", "came", "went"}:
            raise ColumnsMissing

    def place(self, role: str) -> int | None:
        return next(iter(self.columns.get(role, ())), None)


def guessed(grid: Sequence[Sequence[str]], kept: Mapping[str, str]) -> Layout:
    """The row that looks most like heads. `kept` are roles by head, as this bank's last file was read."""
    tried = [_layout(number, row, kept) for number, row in enumerate(grid[:LOOKED_AT])]
    return max(tried, key=lambda one: (_is_whole(one), len(one.columns)))


def to_keep(grid: Sequence[Sequence[str]], layout: Layout) -> dict[str, str]:
    """Roles by head, for the next file of this bank."""
    head = grid[layout.head]
    return {
        bare(head[place]): role
        for role, places in layout.columns.items()
        for place in places
        if place < len(head) and bare(head[place])
    }


def bare(head: str) -> str:
    """A head without space, brackets and what stands in them, in small letters."""
    plain = unicodedata.normalize("NFKC", head).lower()
    return re.sub(r"\(.*?\)|[\s/_\-:.]", "", plain)


def _layout(number: int, row: Sequence[str], kept: Mapping[str, str]) -> Layout:
    columns: dict[str, tuple[int, ...]] = {}
    for place, head in enumerate(row):
        role = kept.get(bare(head)) or _role(bare(head))
        if role and (role in MANY or role not in columns):
            columns[role] = (*columns.get(role, ()), place)
    if "came" in columns or "went" in columns:
        columns.pop("amount", None)
        columns.pop("direction", None)
    return Layout(number, columns)


def _role(head: str) -> str:
    return next((role for role, heads in HEADS.items() if head in heads), "")


def _is_whole(layout: Layout) -> bool:
    try:
        layout.demand_whole()
    except ColumnsMissing:
        return False
    return True
