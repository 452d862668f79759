"""The union's own measure, what is added to a package, and who pays what, as pages ask and show it."""

from booking import money
from booking.stays.models import Stay
from sites.foundation.amounts import Money
from sites.packages import Quote
from tests.booking.money.test_allowances import place_with_extras
from tests.booking.web.union.test_hold import asked, send
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import PRICE


async def test_the_administrator_sets_the_ceiling_and_a_hold_shows_who_pays_what(client):
    union = await make_union()
    await sign_in_as(client, union.administrator)
    answer = await client.submit(
        "/union/measure", form="/union/measure", per_trip="1500", per_day="", excess_by="worker",
        **{"subsidy-new_year": "200.00"},
    )  # fmt: skip
    assert answer.status_code == 303
    assert (await money.measure_of(union.organisation)).per_trip == 1500_00

    place = await place_with_extras()
    fields = {"programme": "new_year", "extra-x1": "1"}
    query = {k: v for k, v in asked(place, **fields).items() if not k.startswith("rooms")}
    text = (await client.get("/en/union/hold", params=query)).text
    assert "Workers, over the ceiling" in text
    assert "Subsidy of the programme" in text

    assert (await send(client, place, **fields)).status_code == 303
    quote = Quote.from_facts((await Stay.get(union_id=union.organisation)).quote)
    assert quote.added == Money(5 * 400_00)
    assert quote.total == Money(PRICE * 4 * 36) + quote.added
    assert quote.shares.parts["subsidy"] == Money(200_00 * 33)


async def test_an_amount_that_is_none_is_said_and_what_was_typed_stays(client):
    union = await make_union()
    await sign_in_as(client, union.administrator)
    answer = await client.submit(
        "/union/measure", form="/union/measure", per_trip="viel", **{"subsidy-new_year": "x"}
    )
    assert answer.status_code == 422
    assert 'value="viel"' in answer.text
    assert (await money.measure_of(union.organisation)).per_trip is None
