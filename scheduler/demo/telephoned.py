"""A request whose base has hardly any time left to answer: the federation telephoned once, and it stands on its list."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta

from booking import stays
from booking.stays import HoldOrder
from booking.stays.working_hours import answer_due
from scheduler.demo.catalogue import DemoSite, demo_sites
from scheduler.demo.habits import REASON
from scheduler.demo.unions import demo_federations, demo_unions, staffed_sites
from sites import calendar, listings
from sites.calendar import FreeRooms
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.idempotency import Key
from sites.packages import Heads

AHEAD, HEADS, UNION = 24, Heads(20, 0, 1), 22
SOONEST, LATEST = timedelta(minutes=25), timedelta(hours=4)
NOTE = "示例：前台称今天下班前答复。"
STEP, BACK = timedelta(minutes=30), 6 * 48
HELD, SENT, CALLED = (
    Key(f"demonstration-call-{what}", "demonstration") for what in ("held", "sent", "noted")
)


async def keep_call(cast: Mapping[str, Actor], today: date) -> None:
    """Run again, it adds nothing. At night no desk is open, so no answer is nearly due: then there is none."""
    host = cast[next(body.email for body in demo_federations() if body.is_host)]
    by, now = cast[demo_unions()[UNION].email], clock.now()
    for site, begun in _nearly_due(today, now):
        with suppress(Refusal):  # its nights are not opened, or taken: another base then
            with clock.moved_to(begun):
                stay = await stays.hold(await _order(site, today), by=by, key=HELD)
                await stays.submit(stay, reason=REASON, by=by, key=SENT)
            with clock.moved_to(now - timedelta(minutes=20)):
                await stays.note_call(stay, note=NOTE, by=host, key=CALLED)
            return


def _nearly_due(today: date, now: datetime) -> Iterator[tuple[DemoSite, datetime]]:
    """A base, and when a request must have been sent there for its answer to be due in a few hours."""
    for site in demo_sites(today):
        if site.booking_way != "accept" or site.code in staffed_sites():
            continue
        for number in range(2, BACK):
            begun = now - STEP * number
            due = answer_due(
                begun,
                hours=site.answer_hours,
                opens=f"{site.answer_from:%H:%M}",
                closes=f"{site.answer_until:%H:%M}",
            )
            if SOONEST < due - now < LATEST:
                yield site, begun
                break


async def _order(site: DemoSite, today: date) -> HoldOrder:
    kinds = (await listings.profile(site.code)).room_types
    package = min(site.packages, key=lambda one: one.min_nights)
    rooms = calendar.propose(
        HEADS.total, [FreeRooms(kind.id, kind.code, kind.beds, kind.rooms) for kind in kinds]
    )
    return HoldOrder(
        site=site.code, package=package.code, check_in=today + timedelta(days=AHEAD),
        nights=package.min_nights, heads=HEADS, contact=demo_unions()[UNION].contact,
        rooms={kind.code: rooms[kind.id] for kind in kinds if kind.id in rooms},
    )  # fmt: skip
