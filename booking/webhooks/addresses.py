"""Where webhooks may go: to public servers alone, and to the very address that was checked."""

import re
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from booking.webhooks.refusals import AddressUnfit

LONGEST = 300
HOST = re.compile(r"[A-Za-z0-9.:-]{1,253}")
# A label of a name: nothing else can be looked up.
LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
PORTS = {"https": 443, "http": 80}
# Ways from version 6 into version 4, behind which any private address may stand.
TUNNELS = tuple(
    ip_network(net) for net in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)

Resolve = Callable[[str, int], Awaitable[list[str]]]


class NotPublic(Exception):
    """The name leads, today, to an address inside somebody's network, or to none."""


@dataclass(frozen=True)
class Target:
    """A checked address to connect to, and the name that certificate and Host header go by."""

    scheme: str
    host: str
    port: int
    address: str
    path: str


def sound_url(url: str, *, allowed: Collection[str]) -> str:
    """The address as it is kept. `allowed` are hosts of the own network, which may do without TLS. Refused: AddressUnfit."""
    parts = _parts(url)
    host = (parts.hostname or "") if parts else ""
    if parts is None or not HOST.fullmatch(host) or parts.username is not None or parts.fragment:
        raise AddressUnfit(field="url")
    inside = host in allowed
    if parts.scheme != "https" and not (inside and parts.scheme == "http"):
        raise AddressUnfit(field="url")
    if not inside and not _may_be_public(host):
        raise AddressUnfit(field="url")
    return url


async def target_of(url: str, *, allowed: Collection[str], resolve: Resolve) -> Target:
    """Resolved anew for each attempt, once: what is checked is what is connected to. Raises NotPublic."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    found = await resolve(host, port)
    if not found or (host not in allowed and not all(is_public(one) for one in found)):
        raise NotPublic
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, found[0], path)


def is_public(text: str) -> bool:
    """Neither loopback nor private, link-local, shared, reserved, nor a tunnel to such a one."""
    try:
        address: IPv4Address | IPv6Address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        if any(address in net for net in TUNNELS):
            return False
        address = address.ipv4_mapped or address
    return address.is_global and not address.is_multicast


def _parts(url: str) -> SplitResult | None:
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    return parts


def _may_be_public(host: str) -> bool:
    """A name is looked up when something is sent; an address is judged at once."""
    try:
        ip_address(host)
    except ValueError:
        labels = host.removesuffix(".").split(".")
        is_name = all(LABEL.fullmatch(label) for label in labels)
        return is_name and len(labels) > 1 and not labels[-1].isdigit()
    return is_public(host)
