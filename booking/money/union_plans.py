"""How a union pays at a site: by the site's terms, or as the operator agreed with it, up to a limit."""

from dataclasses import dataclass
from datetime import datetime

from booking.money.plan_models import UnionPlan
from booking.people import demand
from booking.people.models import Organisation
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import fetch, transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import public_id
from sites.foundation.language import N_, choose
from sites.listings import Payment, SiteUnknown
from sites.listings.models import Site
from sites.listings.payment_terms import demand_payable
from sites.listings.shapes import stored

_OWED = (
    "SELECT COALESCE(SUM(c.minor), 0) - COALESCE(SUM((SELECT SUM(r.minor) FROM receipts r "
    "WHERE r.charge_id = c.id AND r.withdrawn_at IS NULL)), 0) + COALESCE(SUM((SELECT SUM(o.minor) "
    "FROM refund_orders o WHERE o.charge_id = c.id AND o.paid_on IS NOT NULL)), 0) "
    "- COALESCE(SUM((SELECT SUM(w.minor - w.reversed_minor) FROM write_offs w "
    "WHERE w.charge_id = c.id AND w.state = 'agreed')), 0) AS owed "
    "FROM charges c JOIN stays s ON s.id = c.stay_id "
    "WHERE c.voided_at IS NULL AND s.site_id = $1 AND s.union_id = $2"
)


class UnionNotFound(Refusal):
    code = "union_not_found"
    kind = Kind.BAD_INPUT
    words = N_("No union with this credit code is registered here.")


class PlanUnknown(Refusal):
    code = "payment_plan_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such agreement on payment, or it is not yours.")


@dataclass(frozen=True)
class Agreed:
    """The plan by which a stay is paid. `beyond` is by how much it would exceed the union's limit, so that the site's
    own terms hold.
    """

    plan: Payment
    is_own: bool = False
    beyond: Money | None = None


@dataclass(frozen=True)
class PlanLine:
    public_id: str
    union_name: str
    plan: Payment
    limit: Money | None
    note: str
    made_at: datetime


async def agreed_plan(site_id: int, union_id: int, *, usual: Payment, price: Money) -> Agreed:
    """`usual` are the site's own terms, which hold where nothing else was agreed or the limit is reached."""
    row = await UnionPlan.get_or_none(site_id=site_id, union_id=union_id, ended_at=None)
    if row is None:
        return Agreed(usual)
    plan = Payment(**row.plan)
    if row.limit_minor is None:
        return Agreed(plan, is_own=True)
    owed = int((await fetch(_OWED, site_id, union_id))[0]["owed"])
    beyond = max(0, owed + price.minor - row.limit_minor)
    return Agreed(usual, beyond=Money(beyond)) if beyond else Agreed(plan, is_own=True)


@transaction
async def agree_plan(
    site_id: int, credit_code: str, plan: Payment, *, limit: Money | None, note: str = "", by: Actor
) -> str:
    """Let a union pay in another way from its next submission on; what was agreed with it before ends.

    Refused: NotGranted, SiteUnknown, UnionNotFound, PaymentTermsUnfit.
    """
    demand(by, "calendar.edit")
    demand_payable(plan)
    await _own_site(site_id, by=by)
    union = await Organisation.get_or_none(kind="union", credit_code=credit_code.strip().upper())
    if union is None:
        raise UnionNotFound(field="credit_code")
    now = clock.now()
    await UnionPlan.filter(site_id=site_id, union_id=union.id, ended_at=None).update(ended_at=now)
    row = await UnionPlan.create(
        public_id=public_id(), site_id=site_id, union_id=union.id, plan=stored(plan),
        limit_minor=limit.minor if limit else None, note=note, by_user_id=by.user_id, made_at=now,
    )  # fmt: skip
    return str(row.public_id)


@transaction
async def end_plan(site_id: int, plan: str, *, by: Actor) -> None:
    """From the next submission on the site's own terms hold again. Refused: NotGranted, SiteUnknown, PlanUnknown."""
    demand(by, "calendar.edit")
    await _own_site(site_id, by=by)
    own = UnionPlan.filter(site_id=site_id, public_id=plan, ended_at=None)
    if not await own.update(ended_at=clock.now()):
        raise PlanUnknown


async def plans_at(site_id: int, *, by: Actor) -> tuple[PlanLine, ...]:
    """What the operator agreed with unions and still holds. Refused: SiteUnknown."""
    await _own_site(site_id, by=by)
    rows = await UnionPlan.filter(site_id=site_id, ended_at=None).order_by("id").prefetch_related("union")  # fmt: skip
    return tuple(
        PlanLine(
            row.public_id, choose(row.union.name, row.union.name_en), Payment(**row.plan),
            None if row.limit_minor is None else Money(row.limit_minor), row.note, row.made_at,
        )
        for row in rows
    )  # fmt: skip


async def _own_site(site_id: int, *, by: Actor) -> None:
    if not await Site.filter(id=site_id, operator_id=by.organisation_id).exists():
        raise SiteUnknown
