"""Commands for whoever keeps an installation: first administrator, tokens, recount, backup and restore."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from scheduler.endings import Ended
from sites.foundation.language import _

if TYPE_CHECKING:
    from sites.foundation.settings import Settings

T = TypeVar("T")
BREACH_EXIT = 2
HOLDS, ASKS, FAILS = "✓", "!", "✗"
COLOURS = {HOLDS: "green", ASKS: "yellow", FAILS: "red"}

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


def take_online(
    mail: Annotated[str, typer.Argument(help="Of somebody of the organisation that takes money.")],
    *,
    stop: Annotated[bool, typer.Option("--stop", help="Begin no new payments.")] = False,
) -> None:
    """Let an organisation take money online: the one to which the account of the payment provider belongs."""
    from booking import people
    from booking.money import online

    async def act() -> None:
        payee = await people.organisation_of_mail(mail)
        await (online.stop_taking_online(payee) if stop else online.take_online(payee))

    _with_database(act)
    typer.echo(_("No new payments begin.") if stop else _("Its charges may now be paid online."))


def check() -> None:
    """See whether everything is in order and recount what always holds; exit code 2 where something does not."""
    from scheduler.checking import look
    from scheduler.standing import installed

    findings = asyncio.run(look(installed()))
    for one in findings:
        _tick(one.words, one.mark)
        for fault in one.faults:
            typer.echo(f"    {fault}", err=True)
    if any(one.mark == FAILS for one in findings):
        raise typer.Exit(BREACH_EXIT)


def _tick(words: str, mark: str = HOLDS) -> None:
    typer.echo(f"{typer.style(mark, fg=COLOURS[mark], bold=True)} {words}")


def backup(
    file: Annotated[
        str, typer.Argument(help="Default: a new file in DATA_DIR/backups.", metavar="[FILE]")
    ] = "",
    verified: Annotated[Path | None, typer.Argument(metavar="| verify FILE")] = None,
) -> None:
    """Write database, uploaded papers and pictures into one file, while the program runs.

    With `verify FILE`: put that backup back in a scratch place and recount it there.
    """
    if file == "verify" and verified:
        _verify(verified)
        return
    from scheduler.backup import back_up
    from scheduler.standing import installed

    kept = asyncio.run(back_up(installed(), Path(file) if file else None))
    typer.echo(
        _("Backup: %(path)s, papers and pictures: %(files)s", path=kept.path, files=kept.files)
    )
    typer.echo(
        _(
            "It opens with these keys, which it does not contain: %(keys)s",
            keys=", ".join(kept.keys),
        )
    )


def _verify(path: Path) -> None:
    from scheduler.backup_check import verify

    found = asyncio.run(verify(_load(), path))
    made = found.manifest
    _tick(
        _("Every file is as its checksum says; papers and pictures: %(files)s", files=found.files)
    )
    _tick(_("It was made at %(at)s by version %(version)s.", at=made.made_at, version=made.version))
    if found.breaches:
        raise Ended("\n".join(found.breaches), code=BREACH_EXIT)
    _tick(_("Put back in a scratch place, everything that always holds was recounted and holds."))


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `tongxin backup` made.")],
    force: Annotated[str, typer.Option(help="The name of the database that may be replaced.")] = "",
) -> None:
    """Put a backup in place of the database of these settings."""
    from scheduler.backup import restore as put_in_place

    done = asyncio.run(put_in_place(_load(), file, force=force))
    typer.echo(
        _(
            "Restored what was backed up at %(made_at)s. Run `tongxin migrate` next.",
            made_at=done.manifest.made_at,
        )
    )
    if done.unsaid:
        typer.echo(
            _(
                "Messages that waited in it and are not sent again: %(number)s",
                number=done.unsaid,
            )
        )


def _load() -> "Settings":
    from sites.foundation.settings import load

    return load()


def _with_database(act: Callable[[], Awaitable[T]]) -> T:
    from scheduler.standing import at_work, installed

    async def run() -> T:
        async with at_work(installed()):
            return await act()

    return asyncio.run(run())


def rotate_keys() -> None:
    """Seal everything anew with the first of FIELD_KEYS, while the program runs; stopped halfway, run it again."""
    from booking.insights.resealing import left_to_reseal, reseal

    async def turn() -> tuple[int, int]:
        return await reseal(), await left_to_reseal()

    done, left = _with_database(turn)
    typer.echo(
        _("Sealed anew: %(done)s. Still under an older key: %(left)s.", done=done, left=left)
    )
    if left:
        raise typer.Exit(BREACH_EXIT)
