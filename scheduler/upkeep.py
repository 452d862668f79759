"""Commands for whoever keeps an installation: first administrator, tokens, recount, backup and restore."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from scheduler.endings import Ended
from sites.foundation.language import _

T = TypeVar("T")
BREACH_EXIT = 2

Name = Annotated[str, typer.Option(prompt=True, help="The person's name.")]
Email = Annotated[str, typer.Option(prompt=True, help="The person's mail address.")]


def create_admin(name: Name, email: Email) -> None:
    """Make the platform's administrator and print a one-time link to set the password."""
    from booking import people
    from sites.foundation.actor import SYSTEM
    from sites.foundation.settings import load

    issued = _with_database(lambda: people.create_first_administrator(name, email, by=SYSTEM))
    typer.echo(_("Open this link within 60 minutes and set a password:"))
    typer.echo(f"{load().origin}{issued.path}")


def token(
    email: Email,
    label: Annotated[str, typer.Option(help="What the token is for.")] = "api",
    scope: Annotated[list[str] | None, typer.Option(help="A scope; may be repeated.")] = None,
) -> None:
    """Make an API token for a person and print it once."""
    from booking.people.api_tokens import issue_token
    from sites.foundation.actor import SYSTEM

    made = _with_database(lambda: issue_token(email, label=label, scopes=scope or [], by=SYSTEM))
    typer.echo(_("This token is shown once:"))
    typer.echo(made)


def check() -> None:
    """Recount what always holds; exit code 2 and one line for each breach."""
    from booking.insights.invariants import recount

    breaches = _with_database(recount)
    if breaches:
        raise Ended("\n".join(breaches), code=BREACH_EXIT)
    typer.echo(_("Everything that always holds was recounted and holds."))


def backup(
    file: Annotated[
        Path | None, typer.Argument(help="Default: a new file in DATA_DIR/backups.")
    ] = None,
) -> None:
    """Write database and uploaded papers into one file, while the program runs."""
    from scheduler.backup import back_up
    from sites.foundation.settings import load

    kept = back_up(load(), file)
    typer.echo(_("Backup: %(path)s, papers: %(papers)s", path=kept.path, papers=kept.papers))
    typer.echo(
        _(
            "It opens with these keys, which it does not contain: %(keys)s",
            keys=", ".join(kept.keys),
        )
    )


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `tongxin backup` made.")],
    force: Annotated[str, typer.Option(help="The name of the database that may be replaced.")] = "",
) -> None:
    """Put a backup in place of the database of these settings."""
    from scheduler.backup import restore as put_in_place
    from sites.foundation.settings import load

    manifest = asyncio.run(put_in_place(load(), file, force=force))
    typer.echo(
        _(
            "Restored what was backed up at %(made_at)s. Run `tongxin migrate` next.",
            made_at=manifest.made_at,
        )
    )


def _with_database(act: Callable[[], Awaitable[T]]) -> T:
    from scheduler.context import opened
    from sites.foundation.settings import load

    async def run() -> T:
        async with opened(load()):
            return await act()

    return asyncio.run(run())
