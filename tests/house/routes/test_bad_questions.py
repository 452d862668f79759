"""What programs may ask of the public interface, asked wrongly: never a fault of ours, always a problem in words."""

from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.house.routes.conftest import Enter
from tests.house.routes.harm import harmless
from tests.house.routes.world import World

VALUES = (
    "", "0", "-1", "1e3", "NaN", "2147483648", "9" * 30, "9" * 400, "2026-02-30", "0001-01-01", "9999-12-31",
    "2027-05-18", "true", "null", "[]", "' OR 1=1--", "%00", "\x00", "\u202e", "🀄", "x" * 3000, "341002", "330100",
    "((((", "*", "T-001", "../..", "１２",
)  # fmt: skip
SOUND = {200, 404, 422}


async def test_each_parameter_takes_any_value_without_a_fault(
    world: World, enter: Enter, database: str
) -> None:
    nobody = await enter(None)
    document = (await nobody.get("/api/v1/openapi.json")).json()
    wrong = []
    for path, name, where in _parameters(document):
        with harmless(database, planted="OR 1=1"):
            for value in (
                VALUES if where == "query" else VALUES[1:]
            ):  # without a code it is the list
                address = path.replace("{code}", value if where == "path" else world.place_x.code)
                params = {name: value} if where == "query" else {}
                answer = await _asked(nobody, address, params)
                if answer is not None and not _is_sound(answer):
                    wrong.append(f"{path} {name}={value[:40]!r}: {answer.status_code}")
    assert wrong == []


async def test_parameters_together_and_repeated_make_no_fault(
    world: World, enter: Enter, client: Any
) -> None:
    """Forty random mixtures of parameters, the same ones each time."""
    nobody = await enter(None)
    document = (await nobody.get("/api/v1/openapi.json")).json()
    names = sorted({name for path, name, where in _parameters(document) if where == "query"})
    for mixture in _mixtures(names):
        for path in ("/api/v1/sites", f"/api/v1/sites/{world.place_x.code}/nights"):
            answer = await nobody.get(path, params=mixture)
            assert _is_sound(answer), f"{path} {mixture}: {answer.status_code}"


def _parameters(document: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(path, name, where) of every parameter of what everybody may read."""
    for path, operations in document["paths"].items():
        reading = operations.get("get", {})
        if "security" in reading:  # asked without a token there is one answer alone
            continue
        for parameter in reading.get("parameters", []):
            if parameter["in"] in {"path", "query"}:
                yield path, parameter["name"], parameter["in"]


def _mixtures(names: list[str]) -> list[list[tuple[str, str]]]:
    found: list[list[tuple[str, str]]] = []
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(VALUES) | st.text(max_size=20))

    @settings(
        max_examples=40, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.lists(pairs, max_size=6))
    def collect(mixture: list[tuple[str, str]]) -> None:
        found.append(mixture)

    collect()
    return found


async def _asked(nobody: Any, address: str, params: dict[str, str]) -> Any:
    """None where the client itself cannot send such an address."""
    import httpx2

    try:
        return await nobody.get(address, params=params)
    except (httpx2.InvalidURL, UnicodeError):
        return None


def _is_sound(answer: Any) -> bool:
    if answer.status_code == 400:
        return bool(answer.json()["code"] == "cursor_unknown")
    if answer.status_code not in SOUND:
        return False
    kind = answer.headers["content-type"]
    return bool(
        answer.status_code == 200
        or kind in {"application/problem+json", "text/html; charset=utf-8"}
    )
