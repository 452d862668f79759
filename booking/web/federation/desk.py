"""The host federation's first page: unions to verify, requests to telephone, certificates that run out."""

from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from booking import people, stays
from booking.stays import State, StayLine
from booking.web.operator.requests import time_left
from sites import certification, listings
from sites.certification import Expiring
from sites.foundation import clock
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, route
from sites.listings import SiteCard, SiteProfile

SOON_DAYS = 90


@dataclass(frozen=True, slots=True)
class Call:
    """A request that its operator has hardly any time left to answer. `left` is open desk time."""

    stay: StayLine
    phone: str
    left: timedelta

    @property
    def words(self) -> str:
        return time_left(self.left)


@dataclass(frozen=True, slots=True)
class RunsOut:
    site: SiteCard
    certificate: Expiring
    days: int


async def show(request: Request) -> Response:
    by = actor_of(request)
    waiting = await people.unions_of_area("unverified", by=by) if by.may("unions.verify") else None
    counts = await stays.counts_by_state()
    return page(
        request, "pages/federation/desk.html", now=clock.now(), waiting=waiting, calls=await _calls(),
        running_out=await _running_out(), counts=_in_words(counts), stays_in_all=sum(counts.values()),
        bases=len(await listings.cards()),
    )  # fmt: skip


async def _calls() -> tuple[Call, ...]:
    lines = await stays.lines_by_id(await stays.to_telephone())
    calls = [_call(line, await listings.profile(line.site_code)) for line in lines.values()]
    return tuple(sorted(calls, key=lambda call: call.left))


def _call(line: StayLine, site: SiteProfile) -> Call:
    now = clock.now()
    due = line.answer_due_at or now
    return Call(line, site.phone, stays.open_time(now, due, opens=site.opens, closes=site.closes))


async def _running_out() -> tuple[RunsOut, ...]:
    cards = {card.id: card for card in await listings.cards()}
    today = clock.today()
    return tuple(
        RunsOut(cards[one.site_id], one, (one.valid_to - today).days)
        for one in await certification.expiring(SOON_DAYS)
    )


def _in_words(counts: dict[State, int]) -> list[tuple[str, int]]:
    return [(_(state.words), number) for state, number in counts.items()]


ROUTES = [route("/federation", needs="sites.oversee", get=show)]
