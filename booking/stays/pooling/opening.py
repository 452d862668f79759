"""A union opens its held stay to others, or holds one to be opened because its own group is too small alone."""

from dataclasses import replace
from datetime import datetime

from booking.people import demand
from booking.people.models import Organisation
from booking.stays.access import stay_of_union
from booking.stays.hold import in_need
from booking.stays.locking import locked
from booking.stays.models import Party, Stay, Trip
from booking.stays.moves import record
from booking.stays.order import HoldOrder
from booking.stays.pool_models import Pool, PoolInvitation
from booking.stays.pool_places import pool_of, write_member
from booking.stays.pool_refusals import AlreadyPooled, PartnerUnknown, PoolNeedsOption
from booking.stays.pooling.one_hold import hold_one
from booking.stays.pooling.terms import NAMED, Ground, PoolTerms, demand_sound
from booking.stays.prolonging import demand_live_hold
from booking.stays.trip_stays import standing
from sites.foundation import clock, idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.foundation.identifiers import public_id as new_id
from sites.listings.models import Site
from sites.packages.models import Package


@transaction
async def open_pool(public_id: str, terms: PoolTerms, *, by: Actor, key: Key | None = None) -> str:
    """Open a held stay to other unions; the pool's public id. Until it closes the stay is neither submitted nor changed.

    Refused: NotGranted, StayUnknown, AlreadyMoved, HoldOver, AlreadyPooled, PoolNeedsOption, PartnerUnknown, and what
    `demand_sound` refuses.
    """
    demand(by, "stays.book")
    if earlier := await idempotency.claim(key, by=by):
        return earlier
    stay = await locked(await stay_of_union(public_id, by=by))
    ends = demand_live_hold(stay)
    await _demand_alone(stay)
    made = await _write(stay, terms, ends=ends, by=by)
    await idempotency.keep(key, made, by=by)
    return made


async def hold_open(
    order: HoldOrder, terms: PoolTerms, *, by: Actor, key: Key | None = None
) -> str:
    """Hold rooms for a group that may be smaller than the package's, and open it at once; the pool's public id.

    Refused as `stays.hold` and `open_pool`.
    """
    demand(by, "stays.book")
    asked = replace(order, group=terms.most, kind="option")
    return await in_need(lambda: _hold_open(asked, terms, by=by, key=key), [asked])


@transaction
async def _hold_open(order: HoldOrder, terms: PoolTerms, *, by: Actor, key: Key | None) -> str:
    if earlier := await idempotency.claim(key, by=by):
        return earlier
    held = await hold_one(order, by=by)
    stay = await Stay.get(id=held.stay.id)
    made = await _write(stay, terms, ends=held.ends, by=by)
    await idempotency.keep(key, made, by=by)
    return made


async def _demand_alone(stay: Stay) -> None:
    if await pool_of(stay.id):
        raise AlreadyPooled
    site = await Site.get(id=stay.site_id)
    is_only = len(await standing(stay.trip_id)) == 1
    if stay.hold_kind != "option" or site.booking_mode == "ask" or not is_only:
        raise PoolNeedsOption


async def _write(stay: Stay, terms: PoolTerms, *, ends: datetime, by: Actor) -> str:
    trip = await Trip.get(id=stay.trip_id)
    heads = await _heads(stay)
    package = await Package.get(id=stay.package_id)
    demand_sound(terms, Ground(heads, package.min_group, package.max_group, trip.programme, ends))
    partners = await _partners(terms, by=by)
    pool = await Pool.create(
        public_id=new_id(), site_id=stay.site_id, package_id=stay.package_id, check_in=stay.check_in,
        check_out=stay.check_out, scope=terms.scope, origin_code=trip.origin_code, programme=trip.programme,
        least=terms.least, most=terms.most, closes_at=clock.end_of(terms.closes_on), holds_until=ends,
        below=terms.below, names_lead=terms.names_lead, note=terms.note, heads=heads, opened_at=clock.now(),
    )  # fmt: skip
    for union_id in partners:
        await PoolInvitation.create(pool_id=pool.id, union_id=union_id)
    member = await write_member(pool.id, stay.id, stay.union_id, place=1, heads=heads)
    await record(stay, act="pool_opened", by=by, facts={"least": terms.least, "most": terms.most})
    if partners:
        await outbox.post("pool.moved", {"member_id": member, "act": "opened"})
    return str(pool.public_id)


async def _heads(stay: Stay) -> int:
    party = await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)
    return int(party.workers + party.family + party.crew)


async def _partners(terms: PoolTerms, *, by: Actor) -> list[int]:
    """The unions that are named, each once. Refused: PartnerUnknown with the first name that is of none."""
    if terms.scope != NAMED:
        return []
    if not terms.names:
        raise PartnerUnknown(name="—", field="names")
    found: dict[int, None] = {}
    for name in terms.names:
        union = await Organisation.filter(kind="union", standing="verified", name=name).first()
        if union is None or union.id == by.organisation_id:
            raise PartnerUnknown(name=name, field="names")
        found[union.id] = None
    return [*found]
