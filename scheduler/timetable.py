"""What is looked for again and again: "what is due now?", asked by state and time, never by tick."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sites.foundation import idempotency, outbox
from sites.foundation.observe import log

Run = Callable[[], Awaitable[int]]


@dataclass(frozen=True)
class Sweep:
    """A look every so often; `run` answers how much it found. Running it twice changes nothing more."""

    name: str
    every: timedelta
    run: Run


def each(
    due: Callable[[], Awaitable[Sequence[int]]], act: Callable[[int], Awaitable[object]]
) -> Run:
    """One act for each id that is due, each in its own transaction: a bad one never stops the rest."""

    async def run() -> int:
        ids = await due()
        for one in ids:
            try:
                await act(one)
            except Exception as fault:  # noqa: BLE001 - whatever is wrong with this id is not wrong with the next
                log().warning(
                    "sweep_item_failed", act=act.__name__, id=one, fault=type(fault).__name__
                )
        return len(ids)

    return run


async def _forget_done_rows() -> int:
    return await outbox.forget_done(older_than=timedelta(days=30))


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

TIMETABLE: tuple[Sweep, ...] = (
    Sweep("forget_request_keys", HOUR, idempotency.forget_old),
    Sweep("forget_done_rows", DAY, _forget_done_rows),
)
