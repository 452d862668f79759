"""Invoices and subsidies, by the pages of those who ask for them, issue them, grant them and pay them."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from booking.money.invoice_models import Invoice, InvoiceRequest, InvoiceWaiver
from booking.money.models import Charge, Posting
from booking.money.subsidy_models import SubsidyClaim, SubsidyRate
from booking.stays.models import Stay, Trip
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.packages import Heads
from tests.factories import stays as making
from tests.factories.centres import enter_account
from tests.factories.invoices import CODE
from tests.factories.people import HANGZHOU, make_federation, make_union
from tests.factories.places import TWIN, make_place
from tests.proofs.killing.ended import Ending, ending
from tests.proofs.killing.world import World

PDF = ("发票.pdf", b"%PDF-1.7 example", "application/pdf")
SUBSIDIES = "/federation/subsidies"


async def invoiced_and_corrected(world: World) -> Ending:
    """Asked for and taken back, turned down, issued and corrected; one is recorded by mistake, the rest is waived."""
    case = await world.submitted()
    union, payee = case.union.finance, case.operator.finance
    here, there = (f"/{side}/invoices/charges/{case.charge}" for side in ("union", "operator"))
    asked = await _asked_for(world, case)
    await world.house.act(union, here, f"{here}/requests/{asked.public_id}", until=_closed(asked))
    asked = await _asked_for(world, case)
    to = f"{there}/requests/{asked.public_id}"
    await world.house.act(payee, there, to, until=_closed(asked), why="示例：抬头不符")
    asked = await _asked_for(world, case)
    first = await _issued(world, case, request=asked.public_id, amount="1000.00")
    await _corrected(world, payee, first)
    mistaken = await _issued(world, case, title="示例家属", part="family", amount="50.00")
    page = f"/operator/invoices/{mistaken.public_id}"
    await world.house.act(
        payee, f"{page}/red-letter", f"{page}/withdrawal", until=_is_withdrawn(mistaken), withdrawn_why="示例：传错"
    )  # fmt: skip
    await world.house.act(union, here, f"{here}/waiver", until=_is_waived(case), why="示例")
    rows = Invoice.filter(charge__public_id=case.charge).order_by("id")
    return {
        **await ending(world, case),
        "invoices": [(i.minor, i.part, i.corrects_id is not None, i.withdrawn_at is not None) for i in await rows],
        "requests": [r.closed_at is not None for r in await _requests(case).order_by("id")],
        "waivers": await InvoiceWaiver.filter(charge__public_id=case.charge).count(),
    }  # fmt: skip


def _requests(case: SimpleNamespace) -> Any:
    return InvoiceRequest.filter(charge__public_id=case.charge)


def _is_withdrawn(invoice: Invoice) -> Callable[[], Awaitable[bool]]:
    return Invoice.filter(id=invoice.id, withdrawn_at__isnull=False).exists


def _is_waived(case: SimpleNamespace) -> Callable[[], Awaitable[bool]]:
    return InvoiceWaiver.filter(charge__public_id=case.charge).exists


def _closed(asked: InvoiceRequest) -> Callable[[], Awaitable[bool]]:
    return InvoiceRequest.filter(id=asked.id, closed_at__isnull=False).exists


async def _asked_for(world: World, case: SimpleNamespace) -> InvoiceRequest:
    waiting = _requests(case).filter(closed_at=None)
    here = f"/union/invoices/charges/{case.charge}"
    await world.house.act(
        case.union.finance, here, f"{here}/request", until=waiting.exists, title="示例工会", tax_number=CODE,
        item="疗休养费", amount="1000", part="union", note="",
    )  # fmt: skip
    found: InvoiceRequest = await waiting.get()
    return found


async def _issued(world: World, case: SimpleNamespace, **fields: str) -> Invoice:
    number = world.voucher()
    rows = Invoice.filter(number=number)
    there = f"/operator/invoices/charges/{case.charge}"
    await world.house.act(
        case.operator.finance, there, f"{there}/issue", until=rows.exists, files={"file": PDF},
        number=number, issued_on=clock.today().isoformat(), **fields,
    )  # fmt: skip
    return await rows.get()


async def _corrected(world: World, payee: Actor, first: Invoice) -> None:
    page = f"/operator/invoices/{first.public_id}/red-letter"
    await world.house.act(
        payee, page, until=Invoice.filter(corrects_id=first.id).exists, files={"file": PDF},
        number=world.voucher(), issued_on=clock.today().isoformat(), amount="40", why="示例：减员",
    )  # fmt: skip


async def subsidised(world: World) -> Ending:
    """A rate is set; the union's claim is taken back, turned down, granted by two; its payment comes back and goes again."""
    federation, union = await make_federation(host=False, region=HANGZHOU), await make_union()
    rate = await _rate(world, federation)
    with clock.moved_to(clock.now() - timedelta(days=4)):
        await enter_account(union.finance, f"62170{union.organisation:08d}")
    case = await making.reconciled(
        place=await make_place(operator=world.operator), union=union, programme="front_line",
        heads=Heads(2), came=Heads(2), rooms={TWIN: 1},
    )  # fmt: skip
    case.charge = (await Charge.get(stay_id=case.number)).public_id
    case.trip = (await Trip.get(id=(await Stay.get(id=case.number)).trip_id)).public_id
    first = await _claimed(world, case)
    own = f"/union/subsidies/{case.trip}"
    away = f"{own}/claims/{first.public_id}/withdrawal"
    await world.house.act(union.finance, own, away, until=_is(first, "withdrawn"))
    await _decided(world, federation.clerk, await _claimed(world, case), "turn-down", "turned_down", why="示例")  # fmt: skip
    claim = await _claimed(world, case)
    await _decided(world, federation.clerk, claim, "check", "checked", amount="150", why="示例")
    await _decided(world, federation.finance, claim, "grant", "granted")
    await _decided(world, federation.clerk, claim, "payment", "paid", **world.on_paper())
    await _decided(world, federation.clerk, claim, "return", "granted", why="示例：账号有误")
    await _decided(world, federation.clerk, claim, "payment", "paid", **world.on_paper())
    await _ended(world, federation, rate)
    return {
        **await ending(world, case),
        "claims": [(c.state, c.minor, c.granted_minor) for c in await SubsidyClaim.filter(trip__public_id=case.trip).order_by("id")],
        "book": sorted(await _book_of(federation)),
    }  # fmt: skip


async def _rate(world: World, federation: SimpleNamespace) -> SubsidyRate:
    rows = SubsidyRate.filter(federation_id=federation.organisation)
    long_ago = (clock.today() - timedelta(days=200)).isoformat()
    await world.house.act(
        federation.clerk, f"{SUBSIDIES}/rates", f"{SUBSIDIES}/rates/new", until=rows.exists,
        programme="front_line", per="trip", amount="100", reaches="city", starts_on=long_ago, document="示例文件1号",
    )  # fmt: skip
    return await rows.get()


async def _ended(world: World, federation: SimpleNamespace, rate: SubsidyRate) -> None:
    ended = SubsidyRate.filter(id=rate.id, ends_on__isnull=False)
    to = f"{SUBSIDIES}/rates/{rate.public_id}/end"
    await world.house.act(
        federation.clerk, f"{SUBSIDIES}/rates", to, until=ended.exists, ends_on=clock.today().isoformat()
    )  # fmt: skip


async def _claimed(world: World, case: SimpleNamespace) -> SubsidyClaim:
    live = SubsidyClaim.filter(trip__public_id=case.trip, state="claimed")
    own = f"/union/subsidies/{case.trip}"
    await world.house.act(case.union.finance, own, f"{own}/claim", until=live.exists)
    return await live.get()


async def _decided(
    world: World, by: Actor, claim: SubsidyClaim, act: str, state: str, **fields: str
) -> None:
    page = f"{SUBSIDIES}/claims/{claim.public_id}"
    await world.house.act(by, page, f"{page}/{act}", until=_is(claim, state), **fields)


def _is(claim: SubsidyClaim, state: str) -> Callable[[], Awaitable[bool]]:
    return SubsidyClaim.filter(id=claim.id, state=state).exists


async def _book_of(federation: SimpleNamespace) -> list[tuple[str, bool, int]]:
    """What stands on each of the federation's own accounts."""
    rows = Posting.filter(account__book__payee_id=federation.organisation)
    sums: dict[tuple[str, bool], int] = {}
    for one in await rows.values("account__kind", "account__subject", "minor"):
        key = (one["account__kind"], bool(one["account__subject"]))
        sums[key] = sums.get(key, 0) + one["minor"]
    return [(*key, minor) for key, minor in sums.items() if minor]


PAPER_FLOWS: dict[str, Callable[[World], Awaitable[Ending]]] = {
    flow.__name__: flow for flow in (invoiced_and_corrected, subsidised)
}
