"""Calendars by their pages: a secret address is shown once and ends when revoked; a file takes and returns rooms."""

import re

from sites.calendar.models import Night
from sites.calendar.outside_models import OutsideCalendar
from tests.clients import Client
from tests.factories.people import sign_in_as
from tests.factories.stays import confirmed, submitted
from tests.sites.calendar.test_outside import file_of


async def _post(client: Client, page: str, path: str, content: bytes = b"", **fields: str):
    form = (await client.get(page)).text
    csrf = form.split('name="csrf"')[1].split('value="')[1].split('"', maxsplit=1)[0]
    files = {"file": ("x.ics", content, "text/calendar")} if content else None
    return await client.post(path, data={"csrf": csrf, **fields}, files=files)


async def test_a_feed_is_secret_renewed_and_revoked(database: str, client: Client) -> None:
    story = await confirmed()
    await sign_in_as(client, story.operator.sales)
    root = f"/en/operator/site/{story.place.code}/calendars"
    addresses = []
    for _ in range(2):
        shown = await _post(client, root, f"{root}/feed")
        addresses.append(re.search(r"/calendars/bases/[^\"<\s]+\.ics", shown.text)[0])
    assert addresses[0] != addresses[1]
    assert ".ics" not in re.sub(
        r"\(\.ics\)|accept=\"\.ics[^\"]*\"", "", (await client.get(root)).text
    )
    client.cookies.clear()
    assert (await client.get(addresses[0])).status_code == 404
    read = await client.get(addresses[1])
    assert (read.status_code, read.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert read.text.count("BEGIN:VEVENT") == 1
    assert story.reference not in read.text
    await sign_in_as(client, story.operator.sales)
    assert (await _post(client, root, f"{root}/feed/revocation")).status_code == 303
    assert (await client.get(addresses[1])).status_code == 404


async def test_a_file_takes_rooms_and_a_newer_one_returns_them(
    database: str, client: Client
) -> None:
    story = await submitted()
    await sign_in_as(client, story.operator.sales)
    root = f"/en/operator/site/{story.place.code}/calendars"
    fields = {"name": "示例渠道", "room_type": "FAMILY", "url": ""}
    wrong = await _post(client, root, root, b"<html>", **fields)
    assert (wrong.status_code, "示例渠道" in wrong.text) == (422, True)
    assert (await _post(client, root, root, file_of(("a", 3, 5)), **fields)).status_code == 303
    assert await Night.filter(sold=1).count() == 2
    shown = await client.get(f"/en/operator/sites/{story.place.code}/calendar")
    assert "Booked elsewhere, 示例渠道" in shown.text
    made = await OutsideCalendar.get(site_id=story.place.id)
    newer = await _post(client, root, f"{root}/{made.public_id}", file_of(("b", 3, 4)))
    assert newer.status_code == 303
    assert await Night.filter(sold=1).count() == 1
    assert (await _post(client, root, f"{root}/{made.public_id}/removal")).status_code == 303
    assert await Night.filter(sold=1).count() == 0


async def test_an_address_is_public_and_secure_or_refused(database: str, client: Client) -> None:
    story, other = await submitted(), await submitted()
    await sign_in_as(client, story.operator.sales)
    root = f"/en/operator/site/{story.place.code}/calendars"
    for url in ("http://example.org/a.ics", "https://127.0.0.1/a", "https://10.0.0.1/a", "ftp://x.org/a", "https://localhost/a"):  # fmt: skip
        answer = await _post(client, root, root, name="示例", room_type="TWIN", url=url)
        assert answer.status_code == 422
    fine = await _post(
        client, root, root, name="示例", room_type="TWIN", url="https://calendar.example.org/a.ics"
    )
    assert fine.status_code == 303
    made = await OutsideCalendar.get(site_id=story.place.id)
    await sign_in_as(client, other.operator.sales)
    foreign = f"/operator/site/{other.place.code}/calendars"
    assert (await client.get(root)).status_code == 404
    assert (await _post(client, foreign, f"{foreign}/{made.public_id}/removal")).status_code == 404
