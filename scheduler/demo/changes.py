"""What changes after the booking: a change that waits for the base, one it agreed to, and rooms that went back by contract."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, time, timedelta
from functools import partial
from typing import TypeVar

from booking import rosters, stays
from booking.stays import HoldOrder, Lodging, NewTerms, StayLine
from scheduler.demo.cast import approves, desk_email
from scheduler.demo.habits import REASON
from scheduler.demo.names import person
from scheduler.demo.unions import demo_unions, staffed_sites
from sites import listings
from sites.calendar import NightsTaken, ReceptionFull
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.idempotency import Key
from sites.foundation.observe import log
from sites.listings import ReleaseStep, ReleaseTerms, SiteProfile
from sites.packages import Heads, packages

T = TypeVar("T")

FAR = timedelta(days=20)
STEP = ReleaseStep(days=11, spare=2)
TERMS = ReleaseTerms(names_days=14, guaranteed_percent=40, steps=(STEP,))
AHEAD = range(9, 16)
NIGHTS, HEADS, TWINS, NAMED = 4, Heads(26, 0, 2), 14, 12
CONTACT = "示例联系人"
WORDS = "示例：两位职工请假，五位晚到一天。"


async def keep_changes(cast: Mapping[str, Actor], today: date) -> None:
    """Run again, it adds nothing: changes carry keys, and a stay that was released has its step on record."""
    desk = cast[desk_email(staffed_sites()[0])]
    try:
        await _released(cast, desk, today)
        await _waiting(cast[demo_unions()[0].email], today)
        await _agreed(cast, desk, today)
    except Refusal as refusal:
        log().warning("demonstration_refused", verb="keep_changes", code=refusal.code)


async def _waiting(by: Actor, today: date) -> None:
    """Two fewer, and five who arrive a day later: the base has not answered."""
    line = next(iter(await _confirmed(by, today)), None)
    if line is None or await stays.open_amendments(by):
        return
    now = (await stays.terms_now(line.public_id, by=by)).fewer(2)
    late = Heads(now.heads.workers - 5, now.heads.family, now.heads.crew)
    apart = {now.check_in: Lodging(late, now.rooms)}
    terms = NewTerms(now.check_in, now.nights, now.package, now.heads, now.rooms, apart)
    await _amend(line, terms, by=by, note=WORDS)


async def _agreed(cast: Mapping[str, Actor], desk: Actor, today: date) -> None:
    """Three fewer, to which the base has agreed."""
    for union in demo_unions()[1:]:
        by = cast[union.email]
        for line in await _confirmed(by, today):
            if [one for one in await stays.amendments_of(line.public_id, by=by) if one.closed_at]:
                return
            terms = (await stays.terms_now(line.public_id, by=by)).fewer(3)
            amendment = await _amend(line, terms, by=by, note="")
            await stays.accept_amendment(line.public_id, amendment, by=desk)
            return


async def _confirmed(by: Actor, today: date) -> list[StayLine]:
    """At the first staffed base, far enough ahead, the nearest first."""
    lines = await stays.lines_of(by, states=[stays.State.CONFIRMED])
    there = [one for one in lines if one.site_code == staffed_sites()[0]]
    return sorted((one for one in there if one.check_in > today + FAR), key=lambda one: one.check_in)  # fmt: skip


async def _amend(line: StayLine, terms: NewTerms, *, by: Actor, note: str) -> str:
    seen = await stays.preview_amendment(line.public_id, terms, by=by)
    key = Key(f"demo-change-{line.reference}", "demonstration")
    return await stays.amend(
        line.public_id, terms, total_seen=seen.total, note=note, by=by, key=key
    )


async def _released(cast: Mapping[str, Actor], desk: Actor, today: date) -> None:
    """A group that has entered half of its names: of two nights the rooms without names have gone back."""
    site = await listings.profile(staffed_sites()[0])
    await _at(today, -8, lambda: listings.set_release_terms(site.id, TERMS, by=desk))
    by = cast[next(union.email for union in demo_unions() if not approves(union))]
    stay = await _held(by, site, today)
    if stay is None:
        return
    number = await stays.inner_id(stay, by=by)
    if (await stays.lines_by_id([number]))[number].state is stays.State.HELD:
        await _promised(stay, number, by, desk, today)
    await _at(today, -1, lambda: stays.release_unnamed(number))
    await stays.release_unnamed(number)


async def _promised(stay: str, number: int, by: Actor, desk: Actor, today: date) -> None:
    people = [
        rosters.draft(name=person("traveller", "release", "worker", n)[0], kind="worker")
        for n in range(NAMED)
    ]
    await _at(today, -6, lambda: stays.submit(stay, reason=REASON, by=by))
    await _at(today, -5, lambda: stays.accept(stay, by=desk))
    await _at(today, -5, lambda: stays.confirm(number))
    await _at(today, -4, lambda: stays.name_travellers(stay, people, by=by))


async def _held(by: Actor, site: SiteProfile, today: date) -> str | None:
    """On the first days that have room; the key makes a second hold the first one's answer."""
    offered = await packages(site.id, first=today, until=today + FAR)
    fitting = [one.offer for one in offered if one.offer.is_for_nights(NIGHTS) and one.offer.is_for_group(HEADS.total)]  # fmt: skip
    for ahead in AHEAD if fitting else ():
        order = HoldOrder(
            site=site.code, package=fitting[0].code, check_in=today + timedelta(days=ahead), nights=NIGHTS,
            rooms={"twin": TWINS}, heads=HEADS, contact=CONTACT,
        )  # fmt: skip
        key = Key(f"demo-release-{ahead}", "demonstration")
        try:
            return await _at(today, -7, partial(stays.hold, order, by=by, key=key))
        except (NightsTaken, ReceptionFull):
            continue
    return None


async def _at(today: date, days: int, act: Callable[[], Awaitable[T]]) -> T:
    """Done on the morning of a day that lies behind."""
    with clock.moved_to(clock.at(today + timedelta(days=days), time(10))):
        return await act()
