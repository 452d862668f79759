"""The block that `tongxin run` prints when the first page can be opened: in Chinese, then in English."""

from urllib.parse import urlsplit

from sites.foundation.language import CHINESE, ENGLISH, _, speaking
from sites.foundation.settings import Settings


def announcement(settings: Settings, *, asked_port: int) -> str:
    """Address, database, queue and demonstration accounts, without any password."""
    blocks = []
    for language in (CHINESE, ENGLISH):
        with speaking(language):
            blocks.append(
                _block(settings, asked_port=asked_port, prefix="/en" if language == ENGLISH else "")
            )
    return "\n" + "\n\n".join(blocks) + "\n"


def _block(settings: Settings, *, asked_port: int, prefix: str) -> str:
    lines = [_("Tongxin Retreats is running. Ctrl+C stops it.")]
    if settings.port != asked_port:
        lines.append(_("Port %(asked)s was in use.", asked=asked_port))
    lines += [
        _("Address: %(address)s", address=f"{settings.origin}{prefix}/"),
        _("Database: %(database)s", database=_database(settings)),
        _("Queue: %(queue)s", queue=_queue(settings)),
    ]
    if settings.demo:
        lines.append(_demonstration(settings, prefix))
    return "\n".join([lines[0], *(f"  {line}" for line in lines[1:])])


def _demonstration(settings: Settings, prefix: str) -> str:
    return _(
        "Demonstration (invented data): sign in without a password as union, operator, federation or partner city at %(address)s",
        address=f"{settings.origin}{prefix}/sign-in",
    )


def _database(settings: Settings) -> str:
    parts = urlsplit(settings.database)
    if parts.scheme.startswith("sqlite"):
        return f"SQLite {settings.database.removeprefix('sqlite://')}"
    return f"PostgreSQL {parts.hostname or ''}{parts.path}"


def _queue(settings: Settings) -> str:
    if not settings.redis_url:
        return _("embedded: the worker runs the jobs itself")
    parts = urlsplit(settings.redis_url)
    return f"arq, Redis {parts.hostname or ''}{parts.path}"
