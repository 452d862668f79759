"""The ledger of the demonstration: groups recorded, months returned, periods closed, by the verbs of their day."""

from contextlib import suppress
from datetime import date, time, timedelta

from booking import receptions
from booking.insights.closing import close
from booking.insights.received import Asked, Sums, groups, sums_by_site
from booking.receptions import Counted, GroupDraft, GroupLine, ListedGroup, Period
from scheduler.demo.cast import desk_email
from scheduler.demo.catalogue import demo_sites
from scheduler.demo.chance import chance
from scheduler.demo.founding import Cast
from scheduler.demo.off_platform import OffPlatform, off_platform
from scheduler.demo.unions import demo_federations, staffed_sites
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.idempotency import Key
from sites.packages import Heads

MONTHS_RETURNED, SILENT_IN = 3, 10


async def keep_ledger(cast: Cast, today: date) -> None:
    """After the story, so that lists and tables know its groups. Run again, it adds nothing."""
    host = cast[next(body.email for body in demo_federations() if body.is_host)]
    every = tuple(off_platform(today))
    await _enter_last_year([one for one in every if one.draft.check_in.year < today.year], host)
    for one in every:
        if one.draft.check_in.year >= today.year:
            await _record(one, cast, host, today=today)
    await _return_months(cast, host, today)
    await _close_periods(host, today)


async def _enter_last_year(every: list[OffPlatform], host: Actor) -> None:
    if every and not any(line.is_historic for line in await receptions.groups_of(host)):
        with clock.moved_to(clock.at(every[0].recorded_on, time(15))):
            listed = [ListedGroup(one.number, one.draft) for one in every]
            await receptions.import_groups(listed, by=host)


async def _record(one: OffPlatform, cast: Cast, host: Actor, *, today: date) -> None:
    """Every fifth by the federation. A coming group that finds no room is not recorded: it stays away."""
    by = host if one.number % 5 == 0 else cast[desk_email(one.draft.site)]
    hour = time(8) if one.recorded_on == today else time(17)
    with clock.moved_to(clock.at(one.recorded_on, hour)), suppress(Refusal):
        await receptions.record(
            one.draft, by=by, key=Key(f"demo-{one.number}-reception", "demonstration")
        )


async def _return_months(cast: Cast, host: Actor, today: date) -> None:
    """The last months by nearly all bases; the others of this year by those whose people can be signed in as."""
    last = receptions.last_over("month").first
    ids = {site.code: site.id for site in await receptions.sites_of(host)}
    for back in range(today.month - 1):
        month = receptions.months_later(last, -back)
        asked, there = {*await receptions.asked_for(month)}, await receptions.returns_in(month)
        counted = await sums_by_site(Asked(month, receptions.months_later(month, 1)))
        for code in _returning(month, today, is_late=back >= MONTHS_RETURNED):
            if ids[code] in asked and ids[code] not in there:
                await _return(
                    code, month, counted.get(ids[code], Sums()), by=cast[desk_email(code)]
                )


def _returning(month: date, today: date, *, is_late: bool) -> tuple[str, ...]:
    """One base in ten says nothing in a month, and of the last month one more."""
    if is_late:
        return staffed_sites()
    every = [site.code for site in demo_sites(today)]
    silent = {code for code in every if chance("return", code, month).randrange(SILENT_IN) == 0}
    return tuple(code for code in every if code not in silent and code != staffed_sites()[0])


async def _return(code: str, month: date, sums: Sums, *, by: Actor) -> None:
    day = receptions.months_later(month, 1) + timedelta(
        days=chance("day", code, month).randrange(5)
    )
    at = clock.at(day, time(10, 20))
    if at > clock.now():
        return  # in the first days of a month: nobody has returned on a day that is still to come
    with clock.moved_to(at):
        counted = Counted(sums.groups, sums.people, sums.family, sums.nights)
        await receptions.return_month(code, month, counted=counted, by=by)


async def _close_periods(host: Actor, today: date) -> None:
    """Last year whole once that day has come, and the months of this year but for the last one."""
    last = receptions.last_over("month").first
    firsts = [date(today.year, month, 1) for month in range(1, today.month)]
    wanted = [Period("year", date(today.year - 1, 1, 1))]
    wanted += [Period("month", first) for first in firsts if first < last]
    for period in wanted:
        if period == wanted[-1] and len(wanted) > 2:
            await _correct_late(host, month=wanted[-2].first)
        at = clock.at(period.until + timedelta(days=19), time(11))
        if at > clock.now():
            continue
        with clock.moved_to(at), suppress(Refusal):
            await close(period, by=host)


async def _correct_late(host: Actor, *, month: date) -> None:
    """Two more in one group than were recorded, noticed after that month was closed: an adjustment of the next one."""
    asked = Asked(month, receptions.months_later(month, 1), source="recorded")
    found = [
        (await receptions.group_page(group.public_id, by=host)).line
        for group in await groups(asked)
    ]
    free = [one for one in found if one.check_in >= month and not one.takes_nights]
    if not free or any(one.version > 1 for one in found):
        return
    noticed = clock.at(receptions.months_later(asked.until, 1), time(9, 30))
    with clock.moved_to(noticed), suppress(Refusal):
        await receptions.correct(
            free[0].public_id, _with_two_more(free[0]), why="示例：名单漏记两名职工，补录。",
            seen=free[0].version, by=host,
        )  # fmt: skip


def _with_two_more(line: GroupLine) -> GroupDraft:
    heads = Heads(line.heads.workers + 2, line.heads.family, line.heads.crew)
    return GroupDraft(
        line.site_code, line.check_in, line.nights, line.name, line.sender, line.origin_code, heads,
        line.income, line.proof_number,
    )  # fmt: skip
