"""What the first base's finance person finds: an account on file, a slip to answer, and a statement with lines to decide."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from booking import money, stays
from booking.money import AccountDraft, PayeeCharge, SlipFile, StatementPage
from scheduler.demo.story.papers import sample_page
from scheduler.demo.unions import operator_people, staffed_sites
from sites.foundation import clock
from sites.foundation.actor import Actor, Viewer
from sites.foundation.errors import Refusal
from sites.foundation.language import CHINESE, speaking

HEADS = ("交易日期", "收入金额", "支出金额", "对方户名", "对方账号", "摘要", "交易流水号")
FILE = "示例银行流水.csv"


async def keep_bank(cast: Mapping[str, Actor], today: date, *, uploads: Path | None) -> None:
    """Run again, it adds nothing."""
    here = {one.role: one.email for one in operator_people() if one.site_code == staffed_sites()[0]}
    by = cast[here["finance"]]
    if (await money.account_to_pay(by.organisation_id)).number:
        return
    with clock.moved_to(clock.now() - timedelta(days=10)):
        draft = AccountDraft("示例度假酒店（示例）", "示例银行", "黄山示例支行", "6222000000000341")
        viewer = Viewer(by, by.name, "", by.kind, "/")
        await money.enter_bank_account(draft, password="", address="", viewer=viewer)
    owed = [one for one in await money.charges_to(by.organisation_id) if one.charge.standing.owed]
    with suppress(Refusal):
        await _slip(owed[-1:], cast, uploads)
    await _statement(owed[:4], by, today)


async def _slip(owed: list[PayeeCharge], cast: Mapping[str, Actor], uploads: Path | None) -> None:
    """The union of the newest charge says that it has paid."""
    content = sample_page("SAMPLE bank slip")
    for one in owed:
        found = await money.charge_owner(one.charge.id)
        payers = [actor for actor in cast.values() if actor.organisation_id == found and actor.may("money.pay")]  # fmt: skip
        if payers and uploads:
            stored = await asyncio.to_thread(stays.store, uploads, content)
            file = SlipFile("回单（示例）.pdf", stored, "application/pdf", len(content))
            await money.send_slip(one.charge.id, amount=one.charge.standing.owed, paid_on=clock.today(), file=file, by=payers[0])  # fmt: skip


async def _statement(owed: list[PayeeCharge], by: Actor, today: date) -> None:
    """One line of each common kind, worked through."""
    with speaking(CHINESE):  # as a bank here prints who paid
        lines = await stays.lines_by_id({one.stay_id for one in owed})
    rows = [["账户名称", "示例度假酒店（示例）"], [*HEADS]]
    less = (0, 1_000_00, 0, 0)
    payers = ("", "", "示例个人", "")
    for n, one in enumerate(owed):
        yuan = f"{max(one.charge.standing.owed.minor - less[n], 100) // 100}.00"
        remark = "疗休养费" if n == 3 else f"团款 {one.charge.reference}"
        payer = payers[n] or lines[one.stay_id].union_name
        rows.append([today.isoformat(), yuan, "", payer, "3301000000000099", remark, f"示例{n:04d}"])  # fmt: skip
    rows.append([today.isoformat(), "688.00", "", "示例散客", "", "餐费", "示例0010"])
    rows.append([today.isoformat(), "", "12.00", "示例银行", "", "手续费", "示例0011"])
    made = await money.add_statement(FILE, rows, by=by)
    page: StatementPage = await money.statement_page(made, by=by)
    await money.start_statement(made, page.layout, by=by)
    await money.work_through(await money.statement_number(made, by=by), start=0)
