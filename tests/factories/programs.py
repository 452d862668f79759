"""Programs of an organisation: a token with scopes, and a client that sends it."""

from types import SimpleNamespace
from typing import Any

from booking import people
from sites.foundation.identifiers import public_id
from tests.described import demand_described


async def token_for(organisation: SimpleNamespace, *scopes: str, days: int | None = None) -> str:
    """A token made by the organisation's administrator; without scopes named, with all that it may give."""
    wanted = list(scopes or people.scopes_of(organisation.administrator.kind))
    return await people.make_token("示例程序", wanted, days=days, by=organisation.administrator)


class Program:
    """Sends a token and, with each write, a fresh key unless one is given. Every answer must be as described."""

    def __init__(self, client: Any, token: str) -> None:
        self.client = client
        self.headers = {"Authorization": f"Bearer {token}"}

    async def get(self, path: str, **headers: str) -> Any:
        return _described(
            await self.client.get(f"/api/v1{path}", headers={**self.headers, **_named(headers)})
        )

    async def delete(self, path: str, **headers: str) -> Any:
        return await self.client.delete(f"/api/v1{path}", headers={**self.headers, **_named(headers)})  # fmt: skip

    async def post(self, path: str, body: Any = None, **headers: Any) -> Any:
        sent = {"Idempotency-Key": public_id(), **self.headers, **_named(headers)}
        if isinstance(body, str | bytes):
            sent.setdefault("Content-Type", "application/json")
            return _described(await self.client.post(f"/api/v1{path}", content=body, headers=sent))
        return _described(await self.client.post(f"/api/v1{path}", json=body or {}, headers=sent))


def _described(answer: Any) -> Any:
    demand_described(answer)
    return answer


def _named(headers: dict[str, Any]) -> dict[str, Any]:
    """idempotency_key="x" is the header Idempotency-Key."""
    return {name.replace("_", "-").title(): value for name, value in headers.items()}


async def program(client: Any, organisation: SimpleNamespace, *scopes: str) -> Program:
    return Program(client, await token_for(organisation, *scopes))
