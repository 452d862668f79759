"""One hold after the other by a union's program, beside the floor's."""

from collections.abc import Iterator
from time import perf_counter

from bench.figures import Figure, beside
from bench.houses import House
from bench.processes import asked, connected
from bench.questions import HOLD, hold_asked

ROUNDS, ASKS = 6, 15
REFERENCE = "the same reads and rows in plain SQL in one transaction, Starlette"


def holds(house: House, ours: int, floor: int) -> Iterator[Figure]:
    taken: dict[int, list[float]] = {ours: [], floor: []}
    number = 0
    for round_ in range(ROUNDS):
        for port, kept in taken.items():
            connection = connected(port)
            for _ in range(ASKS):
                number += 1
                body, headers = hold_asked(house.program, number)
                since = perf_counter()
                status, answer = asked(connection, "POST", HOLD, body, headers)
                if round_:  # the first round warms both
                    kept.append((perf_counter() - since) * 1000)
                assert status == 201, (status, answer[:300])
            connection.close()
    yield beside("api_hold", "ms", taken[ours], taken[floor], REFERENCE, house.kind)
