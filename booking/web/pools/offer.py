"""What a pooled group costs a person, and what the rules of the union that looks say of it."""

from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request

from booking.rules import Judgement
from booking.stays.pooling import PoolLine
from booking.web.offers.ground import sender_of
from booking.web.offers.rule_lines import in_short
from sites.foundation.amounts import Money
from sites.foundation.errors import Refusal
from sites.packages import Heads, packages, quote


@dataclass(frozen=True)
class PoolOffer:
    """`price` a person for all nights, two in a room; None where no price is on file. `short` is the worst verdict in words."""

    line: PoolLine
    price: Money | None
    judgement: Judgement | None
    short: str


async def offer_of(request: Request, line: PoolLine) -> PoolOffer:
    """Verdicts are those of the union that looks, whoever opened the group."""
    price = await _price(line)
    sender = await sender_of(request, "")
    if sender is None:
        return PoolOffer(line, price, None, "")
    judgement = await sender.judged(
        check_in=line.check_in, nights=line.nights, destination=line.district_code,
        price=price.minor if price else None,
    )  # fmt: skip
    return PoolOffer(line, price, judgement, in_short(judgement))


async def _price(line: PoolLine) -> Money | None:
    """The package's own, the same for every size of the group."""
    until = line.check_in + timedelta(days=line.nights)
    offered = await packages(line.site_id, first=line.check_in, until=until)
    found = next((one.offer for one in offered if one.offer.code == line.package_code), None)
    if found is None:
        return None
    try:
        whole = quote(
            found, check_in=line.check_in, nights=line.nights, heads=Heads(1), group=line.most
        )
    except Refusal:
        return None
    return whole.per_person
