"""Rooms today: one more or one less, tonight or for a range, with each tap."""

from sites.calendar.models import NightEdit
from tests.clients import Client
from tests.factories.people import sign_in_as
from tests.factories.places import FAMILY, TWIN, make_place
from tests.factories.stays import confirmed
from tests.sites.calendar.nights import night


async def test_one_tap_takes_a_room_off_tonight_and_two_a_whole_week(
    database: str, client: Client
) -> None:
    place = await make_place()
    await sign_in_as(client, place.operator.sales)
    path = f"/en/operator/sites/{place.code}/today"
    page = await client.get(path)
    assert "40 left of 40" in page.text
    done = await client.post_from(page, f"{path}/rooms", type=TWIN, step="less", span="tonight")
    assert done.status_code == 303
    assert "39 left of 39" in (await client.get(path)).text
    week = await client.get(f"{path}?span=week")
    await client.post_from(week, f"{path}/rooms", type=TWIN, step="less", span="week")
    assert [(await night(place, ahead=n)).sell_limit for n in (0, 6, 7)] == [38, 39, 40]
    week = await client.get(f"{path}?span=week")
    await client.post_from(week, f"{path}/rooms", type=FAMILY, step="stop", span="week")
    assert "taken off sale" in (await client.get(path)).text
    assert (await NightEdit.all().order_by("-id").first()).cells == 7  # type: ignore[union-attr]


async def test_a_tap_that_would_break_a_booking_is_refused_with_its_reason(
    database: str, client: Client
) -> None:
    place = await make_place()
    path = f"/en/operator/sites/{place.code}/today"
    await sign_in_as(client, place.operator.sales)
    await confirmed(place=place, starts_in=0, rooms={TWIN: 40})
    page = await client.get(path)
    assert "40 rooms are booked" in page.text
    booked = await client.post_from(page, f"{path}/rooms", type=TWIN, step="less", span="tonight")
    assert booked.status_code == 409
    assert "40 rooms are booked" in booked.text
    refused = await client.post_from(page, f"{path}/rooms", type=FAMILY, step="more", span="week")
    assert refused.status_code == 422
    assert "there are 10 rooms of this type to sell" in refused.text
    for wrong in ({"type": "NONE"}, {"step": "burn"}, {"span": "ever"}):
        fields = {"type": TWIN, "step": "less", "span": "tonight", **wrong}
        answer = await client.post_from(page, f"{path}/rooms", **fields)
        assert answer.status_code == 404
    assert (await night(place, ahead=0)).sell_limit == 40
