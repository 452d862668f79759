"""Pages beside the floor: drawn anew at each asking, kept, and drawn after each change of a night."""

import asyncio
import re
from collections.abc import Callable, Iterator
from itertools import zip_longest
from threading import Thread
from time import perf_counter

from bench.figures import Figure, beside
from bench.houses import House
from bench.processes import asked, connected
from bench.questions import PAGES, never_asked_before

Ask = Callable[[str], str]
ROUNDS, ASKS = 6, 14
# What no two answers have alike: tokens and keys of forms, as the program makes them and as the recording
# puts them, and the address at which the program is asked.
OWN = re.compile(
    r"[0-9a-f]{16}\.[0-9a-f]{40}|x{57}|http://127\.0\.0\.1:[0-9]+|(?<=value=\")(?:[0-9a-f]{32}|y{32})(?=\")"
)
DRAWN = "the same reads in plain SQL, the same templates, Starlette"
KEPT = "one read, then the same bytes, Starlette"


def pages(house: House, ours: int, floor: int) -> Iterator[Figure]:
    """Refused to measure (SystemExit) where the floor draws another page than the program."""
    for name, path in PAGES.items():
        demand_equal(name, _body(ours, path), _body(floor, path))
    for name, path in PAGES.items():
        mine, theirs = _in_turns(house, (ours, floor), path, path, addressed=never_asked_before)
        yield beside(name, "ms", mine, theirs, DRAWN, house.kind)
    path = PAGES["page_results"]
    mine, theirs = _in_turns(house, (ours, floor), path, f"{path}&kept=1")
    yield beside("page_results_cached", "ms", mine, theirs, KEPT, house.kind)
    mine, theirs = _in_turns(house, (ours, floor), path, path, before=_change_a_night)
    yield beside("page_results_changed", "ms", mine, theirs, DRAWN, house.kind)


def _body(port: int, path: str) -> str:
    connection = connected(port)
    _status, body = asked(connection, "GET", path)
    connection.close()
    return body.decode()


def demand_equal(name: str, ours: str, floor: str) -> None:
    """Both pages line by line, with what no two answers have alike aside. Ends the program where they differ, naming the first line."""
    for number, (mine, theirs) in enumerate(zip_longest(*map(_lines, (ours, floor))), start=1):
        if mine != theirs:
            raise SystemExit(
                f"{name}, line {number}: the program draws {mine!r}, the floor {theirs!r}"
            )


def _lines(body: str) -> list[str]:
    return OWN.sub("", body).splitlines()


def _in_turns(
    house: House, ports: tuple[int, int], ours: str, floor: str,
    *, addressed: Ask = str, before: Callable[[House], None] | None = None,
) -> tuple[list[float], list[float]]:  # fmt: skip
    """Milliseconds of ours and of the floor's, in turns, so that a busy machine disturbs both alike."""
    taken: tuple[list[float], list[float]] = ([], [])
    for round_ in range(ROUNDS):
        for port, path, kept in zip(ports, (ours, floor), taken, strict=True):
            found = _asked_by_all(house, port, path, addressed, before)
            kept.extend(found if round_ else [])  # the first round warms both
    return taken


def _asked_by_all(
    house: House, port: int, path: str, addressed: Ask, before: Callable[[House], None] | None
) -> list[float]:
    """As many visitors at once as there are web processes, each asking one page after the other."""
    taken: list[float] = []

    def visit() -> None:
        connection = connected(port)
        for _ in range(ASKS):
            if before:
                before(house)
            address, since = addressed(path), perf_counter()
            status, _body = asked(connection, "GET", address)
            taken.append((perf_counter() - since) * 1000)
            assert status == 200, (address, status)
        connection.close()

    visitors = [Thread(target=visit) for _ in range(house.web)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert len(taken) == ASKS * house.web, "a visitor fell"
    return taken


def _change_a_night(house: House) -> None:
    sql = "UPDATE nights SET min_stay = min_stay WHERE id = 1"
    if house.kind == "sqlite":
        import sqlite3

        with sqlite3.connect(house.url.removeprefix("sqlite://")) as connection:
            connection.execute(sql)
        return
    import asyncpg

    async def change() -> None:
        connection = await asyncpg.connect(house.url)
        await connection.execute(sql)
        await connection.close()

    asyncio.run(change())
