"""How a flow ended: what the rows, the provider and the payee's page say, without ids and times."""

import re
from types import SimpleNamespace
from typing import Any

from booking import money
from booking.money.models import Charge, Posting, Receipt, RefundOrder
from booking.money.online_models import (
    OnlineDifference,
    OnlinePayment,
    OnlineRefund,
    ProviderEvent,
)
from booking.stays.models import Stay
from scheduler.double.store import Store
from sites.foundation import clock
from sites.foundation.outbox import OutboxRow
from tests.proofs.killing.house import House
from tests.proofs.killing.world import World, subjects_of

Ending = dict[str, Any]
AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d\d)?")


async def ending(world: World, case: SimpleNamespace, *, payee: str | None = "operator") -> Ending:
    await world.house.until(lambda: _is_quiet(world.house), what="quiet")
    subjects = await subjects_of(case)
    charge = await Charge.get(public_id=case.charge)
    standing = (await money.account_of(case.number)).charges[0].standing
    orders = await RefundOrder.filter(charge_id=charge.id, withdrawn_at=None)
    payments = await OnlinePayment.filter(charge_id=charge.id).exclude(state="ended")
    rows = await Posting.filter(account__subject__in=subjects).values("account__kind", "minor")
    sums: dict[str, int] = {}
    for one in rows:
        sums[one["account__kind"]] = sums.get(one["account__kind"], 0) + one["minor"]
    return {
        "state": (await Stay.get(id=case.number)).state,
        "standing": (standing.charged.minor, standing.received.minor, standing.refunded.minor, standing.owed.minor),
        "receipts": sorted((r.minor, r.way) for r in await Receipt.filter(charge_id=charge.id, withdrawn_at=None)),
        "orders": sorted((o.minor, o.way, o.paid_on is not None) for o in orders),
        "payments": sorted((p.state, p.got_minor, p.fee_minor, p.method) for p in payments),
        "refunds": sorted((r.minor, r.state) for r in await OnlineRefund.filter(payment__charge_id=charge.id)),
        "lists": sorted((d.kind, d.settled_at is None) for d in await OnlineDifference.filter(subject__in=subjects)),
        "accounts": sorted((kind, minor) for kind, minor in sums.items() if minor),
        "provider": _at_the_provider(world.house, [one.public_id for one in payments]),
        "page": await _shown(world, case, payee),
    }  # fmt: skip


async def _is_quiet(house: House) -> bool:
    """Everything was told, and what follows from it is done."""
    told = {one["id"] for one in store_of(house).every("event")}
    known = set(await ProviderEvent.all().values_list("event_id", flat=True))
    waiting = OutboxRow.filter(done_at=None, dead_at=None, topic__startswith="online.")
    return told <= known and not await waiting.exists()


def _at_the_provider(house: House, references: list[str]) -> list[tuple[str, int]]:
    """Every charge and refund that moved there for these payments."""
    store = store_of(house)
    charges = [
        one for one in store.every("charge") if one["metadata"].get("reference") in references
    ]
    ids = {one["id"] for one in charges}
    back = [one for one in store.every("refund") if one["charge"] in ids]
    return sorted(("charge" if one in charges else "refund", one["amount"]) for one in [*charges, *back])  # fmt: skip


def store_of(house: House) -> Store:
    return Store(str(house.folder / "double.db"), now=lambda: int(clock.now().timestamp()))


async def _shown(world: World, case: SimpleNamespace, payee: str | None) -> list[str]:
    """The amounts that the union's page of the stay's money shows, and that its payee's statement does."""
    shown: list[str] = []
    pages = [(case.union.finance, f"/union/stays/{case.id}")]
    if payee:
        pages.append((case.operator.finance, f"/operator/stays/{case.id}/statement"))
    for by, path in pages:
        visitor = await world.house.as_(by)
        answer = await visitor.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        shown += AMOUNT.findall(answer.text)
    return shown
