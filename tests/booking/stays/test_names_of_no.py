"""The smallest limit wins, and its name is part of every no: of a hold that is refused, of the results, and of what is free."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

import pytest

from booking import quotas, stays
from sites import calendar, search
from sites.calendar import BookingWindow, Change, Selection
from sites.calendar.models import Night, Reception
from sites.foundation import clock
from sites.foundation.database import change
from sites.foundation.errors import Refusal
from sites.foundation.language import CHINESE, ENGLISH, speaking
from sites.foundation.words import say
from sites.packages import Heads
from tests.factories.people import make_federation, make_union
from tests.factories.places import FAMILY, TWIN, make_place
from tests.factories.quotas import make_quota
from tests.factories.stays import confirmed, held

AHEAD, NIGHTS, HEADS = 30, 4, 36
# As many beds as the family rooms lack for the group: who takes 40 twins leaves 30 beds.
ALL_TWINS = {"rooms": {TWIN: 40}, "heads": Heads(60)}
Arrange = Callable[[], Awaitable[SimpleNamespace]]


async def edited(*changes: Change, ahead: int = AHEAD + 1, **place: object) -> SimpleNamespace:
    """Changes of every room type on the second night."""
    made = await make_place(**place)
    first = clock.today() + timedelta(days=ahead)
    types = frozenset(made.rooms.values())
    for one in changes:
        night = Selection(made.id, first, first + timedelta(days=1), types)
        await calendar.edit(night, one, by=made.operator.sales)
    return made


async def all_sold() -> SimpleNamespace:
    return (
        await confirmed(place=await make_place(reception_limit=500), starts_in=AHEAD, **ALL_TWINS)
    ).place


async def all_held() -> SimpleNamespace:
    return (
        await held(place=await make_place(reception_limit=500), starts_in=AHEAD, **ALL_TWINS)
    ).place


async def tables_sold() -> SimpleNamespace:
    return (await confirmed(starts_in=AHEAD, rooms={TWIN: 20, FAMILY: 10}, heads=Heads(60))).place


async def tables_held() -> SimpleNamespace:
    return (await held(starts_in=AHEAD, rooms={TWIN: 20, FAMILY: 10}, heads=Heads(60))).place


async def kept_for_others() -> SimpleNamespace:
    place, soon = await make_place(), clock.now() + timedelta(minutes=15)
    await change(
        "UPDATE nights SET has_waiters = $1, first_refusal_until = $2 WHERE site_id = $3",
        True,
        soon,
        place.id,
    )
    return place


async def never_opened() -> SimpleNamespace:
    place = await make_place()
    await change("DELETE FROM nights WHERE site_id = $1 AND date = $2", place.id, clock.today() + timedelta(days=AHEAD + 1))  # fmt: skip
    return place


async def window(earliest: int | None, latest: int) -> SimpleNamespace:
    place = await make_place()
    await calendar.declare_window(
        place.id, BookingWindow(earliest, latest), by=place.operator.sales
    )
    return place


async def certificate_ends() -> SimpleNamespace:
    return await make_place(valid_days=AHEAD + 1)


async def quota_spent() -> SimpleNamespace:
    await make_quota(await make_federation(), ceiling=10)
    return await make_place()


async def quota_opens_later() -> SimpleNamespace:
    await make_quota(await make_federation(), ceiling=100, opens_at=clock.now() + timedelta(days=1))
    return await make_place()


@dataclass(frozen=True)
class No:
    """`refusal` is the code of a hold's no, `obstacle` that of the results; empty where only a union's own limit says no."""

    arrange: Arrange
    refusal: str
    obstacle: str


EVERY_NO = {
    "full": No(all_sold, "nights_taken", "beds"),
    "held by others": No(all_held, "nights_held", "held"),
    "reception limit": No(tables_sold, "reception_full", "reception"),
    "reception limit, held by others": No(tables_held, "reception_held", "held"),
    "stop-sell": No(lambda: edited(Change("stop")), "night_closed", "closed"),
    "not opened": No(never_opened, "nights_not_opened", "not_opened"),
    "waiting list": No(kept_for_others, "kept_for_waiting", "kept"),
    "too early to book": No(lambda: window(AHEAD, 0), "not_bookable_yet", "not_bookable_yet"),
    "too late to book": No(
        lambda: window(None, AHEAD + 1), "no_longer_bookable", "no_longer_bookable"
    ),
    "no arrival": No(lambda: edited(Change("no_arrival"), ahead=AHEAD), "no_arrival", "no_arrival"),
    "no departure": No(
        lambda: edited(Change("no_departure"), ahead=AHEAD + NIGHTS), "no_departure", "no_departure"
    ),
    "minimum stay": No(
        lambda: edited(Change("min_stay", 5), ahead=AHEAD), "stay_length", "min_stay"
    ),
    "maximum stay": No(
        lambda: edited(Change("max_stay", 3), ahead=AHEAD), "stay_length", "max_stay"
    ),
    "minimum stay through": No(
        lambda: edited(Change("min_through", 5)), "stay_too_short_through", "min_through"
    ),
    "maximum stay through": No(
        lambda: edited(Change("max_through", 3)), "stay_too_long_through", "max_through"
    ),
    "certificate": No(certificate_ends, "certificate_not_valid", "certificate"),
    "quota": No(quota_spent, "quota_spent", ""),
    "quota opens later": No(quota_opens_later, "quota_not_open", ""),
}


def order(place: SimpleNamespace) -> stays.HoldOrder:
    first = clock.today() + timedelta(days=AHEAD)
    return stays.HoldOrder(place.code, "CARE", first, NIGHTS, {TWIN: 18}, Heads(HEADS))


async def found(place: SimpleNamespace) -> search.Answer:
    first = clock.today() + timedelta(days=AHEAD)
    results = await search.find(search.Question(starts=(first,), nights=NIGHTS, heads=HEADS))
    every = (*results.fits, *results.near, *results.rest)
    return next(one for one in every if one.site.code == place.code)


@pytest.mark.parametrize("name", EVERY_NO)
@pytest.mark.breaks_invariants("nights_have_waiters_where_an_entry_could_use_them")
async def test_a_hold_and_the_results_name_what_stops_the_group(database: str, name: str) -> None:
    no, union = EVERY_NO[name], await make_union()
    place = await no.arrange()
    with pytest.raises(Refusal) as refused:
        await stays.hold(order(place), by=union.organiser)
    assert refused.value.code == no.refusal
    said = [in_both(lambda: say(refused.value))]
    if no.obstacle:
        failures = (await found(place)).failures
        assert [one.code for one in failures] == [no.obstacle]
        said.append(in_both(lambda: search.say(failures[0])))
    assert all(chinese != english for chinese, english in said)
    assert all("%" not in words for both in said for words in both)


def in_both(words: Callable[[], str]) -> tuple[str, str]:
    with speaking(CHINESE):
        chinese = words()
    with speaking(ENGLISH):
        return chinese, words()


def test_no_refusal_of_the_calendar_or_of_a_quota_is_forgotten() -> None:
    told = {no.refusal for no in EVERY_NO.values()}
    of_calendar = {
        code
        for code, one in Refusal.registry.items()
        if one.__module__ == "sites.calendar.refusals"
    }
    assert of_calendar | {quotas.QuotaSpent.code, quotas.QuotaNotOpen.code} <= told


async def test_what_others_hold_is_told_with_the_first_end_of_it_and_without_a_name(
    database: str,
) -> None:
    place = await make_place(reception_limit=500)
    later = await held(place=place, starts_in=AHEAD, rooms={TWIN: 20}, heads=Heads(30))
    first = await held(
        place=place, starts_in=AHEAD, rooms={TWIN: 20}, heads=Heads(30), kind="checkout", made_now=True
    )  # fmt: skip
    with pytest.raises(calendar.NightsHeldUntil) as refused:
        await stays.hold(order(place), by=(await make_union()).organiser)
    ends = await stays.first_hold_end(place.id, first.check_in)
    assert refused.value.params["until"] == ends
    assert ends is not None
    assert ends < clock.now() + timedelta(hours=1)
    told = "".join(in_both(lambda: say(refused.value)))
    assert not any(name in told for name in (later.union.name, first.union.name, first.reference))


async def test_what_waits_for_an_answer_is_held_without_an_end(database: str) -> None:
    place = await make_place(reception_limit=500)
    story = await held(place=place, starts_in=AHEAD, **ALL_TWINS)
    await stays.submit(story.id, by=story.union.organiser)
    with pytest.raises(calendar.NightsHeld) as refused:
        await stays.hold(order(place), by=(await make_union()).organiser)
    assert "until" not in refused.value.params


async def test_overbooking_is_never_the_default(database: str) -> None:
    """Nights are opened with as many rooms for sale as there are; no act and no hold goes beyond."""
    place = await make_place(reception_limit=500)
    nights = await Night.filter(site_id=place.id)
    assert all((n.sell_limit, n.over_by) == (n.rooms, 0) for n in nights)
    assert all(row.over_by == 0 for row in await Reception.filter(site_id=place.id))
    first = clock.today() + timedelta(days=AHEAD)
    types = frozenset({place.rooms[TWIN]})
    every = Selection(place.id, first, first + timedelta(days=NIGHTS), types)
    for more in (Change("set", 41), Change("shift", 1)):
        with pytest.raises(calendar.MoreThanTheHouse):
            await calendar.edit(every, more, by=place.operator.sales)
    await held(place=place, starts_in=AHEAD, **ALL_TWINS)
    with pytest.raises(calendar.NightsTaken):
        await held(place=place, starts_in=AHEAD, rooms={TWIN: 1}, heads=Heads(2))
    assert all(n.over_by == 0 for n in await Night.filter(site_id=place.id))
