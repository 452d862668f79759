"""What no single booking shows: one trip of two bases that waits for its approval, and one plan of three batches."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta

from booking import stays
from booking.stays import HoldOrder, NobodyToApprove
from scheduler.demo.catalogue import DemoSite, demo_sites
from scheduler.demo.unions import demo_unions, staffed_sites
from sites import calendar, listings
from sites.calendar import FreeRooms
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.idempotency import Key
from sites.packages import Heads

FIRST_DAY, LAST_DAY, WEEK = 70, 210, 7
NIGHTS = 2
TRIP, BATCHES = (Key(f"demonstration-{what}", "demonstration") for what in ("trip", "batches"))


async def keep_trips(cast: Mapping[str, Actor], today: date) -> None:
    """Run again, it adds nothing. Where no weeks are free for it, there is none."""
    first, second = _bases(today)
    weeks = [today + timedelta(days=day) for day in range(FIRST_DAY, LAST_DAY, WEEK)]
    await _trip(cast[demo_unions()[0].email], first, second, weeks)
    await _batches(cast, second, weeks)


def _bases(today: date) -> tuple[DemoSite, DemoSite]:
    """The first staffed base, and the next staffed one that sells two nights too."""
    staffed = [site for site in demo_sites(today) if site.code in staffed_sites()]
    first, second, *_others = [site for site in staffed if _package(site)]
    return first, second


def _package(site: DemoSite) -> str:
    fitting = (each.code for each in site.packages if each.min_nights <= NIGHTS <= each.max_nights)
    return next(fitting, "")


async def _trip(by: Actor, first: DemoSite, second: DemoSite, weeks: Sequence[date]) -> None:
    """In the first week in which both bases take it; then its approval is asked once."""
    heads, contact = Heads(22, 0, 2), demo_unions()[0].contact
    for start in weeks:
        then = start + timedelta(days=NIGHTS)
        orders = [
            await _order(site, day, heads, contact)
            for site, day in ((first, start), (second, then))
        ]
        with suppress(Refusal):
            held = await stays.hold_trip(orders, by=by, key=TRIP)
            if not (await stays.page_of(held.stays[0], by=by)).approvals:
                with suppress(NobodyToApprove):
                    await stays.ask_approval(held.stays[0], by=by)
            return


async def _batches(cast: Mapping[str, Actor], base: DemoSite, weeks: Sequence[date]) -> None:
    """Three weeks running, by the first union that may hold three more."""
    for start in weeks:
        for union in demo_unions()[1:]:
            orders = [
                await _order(base, start + timedelta(days=WEEK * n), Heads(30, 0, 2), union.contact)
                for n in range(3)
            ]
            with suppress(Refusal):
                await stays.hold_batches(orders, whole=True, by=cast[union.email], key=BATCHES)
                return


async def _order(site: DemoSite, start: date, heads: Heads, contact: str) -> HoldOrder:
    kinds = (await listings.profile(site.code)).room_types
    rooms = calendar.propose(
        heads.total, [FreeRooms(kind.id, kind.code, kind.beds, kind.rooms) for kind in kinds]
    )
    return HoldOrder(
        site=site.code, package=_package(site), check_in=start, nights=NIGHTS, heads=heads,
        rooms={kind.code: rooms[kind.id] for kind in kinds if kind.id in rooms}, contact=contact,
    )  # fmt: skip
