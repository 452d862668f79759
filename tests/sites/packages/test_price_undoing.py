"""A change of prices is taken back within half a minute, whole, and only where nothing came in between."""

from datetime import timedelta

import pytest

from sites import packages
from sites.foundation import clock
from sites.packages import price_undoing
from sites.packages.models import PackagePrice, PriceEdit
from sites.packages.price_rows import read_back
from sites.packages.price_undoing import PriceEditUnknown, PricesChangedSince, PriceUndoOver
from tests.factories.places import make_place
from tests.sites.packages.test_editing import days

WEEKEND = frozenset({4, 5})


async def rows_of(place) -> list[tuple[object, ...]]:
    rows = PackagePrice.filter(package__site_id=place.id).order_by("starts_on")
    return await rows.values_list("season", "starts_on", "ends_on", "per_person")


async def put(place, price, weekdays=WEEKEND) -> str:
    by = place.operator.sales
    seen = await packages.preview_price(place.id, "CARE", price, weekdays=weekdays, by=by)
    return await packages.set_price(place.id, "CARE", price, weekdays=weekdays, seen=seen, by=by)


async def test_undone_prices_are_what_they_were_row_by_row(database: str) -> None:
    place = await make_place()
    await put(place, days(2, 30, 510_00))
    before = await rows_of(place)
    edit = await put(place, days(9, 40))
    assert await rows_of(place) != before
    for _ in range(2):
        await packages.undo_price(place.id, "CARE", edit, by=place.operator.administrator)
    assert await rows_of(place) == before
    assert await packages.undoable_price(place.id, "CARE", by=place.operator.sales) is None
    row = await PriceEdit.get(public_id=edit)
    assert row.undone_by == place.operator.administrator.user_id


async def test_after_half_a_minute_and_by_strangers_no_price_is_put_back(database: str) -> None:
    place, other = await make_place(), await make_place()
    edit = await put(place, days(3, 20))
    kept = await rows_of(place)
    with pytest.raises(PriceEditUnknown):
        await packages.undo_price(other.id, "CARE", edit, by=other.operator.sales)
    with clock.moved_to(clock.now() + timedelta(seconds=31)), pytest.raises(PriceUndoOver):
        await packages.undo_price(place.id, "CARE", edit, by=place.operator.sales)
    assert await rows_of(place) == kept


async def test_prices_changed_since_are_not_put_back_by_halves(database: str) -> None:
    place = await make_place()
    edit = await put(place, days(3, 30))
    await put(place, days(10, 12, 300_00), weekdays=frozenset(range(7)))
    kept = await rows_of(place)
    with pytest.raises(PricesChangedSince):
        await packages.undo_price(place.id, "CARE", edit, by=place.operator.sales)
    assert await rows_of(place) == kept


async def test_an_undo_that_did_not_look_again_would_lose_the_later_price(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = await make_place()
    edit = await put(place, days(3, 30))
    await put(place, days(10, 12, 300_00), weekdays=frozenset(range(7)))
    kept, row = await rows_of(place), await PriceEdit.get(public_id=edit)

    async def unlooked(*_asked: object) -> object:
        return read_back(row.after)

    monkeypatch.setattr(price_undoing, "standing", unlooked)
    await packages.undo_price(place.id, "CARE", edit, by=place.operator.sales)
    assert await rows_of(place) != kept
