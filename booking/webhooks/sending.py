"""Ways in which a webhook leaves the house, behind one interface; the offline twin sends nothing."""

import asyncio
import socket
from collections.abc import Collection, Mapping
from typing import Protocol
from urllib.parse import urlsplit

from booking.webhooks.addresses import NotPublic, Resolve, Target, target_of

SECONDS, TO_CONNECT = 10, 5


class NotDelivered(Exception):
    """Nobody answered. The text is one word for the log: no_public_address, timeout, connection."""


class Sender(Protocol):
    """Answers the status; raises NotDelivered. Called outside every transaction, and perhaps again."""

    async def send(self, url: str, *, headers: Mapping[str, str], body: str) -> int: ...


class Twin:
    """The offline twin of the demonstration: everything arrives, but at hosts whose name begins with `fails.`"""

    async def send(self, url: str, *, headers: Mapping[str, str], body: str) -> int:  # noqa: ARG002
        return 500 if (urlsplit(url).hostname or "").startswith("fails.") else 204


class Outside:
    """HTTP without redirects and without proxies, to the address that was checked."""

    def __init__(self, *, allowed: Collection[str], resolve: Resolve | None = None) -> None:
        self.allowed = allowed
        self.resolve = resolve or resolved

    async def send(self, url: str, *, headers: Mapping[str, str], body: str) -> int:
        try:
            target = await target_of(url, allowed=self.allowed, resolve=self.resolve)
        except NotPublic:
            raise NotDelivered("no_public_address") from None
        except OSError:
            raise NotDelivered("unknown_host") from None
        return await _post(target, headers=headers, body=body)


class Chosen:
    """In the demonstration only hosts of the own network are really called."""

    def __init__(self, *, allowed: Collection[str], demo: bool) -> None:
        self.allowed = allowed
        self.outside = Outside(allowed=allowed)
        self.twin = Twin() if demo else None

    async def send(self, url: str, *, headers: Mapping[str, str], body: str) -> int:
        stays_inside = self.twin and urlsplit(url).hostname not in self.allowed
        sender: Sender = self.twin if self.twin and stays_inside else self.outside
        return await sender.send(url, headers=headers, body=body)


async def resolved(host: str, port: int) -> list[str]:
    """The addresses of a name. Raises OSError where it has none."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:  # an empty label, or one that is too long
        raise socket.gaierror(socket.EAI_NONAME, "no name") from None
    return [str(one[4][0]) for one in found]


async def _post(target: Target, *, headers: Mapping[str, str], body: str) -> int:
    import httpx

    address = f"[{target.address}]" if ":" in target.address else target.address
    url = f"{target.scheme}://{address}:{target.port}{target.path}"
    timeout = httpx.Timeout(SECONDS, connect=TO_CONNECT)
    async with httpx.AsyncClient(
        follow_redirects=False, trust_env=False, timeout=timeout
    ) as client:
        request = client.build_request(
            "POST", url, content=body.encode(), headers={**headers, "Host": _host(target)},
            extensions={"sni_hostname": target.host},
        )  # fmt: skip
        try:
            async with asyncio.timeout(SECONDS):
                answer = await client.send(request, stream=True)
                await answer.aclose()  # what it says is not read: only whether it took the message
        except (httpx.TimeoutException, TimeoutError):
            raise NotDelivered("timeout") from None
        except httpx.HTTPError:
            raise NotDelivered("connection") from None
    return answer.status_code


def _host(target: Target) -> str:
    name = f"[{target.host}]" if ":" in target.host else target.host
    return name if target.port in (80, 443) else f"{name}:{target.port}"
