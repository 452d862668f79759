from datetime import timedelta
from typing import Any

import pytest

from booking import receptions
from booking.people import NotGranted
from booking.receptions.models import RecordedGroup, RecordedVersion
from booking.receptions.refusals import (
    BedsShort,
    ChangedMeanwhile,
    GroupUnknown,
    NightsOutOfRange,
    NobodyCame,
    OriginUnknown,
    ProofMissing,
    RecordWithdrawn,
    SiteStays,
)
from sites.calendar import ReceptionFull, grid
from sites.foundation import clock, idempotency
from sites.foundation.amounts import Money
from sites.foundation.errors import Refusal
from sites.listings import SiteUnknown
from sites.packages import Heads
from tests.factories.people import HUANGSHAN, make_federation, make_operator
from tests.factories.places import TWIN, make_place
from tests.factories.receptions import draft, recorded


async def taken(group: Any) -> list[tuple[int, int]]:
    """Places and rooms sold on each night of the group."""
    first, until = group.draft.check_in, group.draft.check_out
    seen = await grid(group.place.id, first=first, until=until)
    nights = [first + timedelta(days=n) for n in range((until - first).days)]
    return [
        (seen.receptions[n].sold, sum(r.sold for (_, d), r in seen.nights.items() if d == n))
        for n in nights
    ]


async def test_a_past_group_only_stands_on_record(database: str) -> None:
    group = await recorded(starts_in=-10)
    line = (await receptions.group_page(group.id, by=group.by)).line
    assert (line.heads, line.nights, line.takes_nights) == (Heads(30, 4, 2), 3, False)
    assert await taken(group) == [(0, 0)] * 3


async def test_a_coming_group_takes_nights_and_places_like_any_other(database: str) -> None:
    group = await recorded(starts_in=20)
    assert await taken(group) == [(36, 18)] * 3


async def test_a_group_that_is_here_takes_the_nights_that_are_left(database: str) -> None:
    group = await recorded(starts_in=-1)
    assert await taken(group) == [(0, 0), (36, 18), (36, 18)]


async def test_rooms_that_are_named_are_the_rooms_that_are_taken(database: str) -> None:
    group = await recorded(starts_in=20, rooms={TWIN: 21})
    assert await taken(group) == [(36, 21)] * 3


async def test_a_coming_group_without_room_is_refused_with_the_limit(database: str) -> None:
    place = await make_place()
    await recorded(place, starts_in=20, heads=Heads(60))
    with pytest.raises(ReceptionFull) as full:
        await recorded(place, starts_in=22, heads=Heads(31))
    assert (full.value.params["left"], full.value.params["asked"]) == (30, 31)
    tight = await make_place(reception_limit=300)
    with pytest.raises(BedsShort) as short:
        await recorded(tight, starts_in=20, heads=Heads(111))
    assert (short.value.params["left"], short.value.params["asked"]) == (110, 111)
    assert await RecordedGroup.all().count() == 1


async def test_a_form_sent_twice_records_once(database: str) -> None:
    place = await make_place()
    key = idempotency.key_for("k" * 20, method="POST", path="/x", body=[], user_id=1)
    both = [
        await receptions.record(draft(place), by=place.operator.sales, key=key) for _ in range(2)
    ]
    assert both[0] == both[1]
    assert await RecordedGroup.all().count() == 1


async def test_groups_of_earlier_years_are_marked(database: str) -> None:
    days = (clock.today() - clock.today().replace(month=1, day=1)).days
    old = await recorded(starts_in=-days - 30)
    new = await recorded(old.place, starts_in=-days)
    lines = {line.public_id: line for line in await receptions.groups_of(old.by)}
    assert lines[old.id].is_historic
    assert not lines[new.id].is_historic


async def test_who_comes_from_the_bases_city_is_local(database: str) -> None:
    local = await recorded(origin_code=HUANGSHAN)
    assert (await receptions.group_page(local.id, by=local.by)).line.is_local


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"nights": 0}, NightsOutOfRange),
        ({"nights": 61}, NightsOutOfRange),
        ({"heads": Heads(0, 0, 3)}, NobodyCame),
        ({"origin_code": "999999"}, OriginUnknown),
        ({"proof_number": ""}, ProofMissing),
        ({"site": "T-NONE"}, SiteUnknown),
        ({"site": "\x00"}, SiteUnknown),
    ],
)
async def test_what_cannot_be_is_refused_at_its_field(
    database: str, changes: dict[str, Any], refusal: type[Refusal]
) -> None:
    place = await make_place()
    with pytest.raises(refusal) as refused:
        await receptions.record(draft(place, **changes), by=place.operator.sales)
    assert refused.value.field
    assert await RecordedGroup.all().count() == 0


async def test_an_operator_records_for_its_own_base_and_the_host_for_every_one(
    database: str,
) -> None:
    place, stranger, host = await make_place(), await make_operator(), await make_federation()
    with pytest.raises(SiteUnknown):
        await receptions.record(draft(place), by=stranger.sales)
    group = await recorded(place, by=host.clerk)
    assert (await receptions.group_page(group.id, by=place.operator.finance)).line.name
    for reader in (stranger.sales, stranger.finance):
        with pytest.raises(GroupUnknown):
            await receptions.group_page(group.id, by=reader)


async def test_who_only_reads_records_nothing(database: str) -> None:
    place, host = await make_place(), await make_federation()
    partner = await make_federation(host=False)
    for reader in (place.operator.finance, host.viewer, host.reviewer, partner.clerk):
        with pytest.raises(NotGranted):
            await receptions.record(draft(place), by=reader)


async def test_a_correction_keeps_who_when_and_why_and_what_was_before(database: str) -> None:
    group = await recorded(income=Money(60_000_00))
    fewer = draft(group.place, heads=Heads(28, 4, 2))
    await receptions.correct(group.id, fewer, why="两人未到", seen=1, by=group.by)
    page = await receptions.group_page(group.id, by=group.by)
    assert [(c.act, c.why, c.line.heads.workers) for c in page.changes] == [
        ("corrected", "两人未到", 28),
        ("recorded", "", 30),
    ]
    assert (page.line.version, page.line.income) == (2, None)
    assert page.changes[1].line.income == Money(60_000_00)


async def test_the_second_of_two_who_correct_at_once_is_told(database: str) -> None:
    group = await recorded()
    await receptions.correct(group.id, draft(group.place, nights=4), why="a", seen=1, by=group.by)
    for act in (
        receptions.correct(group.id, draft(group.place, nights=5), why="b", seen=1, by=group.by),
        receptions.withdraw(group.id, why="b", seen=1, by=group.by),
    ):
        with pytest.raises(ChangedMeanwhile):
            await act
    assert (await receptions.group_page(group.id, by=group.by)).line.nights == 4


async def test_nights_follow_a_correction_and_go_back_with_a_withdrawal(database: str) -> None:
    group = await recorded(starts_in=20)
    more = draft(group.place, starts_in=20, heads=Heads(40))
    await receptions.correct(group.id, more, why="增加", seen=1, by=group.by)
    assert await taken(group) == [(40, 20)] * 3
    renamed = draft(group.place, starts_in=20, heads=Heads(40), name="示例更名")
    await receptions.correct(group.id, renamed, why="名称", seen=2, by=group.by)
    assert await taken(group) == [(40, 20)] * 3
    await receptions.withdraw(group.id, why="取消", seen=3, by=group.by)
    assert await taken(group) == [(0, 0)] * 3
    with pytest.raises(RecordWithdrawn):
        await receptions.withdraw(group.id, why="again", seen=4, by=group.by)


async def test_a_correction_that_finds_no_room_changes_nothing(database: str) -> None:
    group = await recorded(starts_in=20)
    await recorded(group.place, starts_in=20, heads=Heads(50))
    too_many = draft(group.place, starts_in=20, heads=Heads(41))
    with pytest.raises(ReceptionFull):
        await receptions.correct(group.id, too_many, why="x", seen=1, by=group.by)
    assert (await receptions.group_page(group.id, by=group.by)).line.version == 1
    assert await RecordedVersion.all().count() == 2


async def test_a_record_stays_with_its_base(database: str) -> None:
    group = await recorded()
    other = await make_place(operator=group.place.operator)
    with pytest.raises(SiteStays):
        await receptions.correct(group.id, draft(other), why="x", seen=1, by=group.by)
