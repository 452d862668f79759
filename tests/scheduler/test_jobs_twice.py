"""Every job may run twice at any time: its second run changes nothing. So may every sweep."""

import hashlib
import json
from collections import Counter
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from booking import cases, money, notices, people, quotas, rosters, stays
from booking.money import online
from booking.money.bank_models import BankLine, MoneyLimit, Slip
from booking.money.models import Charge, RefundOrder
from booking.money.online.differences import note_difference
from booking.money.statements.columns import guessed
from booking.people.acting import agent_of
from booking.people.models import Membership
from booking.quotas.models import Quota
from booking.stays import mandates, packs
from booking.stays.packs.models import Pack
from scheduler.sweeping import Sweeper
from scheduler.timetable import TIMETABLE
from scheduler.topics import topics_of
from sites import calendar
from sites.foundation import clock
from sites.foundation.actor import Viewer
from sites.foundation.amounts import Money
from sites.foundation.database import fetch, is_sqlite, transaction
from sites.foundation.outbox import OutboxRow
from sites.foundation.settings import Settings
from sites.packages import Heads
from tests.booking.money.statements.files import grid
from tests.booking.money.statements.files import row as bank_row
from tests.booking.money.statements.making import enter, payee
from tests.booking.money.test_online_held import held
from tests.booking.people.test_sign_up import sign_up
from tests.factories import stays as making
from tests.factories.cases import opened
from tests.factories.centres import collecting, enter_account, settled
from tests.factories.invoices import issued
from tests.factories.online import disputed_entry
from tests.factories.people import NANJING, make, make_federation, make_union
from tests.factories.places import TWIN, make_place
from tests.factories.plans import approved_plan, batch
from tests.factories.pools import joined
from tests.factories.pools import opened as pool_opened
from tests.factories.quotas import make_quota
from tests.factories.waits import full_place, give_back, waits

TOPICS = topics_of(Settings(data_dir=Path(mkdtemp(prefix="tongxin-jobs-"))))
# Calls of programs leave the machine, so a second call is a second call, under the same id:
# tests/booking/webhooks proves them, with a sender of its own.
CALLS = {"nights.changed", "webhook.send", "webhook.switched_off"}
# Questions to the payment provider, which these settings have none of: tests/booking/money asks them twice.
CALLS |= {"online.event", "online.ask", "online.refund", "online.reconcile"}
# So many rows of each topic are looked at, as every look reads the whole database: letters alone are hundreds.
SEEN = 3
# A sweep's own note says when it ran; nothing else may change.
NOTES = {"sweep_runs", "heartbeats", "sqlite_sequence"}


async def test_every_job_run_twice_changes_nothing_the_second_time(database: str) -> None:
    await everything_that_posts()
    done: Counter[str] = Counter()
    while rows := await OutboxRow.filter(done_at=None).order_by("id"):
        for row in rows:
            await TOPICS[row.topic](row.payload)
            if done[row.topic] < SEEN:
                once = await everything()
                await TOPICS[row.topic](row.payload)
                assert await everything() == once, row.topic
            await OutboxRow.filter(id=row.id).update(done_at=clock.now())
            done[row.topic] += 1

    assert set(done) - CALLS == set(TOPICS) - CALLS, "a topic that no act here posts is not proven"


async def test_every_sweep_run_twice_changes_nothing_the_second_time(database: str) -> None:
    await making.held(), await making.submitted(), await making.in_house()
    await making.departed(days_ago=9), await making.accounted(days_ago=2)
    place = await full_place()
    await waits(place, 40), await waits(place, waits_until=clock.today())
    await pool_opened(), await joined(await pool_opened())
    later = clock.now() + timedelta(days=12)
    found: dict[str, int] = {}
    for sweep in TIMETABLE:
        with clock.moved_to(later):
            found[sweep.name] = await sweep.run()
            once = await everything()
            await sweep.run()
        assert await everything() == once, sweep.name

    moving = {
        "close_pools",
        "offer_freed_rooms",
        "lapse_waits",
        "expire_holds",
        "expire_unanswered",
        "depart",
        "reconcile",
        "extend_calendars",
    }
    assert {name for name in moving if not found[name]} == set()


async def test_two_sweepers_at_once_end_where_one_does(database: str) -> None:
    story = await making.held()
    with clock.moved_to(clock.now() + timedelta(days=12)):
        sweepers = [Sweeper(TIMETABLE, again_after_failure=timedelta(0)) for _ in range(2)]
        for sweeper in sweepers:
            await sweeper.turn()

    assert await making.state_of(story) == "expired"
    events = await fetch("SELECT count(*) AS n FROM stay_events WHERE to_state = 'expired'")
    assert events[0]["n"] == 1


async def everything_that_posts() -> None:
    """Acts of people that between them post every topic."""
    story = await making.confirmed()
    await stays.write_message(story.id, text="几点到？", by=story.union.organiser)
    await stays.name_travellers(story.id, [rosters.draft(name="示例甲", kind="worker")], by=story.union.organiser)  # fmt: skip
    await _pack(story)
    await _approval()
    await approved_plan(await make_union(), batch())
    await mandates.grant_mandate(
        story.id, agency=(await make("agency")).public_id, starts_on=clock.today(), ends_on=clock.today(),
        by=story.union.organiser,
    )  # fmt: skip
    await _money(story)
    await _people(story.union)
    await _banking(story)
    await _refund_to_confirm()
    await _write_off()
    await _held_online()
    await _lost_dispute()
    await _cases(story)
    await _pooling()
    await _quotas()
    await _waiting()
    await calendar.record_limit(
        story.place.code, 91, seen=90, why="示例", by=(await make_federation()).clerk
    )


async def _pack(story: Any) -> None:
    """One whose file is deleted, because somebody who stands in it is erased; and one that is drawn up after it."""
    by = story.union.organiser
    await stays.name_travellers(story.id, [rosters.draft(name="示例乙", kind="worker")], by=by)
    await packs.ask_for_pack(story.id, by=by)
    row = await Pack.get(stay_id=story.number)
    await packs.keep_pack(row.id, packs.DrawnFile("f" * 32, 1, "0" * 64), [])
    party = (await stays.page_of(story.id, by=by)).party_id
    named = next(one for one in (await rosters.roster_of(party)).people if one.name == "示例乙")
    await stays.erase_person(story.id, named.public_id, by=by)
    await packs.ask_for_pack(story.id, by=by)


async def _waiting() -> None:
    """Groups that wait for nights that come free, and two that ask for the same rooms."""
    place, asked = await full_place(), await make_place(booking_mode="ask", reception_limit=500)
    for twins in (30, 10):
        await waits(place, twins)
    await give_back(place.holder)
    both = {"place": asked, "rooms": {TWIN: 30}, "heads": Heads(60)}
    first, _second = [await making.inquired(union=await make_union(), **both) for _ in range(2)]
    await stays.grant(first.id, by=asked.operator.sales)


async def _pooling() -> None:
    """Two unions travel together, then neither: nothing of a quota is left taken."""
    pool = await pool_opened()
    for story in (await joined(pool), pool.lead):
        await give_back(story)


async def _quotas() -> None:
    """A quota that opens, is nearly spent, and whose share is released."""
    host, opens = await make_federation(), clock.now() - timedelta(minutes=1)
    day = clock.today() + timedelta(days=1)
    root = await make_quota(host, ceiling=200, opens_at=clock.now() + timedelta(days=1))
    share = await make_quota(host, parent=root, ceiling=40, programme="new_year", release_on=day)
    await Quota.filter(id=root.number).update(opens_at=opens)
    await quotas.note_opening(root.number)
    await quotas.note_nearly_spent(root.number)
    with clock.moved_to(clock.now() + timedelta(days=1)):
        await quotas.release_by_date(share.number)


async def _approval() -> None:
    union = await make_union()
    await people.set_approval(
        [union.approver.user_id], tolerance_percent=0, tolerance_heads=0, by=union.administrator
    )
    story = await making.held(union=union)
    await stays.ask_approval(story.id, by=union.organiser)


async def _banking(story: Any) -> None:
    """An account is entered, and a slip is sent that finds no money."""
    who = story.operator.finance
    viewer = Viewer(who, who.name, "", who.kind, "/")
    draft = money.AccountDraft("示例单位", "示例银行", "示例支行", "6222000011112222")
    await money.enter_bank_account(draft, password="", address="", viewer=viewer)
    charge = await Charge.filter(stay_id=story.number).first()
    assert charge
    await _statement(who, charge.reference)
    file = money.SlipFile("示例.pdf", "0" * 32, "application/pdf", 9)
    slip = await money.send_slip(
        charge.public_id, amount=Money(100), paid_on=clock.today(), file=file, by=story.union.finance
    )  # fmt: skip
    await notices.tell_slip((await Slip.get(public_id=slip)).id)
    await money.slip_missing(slip, note="示例", by=who)


async def _refund_to_confirm() -> None:
    """The payee has one person for money: the union confirms."""
    case = await payee(500_000)
    with clock.moved_to(clock.now() - timedelta(days=4)):
        await enter(case.union.finance, number="33010000111122")
    await money.record_receipt(
        case.charges[0], amount=Money(600_000), received_on=clock.today(), voucher="V", by=case.finance
    )  # fmt: skip
    alone = Membership.filter(user_id=case.operator.administrator.user_id)
    await alone.update(ended_at=clock.now())
    order = await RefundOrder.get(charge__public_id=case.charges[0])
    await money.prepare_batch([order.public_id], by=case.finance)


async def _held_online() -> None:
    """Another amount came online than was asked for; where it goes waits for a second person."""
    case = await held()
    await online.decide_held(case.entry, back=Money(0), by=case.finance)
    asked = OutboxRow.filter(topic__in=CALLS, done_at=None)
    await asked.update(done_at=clock.now())  # nobody is there to ask


async def _write_off() -> None:
    """One that whoever owes it is asked about, and one that a second person agreed to."""
    case = await payee(5_000, 6_000)
    done = await money.propose_write_off(
        case.charges[0], seen=Money(5_000), why="示例", by=case.finance
    )
    await money.agree_to_write_off(done, by=case.operator.administrator)
    alone = Membership.filter(user_id=case.operator.administrator.user_id)
    await alone.update(ended_at=clock.now())
    await money.propose_write_off(case.charges[1], seen=Money(6_000), why="示例", by=case.finance)


async def _lost_dispute() -> None:
    """A payment that its payer's bank took back for good, which is owed again."""
    case = await payee(7_000)
    charge = await Charge.get(public_id=case.charges[0])
    entry = await disputed_entry(charge, "lost")
    await online.decide_dispute(entry, owed=Money(7_000), by=case.finance)


async def _statement(who: Any, code: str) -> None:
    cells = grid(*(bank_row("1.00", f"示例 {code} {n}") for n in range(60)))
    made = await money.add_statement("示例.csv", cells, by=who)
    await money.start_statement(made, guessed(cells, {}), by=who)
    await money.work_through(await money.statement_number(made, by=who), start=0)
    await transaction(note_difference)("unknown_line", "示例", payee_id=who.organisation_id)
    await MoneyLimit.create(organisation_id=who.organisation_id, minor=0, set_at=clock.now(), by_user_id=0)  # fmt: skip
    line = await BankLine.filter(payee_id=who.organisation_id, state="open").first()
    assert line
    await money.set_line_aside(line.public_id, why="示例", by=who)


async def _money(story: Any) -> None:
    charge = await Charge.filter(stay_id=story.number, voided_at=None).first()
    assert charge
    await money.record_receipt(
        charge.public_id, amount=Money(charge.minor + 500), received_on=clock.today(),
        voucher="B1", by=story.operator.finance,
    )  # fmt: skip
    order = await RefundOrder.get(charge_id=charge.id)
    await money.record_refund_paid(
        order.public_id, paid_on=clock.today(), voucher="R1", by=story.operator.finance
    )
    await money.record_receipt(
        charge.public_id, amount=Money(700), received_on=clock.today(),
        voucher="B2", by=story.operator.finance,
    )  # fmt: skip
    await _invoices(story, charge.public_id)
    await _centre()
    await _subsidy()


async def _centre() -> None:
    """Proposed, agreed, paid out."""
    place = await make_place()
    both = await collecting(operator=place.operator, since_days=100)
    await settled(await making.reconciled(place=place), both.centre.finance)
    batch = await money.prepare_payouts(by=both.centre.cashier)
    await money.approve_payouts(batch, by=both.centre.finance)
    (payout,) = (await money.batch_of(batch, by=both.centre.cashier)).payouts
    await money.confirm_payout(
        payout.id, paid_on=clock.today(), voucher="P1", by=both.centre.cashier
    )


async def _subsidy() -> None:
    """Claimed, checked, granted and paid; another one turned down."""
    federation = await make_federation(host=False, region=NANJING)
    draft = money.RateDraft(
        "front_line", "trip", Money(100_00), clock.today() - timedelta(days=300), "示例文件"
    )
    await money.set_rate(draft, by=federation.clerk)
    for is_given in (True, False):
        union = await make_union(region=NANJING)
        few = {"heads": Heads(2), "came": Heads(2), "rooms": {TWIN: 1}}
        story = await making.reconciled(programme="front_line", union=union, **few)
        by = story.union.finance
        with clock.moved_to(clock.now() - timedelta(days=4)):
            await enter_account(by, f"62170{story.union.organisation:08d}")
        (one,) = await stays.claimables_of(by)
        claim = await stays.claim_subsidy(one.trip, amount_seen=one.amount, by=by)
        if not is_given:
            await money.turn_down_claim(claim, why="示例", by=federation.clerk)
            continue
        await money.check_claim(claim, amount=one.amount, by=federation.clerk)
        await money.grant_claim(claim, amount_seen=one.amount, by=federation.finance)
        await money.record_subsidy_paid(claim, paid_on=clock.today(), voucher="S1", by=federation.finance)  # fmt: skip


async def _invoices(story: Any, charge: str) -> None:
    """Asked for twice: issued, and turned down; the rest is waived."""
    union, finance = story.union.organiser, story.operator.finance
    for part in ("family", "worker"):
        buyer = money.Buyer("示例", part=part)
        wanted = await money.request_invoice(charge, buyer, amount=Money(100), by=union)
        if part == "family":
            await money.issue_invoice(charge, issued(Money(100)), request=wanted, by=finance)
        else:
            await money.turn_down_request(wanted, why="示例", by=finance)
    await money.waive_invoice(charge, why="示例", by=union)


async def _people(union: Any) -> None:
    host, waiting = await make_federation(), await make_union(verified=False)
    await sign_up()
    await people.verify_union(waiting.public_id, by=host.clerk)
    place = await make_place()
    await people.take_base_back(place.code, instead_of=place.operator.public_id, by=host.clerk)
    await people.invite("new@example.cn", "viewer", by=union.administrator)
    members = await people.members(union.organisation)
    await _deputy(union, members)
    leaving = next(one for one in members if "organiser" in one.roles)
    heir = next(one for one in members if "administrator" in one.roles)
    await people.remove_member(leaving.public_id, heir.public_id, by=union.administrator)


async def _deputy(union: Any, members: list[people.Member]) -> None:
    ids = {one.user_id: one.public_id for one in members}
    deputy, today = ids[union.finance.user_id], clock.today()
    await people.change_roles(deputy, ["finance", "approver"], by=union.administrator)
    await people.set_deputy(
        people.Absence(ids[union.approver.user_id], deputy, today, today), by=union.approver
    )


async def _cases(story: Any) -> None:
    """A case from opening to its late answer, and an act that the clerk does for the operator."""
    host, case = await make_federation(), await opened(story=story)
    await cases.hand_case(case.id, by=host.clerk)
    await cases.write_to_case(case.id, text="示例", by=story.operator.sales)
    with clock.moved_to(clock.now() + timedelta(days=9)):
        await cases.mark_overdue(case.number)
    await cases.answer_case(case.id, answer="示例", by=host.clerk)
    by = agent_of(
        host.clerk, agency="示例总工会", principal_id=story.operator.organisation, kind="operator"
    )
    await stays.write_message(story.id, text="示例", by=by)


async def everything() -> str:
    """A mark of the whole database: any row that is added, lost or changed changes it."""
    listing = (
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        if is_sqlite()
        else "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
    )
    names = {str(row["name"]) for row in await fetch(listing)} - NOTES
    rows = {name: await fetch(f"SELECT * FROM {name} ORDER BY id") for name in sorted(names)}
    return hashlib.sha256(json.dumps(rows, default=str).encode()).hexdigest()
