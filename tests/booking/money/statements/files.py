"""Files as banks make them, invented: heads, a preamble, lines, and a sum at the foot."""

import csv
import io
from collections.abc import Sequence
from datetime import date

from sites.foundation import clock
from sites.foundation.spreadsheet import Sheet, spreadsheet

HEADS = ("交易日期", "交易时间", "收入金额(元)", "支出金额(元)", "余额", "对方户名", "对方账号", "摘要", "附言", "交易流水号")  # fmt: skip
PREAMBLE = (("账户名称", "示例度假村"), ("查询期间", "2026-11-01 至 2026-11-30"))


def row(
    yuan: str, remark: str = "", *, payer: str = "", day: date | None = None, serial: str = "", out: str = ""
) -> tuple[str, ...]:  # fmt: skip
    on = (day or clock.today()).isoformat()
    return (on, "10:00:00", yuan, out, "1,000.00", payer, "3301 0000 1111 2222" if payer else "", "转账", remark, serial)  # fmt: skip


def grid(*rows: Sequence[str]) -> list[list[str]]:
    return [[*one] for one in (*PREAMBLE, HEADS, *rows, ("合计", "", "9,999.00"))]


def as_csv(rows: Sequence[Sequence[str]], *, encoding: str = "utf-8", mark: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=mark).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows: Sequence[Sequence[object]]) -> bytes:
    return spreadsheet(Sheet("流水", rows[0], [*rows[1:]]))
