"""Asking a base first, through the pages of both sides."""

from collections.abc import Callable
from datetime import timedelta

from booking.stays.models import Stay
from sites.foundation import clock
from tests.clients import Client
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import TWIN, make_place


async def asked(new_client: Callable[[], Client]) -> tuple[Client, Client, Stay]:
    """A union has asked; both sides' browsers, and the inquiry."""
    place, union = await make_place(booking_mode="ask"), await make_union()
    theirs, ours = new_client(), new_client()
    await sign_in_as(theirs, union.organiser)
    await sign_in_as(ours, place.operator.sales)
    check_in = (clock.today() + timedelta(days=30)).isoformat()
    address = f"/union/hold?site={place.code}&package={place.package}&check_in={check_in}&nights=4&workers=36"
    answer = await theirs.submit(
        address, "/union/hold", check_in=check_in, nights="4", workers="36", package=place.package,
        **{f"rooms-{TWIN}": "18"},
    )  # fmt: skip
    assert answer.status_code == 303, answer.text[:2000]
    return theirs, ours, await Stay.get()


async def test_a_union_asks_and_the_operators_yes_holds_the_rooms(new_client) -> None:
    theirs, ours, stay = await asked(new_client)
    assert stay.state == "inquiry"
    assert (await theirs.get(f"/union/stays/{stay.public_id}")).status_code == 200
    assert "/operator/inquiries" in (await ours.get("/operator")).text
    assert stay.public_id in (await ours.get("/operator/inquiries")).text

    page = f"/operator/stays/{stay.public_id}"
    answer = await ours.submit(page, f"{page}/grant")

    assert answer.status_code == 303
    assert (await Stay.get()).state == "held"


async def test_an_operator_declines_an_inquiry_with_a_reason(new_client) -> None:
    _, ours, stay = await asked(new_client)

    page = f"/operator/stays/{stay.public_id}/decline"
    shown = (await ours.get(f"/en{page}")).text
    assert "Nothing was held for an inquiry" in shown
    assert "rooms ×" not in shown
    answer = await ours.submit(page, reason="event_in_house", note="")

    assert answer.status_code == 303
    assert (await Stay.get()).state == "declined"


async def test_a_union_takes_its_inquiry_back(new_client) -> None:
    theirs, _, stay = await asked(new_client)

    answer = await theirs.submit(f"/union/stays/{stay.public_id}/cancellation", note="")

    assert answer.status_code == 303
    assert (await Stay.get()).state == "cancelled"


async def test_a_second_yes_is_refused_with_words(new_client) -> None:
    _, ours, stay = await asked(new_client)
    page = f"/operator/stays/{stay.public_id}"
    await ours.submit(page, f"{page}/grant")

    answer = await ours.submit(page, f"{page}/grant")

    assert answer.status_code == 409
