"""Requests that nobody thought of, generated from the document: no 500, and every answer as it is described."""

from collections.abc import Mapping
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

from tests.clients import Client
from tests.factories.programs import token_for
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
    document = (await client.get("/en/api/v1/openapi.json")).json()
    tokens = {
        "stays.see": await token_for(world.union_a),
        "stays.book": await token_for(world.union_a),
        "stays.answer": await token_for(world.operator_x),
    }
    statuses: dict[int, int] = {}
    for case in _cases(
        document, each=each, ids={"stay": world.a["held"], "code": world.place_x.code}
    ):
        answer = await _sent(client, case, token=tokens.get(_scope(document, case), ""))
        statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
        case.validate_response(answer, checks=AS_DESCRIBED)
    assert {200, 400, 404} <= set(statuses), statuses
    proof.found(requests=sum(statuses.values()), statuses=len(statuses))


def _cases(document: dict[str, Any], *, each: int, ids: Mapping[str, str]) -> list[Case]:
    """Sound and unsound requests of every operation, with ids that are there and ids that are not."""
    found: list[Case] = []
    for result in schemathesis.openapi.from_dict(document).get_all_operations():
        operation = result.ok()
        known = {name: value for name, value in ids.items() if f"{{{name}}}" in operation.path}
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
