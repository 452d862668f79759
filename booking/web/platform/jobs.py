"""Jobs at a glance: what waits, what runs, what failed for good and can be started again, who is alive."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking.web.platform.job_words import JOBS, SWEEPS
from sites.foundation import clock, health, outbox
from sites.foundation.forms import Form, fill
from sites.foundation.language import _, ngettext
from sites.foundation.observe import log
from sites.foundation.pages import PageUnknown, actor_of, page, redirect, redirect_saying, route

HOME, PAGE = "/platform/jobs", "pages/platform/jobs.html"
SHOWN = 100
SILENT_AFTER = timedelta(seconds=45)


class RestartForm(Form):
    """`row` 0 is all of them."""

    row: Annotated[int, Field(ge=0, le=2**31 - 1)]


@dataclass(frozen=True)
class Dead:
    id: int
    words: str
    about: str
    error: str
    at: datetime


@dataclass(frozen=True)
class Sweep:
    words: str
    at: datetime | None
    found: int


@dataclass(frozen=True)
class Worker:
    name: str
    at: datetime
    is_silent: bool


async def show(request: Request) -> Response:
    state, now = await outbox.state(), clock.now()
    ran = {sign.name: sign for sign in await health.sweeps()}
    dead = await outbox.dead_letters(SHOWN)
    return page(
        request, PAGE, now=now, state=state, dead=[_dead(letter) for letter in dead],
        sweeps=[_sweep(name, ran.get(name)) for name in SWEEPS],
        workers=[_worker(sign, now) for sign in await health.heartbeats()],
        may_restart=actor_of(request).may("jobs.restart"),
    )  # fmt: skip


async def restart(request: Request) -> Response:
    """One dead letter, or all, from the first attempt. What a job did already it will not do again."""
    filled = await fill(request, RestartForm)
    if filled.value is None:
        raise PageUnknown
    row = filled.value.row
    count = await outbox.revive_all() if row == 0 else int(await outbox.revive(row))
    if not count:
        raise PageUnknown
    log().info("jobs_restarted", row=row, count=count, by=actor_of(request).user_id)
    words = ngettext("%(num)s job is started again.", "%(num)s jobs are started again.", count)
    return redirect_saying(request, HOME, words)


async def home(_request: Request) -> Response:
    return redirect(HOME)


def _dead(letter: outbox.DeadLetter) -> Dead:
    words = _(JOBS[letter.topic]) if letter.topic in JOBS else letter.topic
    return Dead(letter.id, words, _ids(letter.payload), letter.error, letter.dead_at)


def _ids(payload: Mapping[str, Any]) -> str:
    """The numbers alone: what else a row carries may be sealed for somebody's eyes."""
    return ", ".join(f"{name} {value}" for name, value in payload.items() if isinstance(value, int))


def _sweep(name: str, sign: health.Sign | None) -> Sweep:
    return Sweep(_(SWEEPS[name]), sign.at if sign else None, sign.found if sign else 0)


def _worker(sign: health.Sign, now: datetime) -> Worker:
    return Worker(sign.name, sign.at, sign.at < now - SILENT_AFTER)


ROUTES = [
    route("/platform", needs="jobs.see", get=home),
    route(HOME, needs="jobs.see", get=show),
    route(f"{HOME}/restart", needs="jobs.restart", post=restart),
]
