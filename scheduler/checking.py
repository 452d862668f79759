"""`tongxin check`: each part of an installation in one line, then everything that always holds, recounted."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from booking import TABLES
from booking.insights.invariants import CHECKS, recount
from booking.insights.sealed import unopened
from scheduler.context import opened
from sites.foundation import clock, database, health, outbox, sealing
from sites.foundation.language import N_, _, ngettext
from sites.foundation.settings import Settings

HOLDS, ASKS, FAILS = "✓", "!", "✗"
SILENT_AFTER = timedelta(seconds=45)
NO_WORKER = N_("No worker has given a sign of life within 45 seconds.")
BEHIND = N_("Run `tongxin migrate`: %(names)s")


@dataclass(frozen=True)
class Finding:
    """One line. What asks can wait, what fails cannot."""

    mark: str
    words: str
    faults: tuple[str, ...] = ()


async def look(settings: Settings) -> list[Finding]:
    """Every part in turn; after the first one that the others rest upon and that fails, no more."""
    found = []
    async with opened(settings):
        for part in PARTS:
            found.append(await part(settings))
            if found[-1].mark == FAILS:
                break
    return found


async def _database(_settings: Settings) -> Finding:
    await database.fetch("SELECT 1 AS one")
    return Finding(HOLDS, _("The database answers."))


async def _schema(_settings: Settings) -> Finding:
    missing = await health.unapplied(TABLES)
    if missing:
        return Finding(FAILS, _("Tables are behind."), (_(BEHIND, names=", ".join(missing)),))
    return Finding(HOLDS, _("It has all tables of this release."))


async def _keys(settings: Settings) -> Finding:
    sealed = sealing.seal("check", place="check")
    opens = sealing.unseal(sealed, place="check") == "check"
    keys = ", ".join(settings.sealing_keys)
    return Finding(HOLDS if opens else FAILS, _("The keys close and open: %(keys)s", keys=keys))


async def _sealed(_settings: Settings) -> Finding:
    closed = await unopened()
    if closed:
        return Finding(FAILS, _("The keys do not open what is on file."), tuple(closed))
    return Finding(HOLDS, _("The keys open what is on file."))


async def _queue(settings: Settings) -> Finding:
    if not settings.redis_url:
        return Finding(HOLDS, _("Jobs run in the worker itself, without Redis."))
    from redis.asyncio import Redis
    from redis.exceptions import RedisError

    try:
        async with Redis.from_url(settings.redis_url, socket_connect_timeout=1) as redis:
            await redis.ping()
    except RedisError as fault:
        return Finding(ASKS, _("Redis does not answer."), (type(fault).__name__,))
    return Finding(HOLDS, _("Redis answers."))


async def _worker(_settings: Settings) -> Finding:
    beats = [sign for sign in await health.heartbeats() if sign.at > clock.now() - SILENT_AFTER]
    if not beats:
        return Finding(ASKS, _(NO_WORKER))
    return Finding(
        HOLDS, ngettext("%(num)d worker is at work.", "%(num)d workers are at work.", len(beats))
    )


async def _outbox(_settings: Settings) -> Finding:
    state = await outbox.state()
    words = _(
        "Jobs: %(waiting)s waiting, %(dead)s given up", waiting=state.waiting, dead=state.dead
    )
    return Finding(ASKS if state.dead else HOLDS, words)


async def _recounted(_settings: Settings) -> Finding:
    breaches = await recount()
    if breaches:
        return Finding(FAILS, _("Something that always holds does not."), tuple(breaches))
    words = ngettext(
        "%(num)d rule that always holds was recounted and holds.",
        "%(num)d rules that always hold were recounted and hold.",
        len(CHECKS),
    )
    return Finding(HOLDS, words)


PARTS: tuple[Callable[[Settings], Awaitable[Finding]], ...] = (
    _database, _schema, _keys, _sealed, _queue, _worker, _outbox, _recounted,
)  # fmt: skip
