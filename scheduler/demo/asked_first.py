"""A base that wants to be asked first, and two unions that ask for the same nights: its operator compares them."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from booking import people, stays
from booking.stays import HoldOrder
from scheduler.demo.cast import desk_email
from scheduler.demo.catalogue import ASKED_FIRST, DemoSite, demo_sites
from scheduler.demo.people_shapes import DemoUnion
from scheduler.demo.unions import demo_federations, demo_unions, staffed_sites
from sites import calendar, listings
from sites.calendar import FreeRooms
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.idempotency import Key
from sites.foundation.observe import log
from sites.packages import Heads

AHEAD = 45
# Union, days ago, workers: what both ask for is more than the base has.
ASKING = ((6, 2, 26), (9, 1, 22))


async def keep_inquiries(cast: Mapping[str, Actor], today: date) -> None:
    """Run again, it adds nothing: the base is given once, and each inquiry has its key."""
    site = next(one for one in demo_sites(today) if one.code == ASKED_FIRST)
    host = cast[next(body.email for body in demo_federations() if body.is_host)]
    try:
        await _give(cast[desk_email(staffed_sites()[0])], host)
        for union, ago, workers in ASKING:
            with clock.moved_to(clock.at(today - timedelta(days=ago), time(9, 40))):
                asker = demo_unions()[union]
                order = await _order(site, today + timedelta(days=AHEAD), asker, workers)
                key = Key(f"demo-inquiry-{union}", "demonstration")
                await stays.inquire(order, by=cast[asker.email], key=key)
    except Refusal as refusal:
        log().warning("demonstration_refused", verb="keep_inquiries", code=refusal.code)


async def _give(operator: Actor, host: Actor) -> None:
    """The base is run by the operator that sign-in offers: two bases, one desk."""
    post = await people.post_of(ASKED_FIRST, by=host)
    if post.operator_id == operator.organisation_id:
        return
    known = {line.id: line.public_id for line in await people.operators(by=host)}
    instead_of = known.get(post.operator_id or 0, "")
    await people.give_base(
        ASKED_FIRST, known[operator.organisation_id], instead_of=instead_of, by=host
    )


async def _order(site: DemoSite, start: date, union: DemoUnion, workers: int) -> HoldOrder:
    kinds = (await listings.profile(site.code)).room_types
    package = min(site.packages, key=lambda one: one.min_nights)
    rooms = calendar.propose(
        workers, [FreeRooms(kind.id, kind.code, kind.beds, kind.rooms) for kind in kinds]
    )
    return HoldOrder(
        site=site.code, package=package.code, check_in=start, nights=package.min_nights,
        heads=Heads(workers), contact=union.contact,
        rooms={kind.code: rooms[kind.id] for kind in kinds if kind.id in rooms},
    )  # fmt: skip
