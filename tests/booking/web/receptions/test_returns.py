from datetime import date, timedelta
from types import SimpleNamespace

from booking import receptions
from booking.receptions.models import MonthlyReturn
from sites.foundation import clock
from tests.clients import Client
from tests.factories.people import make_federation, make_operator, sign_in_as
from tests.factories.places import make_place
from tests.factories.receptions import established, recorded


def last_month() -> date:
    return receptions.last_over("month").first


def address(place: SimpleNamespace, month: date) -> str:
    return f"/operator/receptions/returns/{place.code}/{month.isoformat()[:7]}"


async def test_a_month_is_confirmed_as_it_was_seen_and_again_after_a_change(
    database: str, client: Client
) -> None:
    place, month = await established(), last_month()
    back = (month - clock.today()).days + 5
    await recorded(place, starts_in=back)
    await sign_in_as(client, place.operator.sales)
    page = address(place, month)
    assert await receptions.returns_missing() == [place.id]
    opened = await client.get(page)
    assert "示例外来工会" in opened.text
    assert (await client.post_from(opened, f"{page}/confirmation")).headers["location"] == page
    assert await receptions.returns_missing() == []
    await recorded(place, starts_in=back, name="示例又一工会")
    stale = await client.post_from(opened, f"{page}/confirmation")
    assert stale.status_code == 409
    assert (await client.submit(page, f"{page}/confirmation")).status_code == 303
    rows = await MonthlyReturn.all().order_by("version").values_list("version", "groups", "workers")
    assert [*rows] == [(1, 1, 30), (2, 2, 60)]


async def test_nothing_this_month_is_an_answer_too(database: str, client: Client) -> None:
    place, month = await established(), last_month()
    await sign_in_as(client, place.operator.administrator)
    page = address(place, month)
    assert (await client.submit(page, f"{page}/confirmation")).status_code == 303
    (row,) = await MonthlyReturn.all()
    assert (row.groups, row.month) == (0, month)


async def test_a_month_that_is_not_over_and_a_foreign_base_are_not_confirmed(
    database: str, client: Client
) -> None:
    place, stranger = await established(), await make_operator()
    await sign_in_as(client, place.operator.sales)
    now = address(place, clock.today().replace(day=1))
    assert (await client.submit(now, f"{now}/confirmation")).status_code == 409
    for month in ("2026-13", "x", "1999-01", "2026-1", "%00"):
        assert (
            await client.get(f"/operator/receptions/returns/{place.code}/{month}")
        ).status_code == 404
    await sign_in_as(client, stranger.sales)
    page = address(place, last_month())
    assert (await client.get(page)).status_code == 404
    assert (await client.submit("/operator", f"{page}/confirmation", seen="0.0")).status_code == 404
    await sign_in_as(client, place.operator.finance)
    assert (await client.submit("/operator", f"{page}/confirmation", seen="0.0")).status_code == 403
    assert await MonthlyReturn.all().count() == 0


async def test_the_federation_sees_who_has_returned_and_who_not(
    database: str, client: Client
) -> None:
    done, missing, host = await established(), await established(), await make_federation()
    await make_place(valid_days=-395)  # its certificate ended long before
    month = last_month()
    counted = receptions.Counted()
    await receptions.return_month(done.code, month, counted=counted, by=done.operator.sales)
    await sign_in_as(client, host.viewer)
    page = (await client.get("/federation/figures/returns")).text
    assert page.index(missing.code) < page.index(done.code)
    assert page.count("badge-good") == 1
    for query in ("?month=2020-01", "?month=x", "?month=%00"):
        assert (await client.get(f"/federation/figures/returns{query}")).status_code == 200
    assert await receptions.returns_missing() == [missing.id]
    with clock.moved_to(clock.now() + timedelta(days=40)):
        assert {done.id, missing.id} == {*await receptions.returns_missing()}
