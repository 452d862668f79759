"""Calendars of outside bookings are fetched again and again: without redirects, within a limit, from public servers alone."""

import asyncio

from booking.webhooks.addresses import NotPublic, Resolve, target_of
from booking.webhooks.sending import resolved
from sites import calendar
from sites.calendar import CalendarUnfit
from sites.calendar.outside_reading import LARGEST_BYTES

SECONDS, TO_CONNECT = 20, 5


class NotFetched(Exception):
    """The text is one word for the operator's page."""


async def read_outside(calendar_id: int) -> None:
    """Fetched outside every transaction; then one verb takes what it says, or notes why it could not be read."""
    url = await calendar.url_of_outside(calendar_id)
    if not url:
        return
    try:
        events = await asyncio.to_thread(calendar.events_of, await fetched(url))
    except NotFetched as fault:
        await calendar.note_fault(calendar_id, str(fault))
    except CalendarUnfit:
        await calendar.note_fault(calendar_id, "unreadable")
    else:
        await calendar.take_outside(calendar_id, events)


async def fetched(url: str, *, resolve: Resolve = resolved, allowed: tuple[str, ...] = ()) -> bytes:
    """What the address answers, connected to exactly where it was checked. Raises NotFetched."""
    try:
        target = await target_of(url, allowed=allowed, resolve=resolve)
    except NotPublic:
        raise NotFetched("not_public") from None
    except OSError:
        raise NotFetched("unknown_host") from None
    host = f"[{target.address}]" if ":" in target.address else target.address
    named = target.host if target.port in {80, 443} else f"{target.host}:{target.port}"
    address = f"{target.scheme}://{host}:{target.port}{target.path}"
    return await _get(address, host=named, sni=target.host)


async def _get(address: str, *, host: str, sni: str) -> bytes:
    import httpx

    timeout = httpx.Timeout(SECONDS, connect=TO_CONNECT)
    async with httpx.AsyncClient(follow_redirects=False, trust_env=False, timeout=timeout) as client:  # fmt: skip
        try:
            async with (
                asyncio.timeout(SECONDS),
                client.stream(
                    "GET", address, headers={"Host": host, "Accept": "text/calendar"},
                    extensions={"sni_hostname": sni},
                ) as answer,
            ):  # fmt: skip
                return await _body(answer)
        except (httpx.TimeoutException, TimeoutError):
            raise NotFetched("timeout") from None
        except httpx.HTTPError:
            raise NotFetched("connection") from None


async def _body(answer) -> bytes:  # type: ignore[no-untyped-def]  # httpx comes at first use
    if answer.status_code != 200:
        raise NotFetched("answer")
    kept = bytearray()
    async for part in answer.aiter_bytes():
        kept += part
        if len(kept) > LARGEST_BYTES:
            raise NotFetched("too_large")
    return bytes(kept)
