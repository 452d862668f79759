"""An operator changes what it sells from now on, and only its own; a price cuts exactly its own nights."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sites import packages
from sites.foundation import clock
from sites.foundation.errors import Refusal
from sites.listings import SiteUnknown
from sites.packages import PackageUnknown, PricesChanged, SeasonPrice
from sites.packages.editing import SpanTurned
from sites.packages.models import PackagePrice
from sites.packages.price_editing import PriceSpanUnfit, PriceWeekdaysUnfit
from tests.factories.people import make_operator
from tests.factories.places import PRICE, make_place


def days(first: int, until: int, fen: int = 520_00) -> SeasonPrice:
    today = clock.today()
    return SeasonPrice("peak", today + timedelta(days=first), today + timedelta(days=until), fen)


async def put(place, price: SeasonPrice) -> None:
    by = place.operator.sales
    seen = await packages.preview_price(place.id, "CARE", price, by=by)
    await packages.set_price(place.id, "CARE", price, seen=seen, by=by)


async def by_day(place, count: int) -> list[int]:
    """Fen of the next nights, one after the other, from the rows themselves."""
    rows = await PackagePrice.filter(package__site_id=place.id)
    nights = [clock.today() + timedelta(days=n) for n in range(count)]
    found = [[r.per_person for r in rows if r.starts_on <= night < r.ends_on] for night in nights]
    assert all(len(one) == 1 for one in found)
    return [one[0] for one in found]


async def test_a_price_cuts_its_own_nights_out_of_what_stood_there(database: str) -> None:
    place = await make_place()
    await put(place, days(3, 6))
    await put(place, days(5, 8, 560_00))
    assert await by_day(place, 10) == [PRICE] * 3 + [520_00] * 2 + [560_00] * 3 + [PRICE] * 2


async def test_the_preview_says_before_and_after_and_changes_nothing(database: str) -> None:
    place = await make_place()
    await put(place, days(3, 6))
    seen = await packages.preview_price(
        place.id, "CARE", days(2, 8, 600_00), by=place.operator.sales
    )
    assert [(s.nights, s.before, s.after) for s in seen] == [
        (1, PRICE, 600_00), (3, 520_00, 600_00), (2, PRICE, 600_00),
    ]  # fmt: skip
    assert await by_day(place, 3) == [PRICE] * 3


async def test_a_price_that_somebody_changed_meanwhile_is_looked_at_again(database: str) -> None:
    place = await make_place()
    mine = days(3, 6)
    seen = await packages.preview_price(place.id, "CARE", mine, by=place.operator.sales)
    await put(place, days(4, 5, 300_00))
    with pytest.raises(PricesChanged):
        await packages.set_price(place.id, "CARE", mine, seen=seen, by=place.operator.sales)


async def test_a_price_for_weekdays_leaves_every_other_night_as_it_was(database: str) -> None:
    place = await make_place()
    by, price = place.operator.sales, days(0, 14)
    chosen = frozenset({4, 5})
    seen = await packages.preview_price(place.id, "CARE", price, weekdays=chosen, by=by)
    await packages.set_price(place.id, "CARE", price, weekdays=chosen, seen=seen, by=by)
    nights = [clock.today() + timedelta(days=n) for n in range(16)]
    meant = [520_00 if n < 14 and night.weekday() in chosen else PRICE for n, night in enumerate(nights)]  # fmt: skip
    assert await by_day(place, 16) == meant
    assert sum(one.nights for one in seen) == 4
    none = frozenset({(clock.today().weekday() + 1) % 7})
    with pytest.raises(PriceWeekdaysUnfit):
        await packages.preview_price(place.id, "CARE", days(0, 1), weekdays=none, by=by)


async def test_nights_that_are_over_turned_or_too_far_have_no_new_price(database: str) -> None:
    place = await make_place()
    for wrong in (days(-1, 3), days(3, 3), days(5, 3), days(0, 2000)):
        with pytest.raises(PriceSpanUnfit):
            await packages.preview_price(place.id, "CARE", wrong, by=place.operator.sales)


async def test_a_package_is_added_changed_and_taken_off_sale(database: str) -> None:
    place = await make_place()
    by = place.operator.sales
    terms = await packages.terms_of(place.id, "CARE", by=by)
    code = await packages.add_package(place.id, replace(terms, name="茶乡小住"), by=by)
    assert await packages.codes_of(place.id) == ["CARE", code]
    seen = (await packages.terms_of(place.id, code, by=by)).mark
    await packages.change_package(
        place.id, code, replace(terms, is_offered=False), seen=seen, by=by
    )
    sold = await packages.packages(place.id, first=date(2026, 1, 1), until=date(2026, 2, 1))
    assert [one.offer.code for one in sold] == ["CARE"]
    with pytest.raises(SpanTurned):
        await packages.change_package(
            place.id, code, replace(terms, min_nights=11), seen=seen, by=by
        )


async def test_of_two_editors_the_second_is_told_that_the_package_is_another_by_now(
    database: str,
) -> None:
    place = await make_place()
    by = place.operator.sales
    terms = await packages.terms_of(place.id, "CARE", by=by)
    first, second = replace(terms, max_nights=7), replace(terms, max_nights=9)
    await packages.change_package(place.id, "CARE", first, seen=terms.mark, by=by)
    for seen in (terms.mark, ""):
        with pytest.raises(packages.PackageChanged):
            await packages.change_package(place.id, "CARE", second, seen=seen, by=by)
    assert await packages.terms_of(place.id, "CARE", by=by) == first
    await packages.change_package(place.id, "CARE", second, seen=first.mark, by=by)


async def test_nobody_changes_what_another_operator_sells(database: str) -> None:
    place, other = await make_place(), await make_operator()
    terms = await packages.terms_of(place.id, "CARE", by=place.operator.sales)
    seen = await packages.preview_price(place.id, "CARE", days(1, 2), by=place.operator.sales)
    tries = (
        packages.terms_of(place.id, "CARE", by=other.sales),
        packages.prices_of(place.id, "CARE", by=other.sales),
        packages.add_package(place.id, terms, by=other.sales),
        packages.change_package(place.id, "CARE", terms, seen=terms.mark, by=other.sales),
        packages.set_price(place.id, "CARE", days(1, 2), seen=seen, by=other.sales),
    )
    for act in tries:
        with pytest.raises(SiteUnknown):
            await act
    with pytest.raises(PackageUnknown):
        await packages.terms_of(place.id, "NONE", by=place.operator.sales)
    assert issubclass(SiteUnknown, Refusal)
