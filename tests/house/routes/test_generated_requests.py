"""Requests that nobody thought of, generated from the document: no 500, and every answer as it is described."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from booking import people
from tests.booking.stays.changes import amended, fewer
from tests.clients import Client
from tests.factories.places import make_place
from tests.factories.programs import token_for
from tests.factories.stays import confirmed
from tests.house.routes.world import World
from tests.proof import Proof

AS_DESCRIBED = [
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_headers_conformance, response_schema_conformance,
]  # fmt: skip
# The transport's own; a client sets them anew.
DROPPED = {"user-agent", "accept-encoding", "connection", "content-length"}


@pytest.mark.proof
@pytest.mark.parametrize("database_url", ["sqlite", "postgres"], indirect=True)
async def test_generated_requests_are_answered_as_the_document_says(
    world: World, client: Client, database: str, proof: Proof
) -> None:
    each = proof.size(
        "generated_requests", small=5 if database.startswith("sqlite") else 2, full=200
    )
    document = without_default((await client.get("/en/api/v1/openapi.json")).json())
    tokens = {
        "stays.see": await token_for(world.union_a),
        "stays.book": await token_for(world.union_a),
        "stays.answer": await token_for(world.operator_x),
        "quotas.see": await token_for(world.union_a),
    }
    met: defaultdict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for case in _cases(document, each=each, ids=await _ids(world)):
        answer = await _sent(client, case, token=tokens.get(_scope(document, case), ""))
        met[case.method, case.operation.path][answer.status_code] += 1
        case.validate_response(answer, checks=AS_DESCRIBED)
    assert _never_reached(met) == []
    statuses = sum(met.values(), Counter())
    assert {200, 400, 404} <= set(statuses), statuses
    proof.found(requests=statuses.total(), statuses=len(statuses), operations=len(met))


def test_an_operation_that_never_answers_is_found() -> None:
    read, act = ("GET", "/trips/{trip}"), ("POST", "/stays/{stay}/submission")
    met = {read: Counter({404: 9}), act: Counter({401: 5, 404: 4})}
    assert _never_reached(met) == [str(read), str(act)]
    assert _never_reached({read: Counter({200: 1, 404: 8}), act: Counter({409: 1})}) == []


def _never_reached(met: Mapping[tuple[str, str], Counter[int]]) -> list[str]:
    """Of readings those that were never answered; of acts those that never got as far as their own rules."""
    wanted = {"GET": {200}}
    return [
        str(one)
        for one, statuses in met.items()
        if not wanted.get(one[0], {200, 201, 400, 409, 412, 422}) & set(statuses)
    ]


async def _ids(world: World) -> dict[str, dict[str, str]]:
    """What is there, by the names that stand in an address; an amendment is one of its own stay."""
    nobody = {"tolerance_percent": 0, "tolerance_heads": 0}
    await people.set_approval([], **nobody, by=world.union_a.administrator)
    story = await confirmed(union=world.union_a, place=world.place_x, starts_in=90)
    amendment = await amended(story, fewer(story))
    plain = {"stay": world.a["held"], "code": world.place_x.code}
    plain |= {name: world.a[name] for name in ("trip", "wait")}
    return {"": plain, "amendment": {"stay": story.id, "amendment": amendment}}


def _spoil_status(responses: dict[str, Any]) -> None:
    del responses["404"]


def _spoil_code(responses: dict[str, Any]) -> None:
    schema = responses["404"]["content"]["application/problem+json"]["schema"]
    schema["allOf"][1]["properties"]["code"]["enum"] = ["http_404"]


def _spoil_header(responses: dict[str, Any]) -> None:
    responses["200"]["headers"]["Retry-After"] = {"required": True, "schema": {"type": "integer"}}


def _spoil_shape(responses: dict[str, Any]) -> None:
    responses["200"]["content"]["application/json"]["schema"] = {"type": "array"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "spoil", [_spoil_status, _spoil_code, _spoil_header, _spoil_shape], ids=lambda one: one.__name__
)
async def test_an_answer_that_is_not_as_described_is_found(
    database: str, client: Client, spoil: Callable[[dict[str, Any]], None]
) -> None:
    place = await make_place()
    document = without_default((await client.get("/en/api/v1/openapi.json")).json())
    path = "/api/v1/sites/{code}"
    document["paths"] = {path: {"get": document["paths"][path]["get"]}}
    spoil(document["paths"][path]["get"]["responses"])
    cases = _cases(document, each=3, ids={"": {"code": place.code}})
    answers = [await _sent(client, case, token="") for case in cases]

    with pytest.raises(BaseExceptionGroup):
        _judge(cases, answers)


def _judge(cases: list[Case], answers: list[Any]) -> None:
    for case, answer in zip(cases, answers, strict=True):
        case.validate_response(answer, checks=AS_DESCRIBED)


def without_default(document: dict[str, Any]) -> dict[str, Any]:
    """What is described as anything else would make every status, header and code as described."""
    for operations in document["paths"].values():
        for operation in operations.values():
            del operation["responses"]["default"]
    return document


def _cases(
    document: dict[str, Any], *, each: int, ids: Mapping[str, Mapping[str, str]]
) -> list[Case]:
    """Sound and unsound requests of every operation, with ids that are there and ids that are not."""
    found: list[Case] = []
    for result in schemathesis.openapi.from_dict(document).get_all_operations():
        operation = result.ok()
        there = ids["amendment" if "{amendment}" in operation.path else ""]
        known = {name: value for name, value in there.items() if f"{{{name}}}" in operation.path}
        found += _drawn(operation.as_strategy(), each)
        if known:
            found += _drawn(operation.as_strategy(path_parameters=known), each)
        if operation.query or operation.body:  # else nothing in it can be unsound
            unsound = operation.as_strategy(GenerationMode.NEGATIVE, path_parameters=known or None)
            found += _drawn(unsound, each)
    return found


def _drawn(strategy: Any, each: int) -> list[Case]:
    drawn: list[Case] = []

    @settings(
        max_examples=each, derandomize=True, database=None, deadline=None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(strategy)
    def draw(case: Case) -> None:
        drawn.append(case)

    draw()
    return drawn


async def _sent(client: Client, case: Case, *, token: str) -> Any:
    asked = case.as_transport_kwargs(base_url="http://127.0.0.1:8000")
    headers = {
        name: str(value).encode("latin-1", "replace")
        for name, value in dict(asked.get("headers") or {}).items()
        if name.lower() not in DROPPED and "\n" not in str(value) and "\r" not in str(value)
    }
    if token:
        headers["Authorization"] = f"Bearer {token}".encode()
    body = {"json": asked["json"]} if "json" in asked else {"content": asked.get("data") or b""}
    return await client.request(
        asked["method"], asked["url"], params=asked.get("params"), headers=headers, **body
    )


def _scope(document: dict[str, Any], case: Case) -> str:
    """Which token the operation needs: the document says so in words."""
    words = document["paths"][case.operation.path][case.method.lower()].get("description", "")
    return words.removeprefix("Needs the scope ").removesuffix(".")
