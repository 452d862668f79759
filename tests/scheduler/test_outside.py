"""Fetching a calendar: from the address that was checked, without redirects, within a limit; a fault leaves what stood."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from scheduler.jobs import outside
from scheduler.jobs.outside import NotFetched, fetched
from sites import calendar
from sites.calendar.outside_models import OutsideBooking, OutsideCalendar
from sites.foundation import clock
from tests.factories.places import TWIN, make_place
from tests.sites.calendar.test_outside import file_of


@asynccontextmanager
async def answering(answer: bytes) -> AsyncIterator[int]:
    """A server of one answer; its port."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


def ok(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body


def leading_to(*addresses: str) -> Callable[[str, int], object]:
    async def resolve(_host: str, _port: int) -> list[str]:
        return list(addresses)

    return resolve


async def test_what_a_server_sends_is_read(database: str) -> None:
    sent = file_of(("a", 1, 2))
    async with answering(ok(sent)) as port:
        assert await fetched(f"http://127.0.0.1:{port}/a.ics", allowed=("127.0.0.1",)) == sent


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (
            b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/b\r\nContent-Length: 0\r\n\r\n",
            "answer",
        ),
        (ok(b"x" * 1_200_000), "too_large"),
        (b"nonsense", "connection"),
    ],
)
async def test_redirects_floods_and_nonsense_are_not_read(answer: bytes, word: str) -> None:
    async with answering(answer) as port:
        with pytest.raises(NotFetched, match=word):
            await fetched(f"http://127.0.0.1:{port}/a.ics", allowed=("127.0.0.1",))


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1"])
async def test_a_name_that_leads_inside_is_never_called(inside: str) -> None:
    with pytest.raises(NotFetched, match="not_public"):
        await fetched("https://calendar.example.org/a.ics", resolve=leading_to(inside))
    with pytest.raises(NotFetched, match="not_public"):
        await fetched("https://calendar.example.org/a", resolve=leading_to("8.8.8.8", inside))


async def test_the_job_takes_what_stands_there_and_a_fault_changes_nothing(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = await make_place()
    by, url = place.operator.sales, "https://calendar.example.org/a.ics"
    made = await calendar.add_outside(place.id, room_type=TWIN, name="示例", url=url, by=by)
    number = await calendar.inner_id_of_outside(made, by=by)
    assert await calendar.outside_due() == [number]

    async def sent(_url: str) -> bytes:
        return file_of(("a", 3, 5))

    monkeypatch.setattr(outside, "fetched", sent)
    await outside.read_outside(number)
    assert await OutsideBooking.filter(removed_at=None).count() == 1
    assert await calendar.outside_due() == []

    async def away(_url: str) -> bytes:
        raise NotFetched("timeout")

    monkeypatch.setattr(outside, "fetched", away)
    with clock.moved_to(clock.now() + timedelta(hours=1)):
        assert await calendar.outside_due() == [number]
        await outside.read_outside(number)
    assert (await OutsideCalendar.get(id=number)).fault == "timeout"
    assert await OutsideBooking.filter(removed_at=None).count() == 1
