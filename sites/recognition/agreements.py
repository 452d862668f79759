"""By which agreement an origin accepts a host region's bases."""

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from itertools import permutations

from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.editions import CATALOGUE, kept
from sites.recognition.models import Recognition

OWN, AGREEMENT = "own_province", "agreement"


@dataclass(frozen=True, slots=True)
class Agreement:
    origin_code: str
    host_code: str
    document: str
    source: str
    starts_on: date
    ends_on: date | None

    def stands(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Recognised:
    """Why it is recognised: the origin's own province, or an agreement."""

    ground: str
    document: str = ""
    source: str = ""
    since: date | None = None


@transaction
async def record_known_agreements(*, by: Actor) -> int:  # noqa: ARG001
    """Put the published agreements on record, each ordered pair once. Answers how many were new."""
    known = _known()
    kept = {(a.origin_code, a.host_code, a.starts_on) for a in await agreements()}
    new = [a for a in known if (a.origin_code, a.host_code, a.starts_on) not in kept]
    await Recognition.bulk_create(
        Recognition(
            origin_code=a.origin_code, host_code=a.host_code, document=a.document,
            source=a.source, starts_on=a.starts_on, ends_on=a.ends_on,
        )
        for a in new
    )  # fmt: skip
    return len(new)


@kept(CATALOGUE)
async def agreements() -> tuple[Agreement, ...]:
    rows = await Recognition.all().order_by("origin_code", "host_code", "starts_on")
    return tuple(
        Agreement(r.origin_code, r.host_code, r.document, r.source, r.starts_on, r.ends_on)
        for r in rows
    )


async def recognises(origin: str, host: str, on: date) -> Recognised | None:
    """Whether `origin` accepts bases in `host` (region codes) on that day. Its own province counts."""
    if province_of(origin) == province_of(host):
        return Recognised(OWN)
    kept = await Recognition.filter(
        origin_code__in=[origin, province_of(origin)], host_code__in=[host, province_of(host)]
    )
    found = next(
        (r for r in kept if r.starts_on <= on and (r.ends_on is None or on <= r.ends_on)), None
    )
    return Recognised(AGREEMENT, found.document, found.source, found.starts_on) if found else None


def province_of(code: str) -> str:
    """The first two digits of a GB/T 2260 code name the province."""
    return f"{code[:2]}0000"


def _known() -> list[Agreement]:
    text = files("sites.recognition").joinpath("data", "agreements.toml").read_text("utf-8")
    return [
        Agreement(origin, host, row["document"], row["source"], row["starts_on"], None)
        for row in tomllib.loads(text)["agreement"]
        for origin, host in permutations(row["regions"], 2)
    ]
