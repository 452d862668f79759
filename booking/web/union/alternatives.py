"""What is free instead of an inquiry's nights, as it was told when they went to another group."""

from dataclasses import dataclass
from datetime import date, timedelta

from booking.stays import State, StayPage
from booking.web.showing import span
from sites import listings
from sites.foundation.rendering import href


@dataclass(frozen=True, slots=True)
class Instead:
    """`is_gone`: another group has the nights. Dates and bases are words with their address."""

    is_gone: bool
    dates: tuple[tuple[str, str], ...]
    sites: tuple[tuple[str, str], ...]


async def instead_of(found: StayPage) -> Instead | None:
    """None for what is no inquiry."""
    line = found.line
    if line.state is not State.INQUIRY:
        return None
    told = [event for event in found.events if event.act in {"alternatives_told", "kept_for_later"}]
    if not told:
        return Instead(is_gone=False, dates=(), sites=())
    facts = told[-1].facts
    names = {card.code: card.name for card in await listings.cards()}
    heads = found.heads
    asked = {"nights": line.nights, "workers": heads.workers, "family": heads.family, "crew": heads.crew}  # fmt: skip
    days = [date.fromisoformat(day) for day in facts.get("dates", ())]
    return Instead(
        is_gone=True,
        dates=tuple(
            (
                span(day, day + timedelta(days=line.nights)),
                href("/union/hold", site=line.site_code, package=line.package_code, check_in=day, **asked),
            )
            for day in days
        ),
        sites=tuple(
            (names[code], href(f"/sites/{code}", check_in=line.check_in, nights=line.nights, heads=line.heads))
            for code in facts.get("sites", ())
            if code in names
        ),
    )  # fmt: skip
