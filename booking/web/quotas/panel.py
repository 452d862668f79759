"""The panel beside the tree of quotas: the one that was chosen, ready to be changed."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from booking import quotas
from booking.quotas import QuotaPage, QuotaUnknown
from booking.web.quotas.form import typed
from booking.web.quotas.history import happened
from booking.web.quotas.words import UNITS
from sites.foundation.language import _
from sites.foundation.pages import actor_of

FEW_CHANGES = 4
SHOWN = ("ceiling", "opens_on", "opens_time", "release_on", "why")


@dataclass(frozen=True, slots=True)
class Panel:
    """`typed` are all fields of the form as they stand; those `shown` are drawn, the others go along unseen."""

    quota: QuotaPage
    typed: dict[str, str]
    unit: str
    history: tuple[tuple[Any, tuple[str, ...]], ...]
    shown: tuple[str, ...] = SHOWN


async def panel_of(request: Request) -> Panel | None:
    """None where no quota was chosen, or one that this reader may not change."""
    by, chosen = actor_of(request), request.query_params.get("chosen", "")
    if not chosen or not by.may("quotas.manage"):
        return None
    try:
        found = await quotas.page_of(chosen, by=by)
    except QuotaUnknown:
        return None
    if found.line.closed_at:
        return None
    latest = [(version, tuple(happened(version))) for version in found.versions[:FEW_CHANGES]]
    return Panel(found, typed(found), _(UNITS[found.line.unit]), tuple(latest))
