"""The service centre of the demonstration: it collects for one base; another base has not answered."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from booking import money, people
from scheduler.demo.cast import centre_email, desk_email
from scheduler.demo.unions import operator_people, staffed_sites
from sites.foundation import clock
from sites.foundation.actor import Actor

Cast = Mapping[str, Actor]
SINCE = 200
COMMISSION = 50


async def let_collect(cast: Cast, day: date) -> None:
    """The second base with people of its own agreed long ago; to the first the centre proposes it today. Run again, it adds nothing."""
    centre = cast[centre_email()]
    if await money.collections_of(centre):
        return
    first, second = staffed_sites()[:2]
    begun = day - timedelta(days=SINCE)
    with clock.moved_to(clock.at(begun, time(10))):
        made = await _propose(centre, cast[desk_email(second)], begun, COMMISSION)
        await money.agree_to_collection(made, by=cast[finance_of(second)])
    await _propose(centre, cast[desk_email(first)], day, 0)


async def _propose(centre: Actor, operator: Actor, day: date, commission: int) -> str:
    base = operator.organisation_id
    public_id = (await people.named([base]))[base].public_id
    return await money.propose_collection(
        public_id,
        starts_on=day,
        commission=commission,
        document="代收代付协议（示例）第1号",
        by=centre,
    )


def finance_of(site: str) -> str:
    return next(
        one.email for one in operator_people() if (one.site_code, one.role) == (site, "finance")
    )
