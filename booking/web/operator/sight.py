"""A stay as this person of the operator may see it: without amounts for those who do not see money."""

from dataclasses import replace

from booking import stays
from booking.stays import StayPage
from sites.foundation.actor import Actor

AMOUNTS = ("fee", "total")


async def seen(public_id: str, *, by: Actor) -> StayPage:
    """Refused: StayUnknown. The price itself stays in `line`; pages show it to who may `money.see`."""
    page = await stays.page_of(public_id, by=by)
    return page if by.may("money.see") else _without_amounts(page)


def _without_amounts(page: StayPage) -> StayPage:
    events = tuple(
        replace(event, facts={k: v for k, v in event.facts.items() if k not in AMOUNTS})
        for event in page.events
    )
    return replace(page, events=events, frozen={})
