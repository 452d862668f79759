"""A stay on which money can move: a bare inquiry, so that no verb has charged or claimed anything."""

from datetime import timedelta
from types import SimpleNamespace

from booking.money import charges, raise_charge
from booking.money.models import Charge
from booking.stays.models import Party, Stay, StayEvent, Trip
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.identifiers import public_id, reference
from sites.listings.models import Site
from sites.packages.models import Package
from tests.factories.people import make_operator, make_union

settle_cancellation = transaction(charges.settle_cancellation)
order_full_refund = transaction(charges.order_full_refund)
correct_charge = transaction(charges.correct_charge)


async def charged(*minors: int) -> SimpleNamespace:
    """`.stay` and `.charges` (public ids), one for each amount; `.finance` of the payee."""
    operator, union = await make_operator(), await make_union()
    stay = await _inquiry(operator.organisation, union.organisation)
    case = SimpleNamespace(
        stay=stay, union=union, operator=operator, finance=operator.finance,
        payee=operator.organisation,
    )  # fmt: skip
    case.charges = [await charge_again(stay, case.payee, minor) for minor in minors]
    return case


async def charge_again(stay_id: int, payee_id: int, minor: int) -> str:
    stay = await Stay.get(id=stay_id)
    party = await Party.get(trip_id=stay.trip_id)
    return await transaction(raise_charge)(
        stay_id, party_id=party.id, payee_id=payee_id, amount=Money(minor),
        due_on=clock.today(), by=SYSTEM,
    )  # fmt: skip


async def row(charge_id: str) -> Charge:
    return await Charge.get(public_id=charge_id)


async def _inquiry(operator: int, union: int) -> int:
    now, first = clock.now(), clock.today() + timedelta(days=30)
    last = first + timedelta(days=3)
    site = await Site.create(
        code=public_id()[:20], name="示例基地", name_en="Example base", kind="hotel",
        district_code="341002", latitude=29.7, longitude=118.3, reception_limit=90, created_at=now,
    )  # fmt: skip
    package = await Package.create(
        site_id=site.id, code="X", name="示例", name_en="Example", min_nights=1, max_nights=7,
        min_group=1, max_group=90,
    )  # fmt: skip
    trip = await Trip.create(
        public_id=public_id(), organisation_id=union, origin_code="330100", starts_on=first,
        ends_on=last, created_at=now,
    )  # fmt: skip
    await Party.create(public_id=public_id(), trip_id=trip.id, organisation_id=union, workers=40)
    stay = await Stay.create(
        public_id=public_id(), reference=reference(), trip_id=trip.id, union_id=union,
        operator_id=operator, site_id=site.id, package_id=package.id, check_in=first, check_out=last,
        state="inquiry", price_minor=0, quote={"heads": 40}, created_by_id=0, created_at=now,
    )  # fmt: skip
    await StayEvent.create(
        stay_id=stay.id, at=now, act="asked", to_state="inquiry", by_kind="union"
    )
    return int(stay.id)
