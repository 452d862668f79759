"""One client that asks a thousand times a second, and what another notices of it (row 48 of bad input); a thousand ranges (row 49).

python -m bench.flood PORT TOKEN          is that client, until it is ended
"""

import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import count
from time import perf_counter, sleep

from bench.figures import Figure, beside
from bench.houses import House
from bench.processes import asked, free_port, running, seconds_until_answer

A_SECOND, ROUNDS, ASKS, PAUSE = 1000, 5, 200, 0.005
READ, FILE = "/api/v1/sites?limit=5", "/open-data/sites.csv"
FLOODS = "127.0.0.9"
RANGES = "bytes=" + ",".join(f"{n}-{n}" for n in range(1000))
ALONE = "the same readings while nobody floods: their 99th percentiles"
WHOLE = "the same file asked for whole"


def flooded(house: House) -> Iterator[Figure]:
    """On a house with the limits that every installation has, asked from addresses of its own net."""
    environment = {**house.environment, "PORT": str(port := free_port())}
    del environment["REQUESTS_PER_MINUTE"]
    with running("-m", "scheduler", "run", "--workers", str(house.web), environment=environment):
        seconds_until_answer(port, "/healthz", since=perf_counter())
        _readings(port)  # warm
        quiet, loud = [], []
        for _ in range(ROUNDS):
            quiet.append(_readings(port))
            with running("-m", "bench.flood", str(port), house.program["token"]):
                sleep(2)
                loud.append(_readings(port))
                assert asked(_client(port, FLOODS), "GET", READ)[0] == 429, "nobody floods"
        yield beside("api_beside_flood", "ms", loud, quiet, ALONE, house.kind)
        ranges, whole = _downloads(port, {"Range": RANGES}), _downloads(port, {})
        yield beside("file_thousand_ranges", "ms", ranges, whole, WHOLE, house.kind)


# Each address has its own allowance: whoever measures is many visitors, none of whom asks too often.
_addresses = (f"127.0.1.{number}" for number in count(1))


def _readings(port: int) -> float:
    """The 99th percentile, in ms."""
    client = _client(port, next(_addresses))
    taken = sorted(_timed(client, READ, {}, {200}) for _ in range(ASKS))
    return taken[len(taken) * 99 // 100]


def _downloads(port: int, headers: dict[str, str]) -> list[float]:
    client = _client(port, next(_addresses))
    return [_timed(client, FILE, headers, {200, 206, 416}) for _ in range(ASKS)]


def _timed(client: HTTPConnection, path: str, headers: dict[str, str], wanted: set[int]) -> float:
    sleep(PAUSE)
    since = perf_counter()
    status, answer = asked(client, "GET", path, headers=headers)
    assert status in wanted, (status, answer[:200])
    return (perf_counter() - since) * 1000


def _client(port: int, address: str) -> HTTPConnection:
    return HTTPConnection("127.0.0.1", port, timeout=30, source_address=(address, 0))


def _flood(port: int, token: str) -> None:
    """Reads each answer, refused or not, and asks again at its time."""
    client, since = _client(port, FLOODS), perf_counter()
    for number in count(1):
        asked(client, "GET", "/api/v1/stays", headers={"Authorization": f"Bearer {token}"})
        if (early := since + number / A_SECOND - perf_counter()) > 0:
            sleep(early)


if __name__ == "__main__":
    _flood(int(sys.argv[1]), sys.argv[2])
