"""The commands. Each reads the settings, calls one act, and says how it went; heavy libraries come with the act."""

from typing import TYPE_CHECKING, Annotated

import typer

from scheduler import base_import, upkeep
from sites.foundation.language import N_, _

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from sites.foundation.settings import Settings

app = typer.Typer(
    help="Tongxin: a marketplace for workers' group retreats.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

NOT_AGREED = N_(
    "The models ask for migrations that nobody wrote: %(names)s. Run `make migrations`."
)


Workers = Annotated[int, typer.Option(help="Web processes; 0 is one for each core.", min=0)]


@app.command()
def serve(workers: Workers = 1) -> None:
    """Serve pages and API until a signal."""
    from scheduler import serving
    from scheduler.endings import Ended

    settings = _settings()
    if not serving.is_free(settings.host, settings.port):
        raise Ended(
            _("Port %(port)s is in use. Stop what listens there, or set PORT.", port=settings.port)
        )
    serving.serve(settings, workers=workers)


@app.command()
def worker() -> None:
    """Run jobs and timetable until a signal."""
    import asyncio

    from scheduler.worker import work

    settings = _settings()
    # The story is told under a moved clock: neither relay nor sweeps may run meanwhile.
    first = _story(settings) if settings.demo else None
    asyncio.run(work(settings, first=first))


@app.command()
def run(workers: Workers = 1) -> None:
    """Web and worker together, with tables and, with DEMO=1, the demonstration made first."""
    from scheduler import running

    raise typer.Exit(running.run(_settings(), workers=workers, prepare=_prepare, typed=_as_typed))


@app.command()
def migrate(
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Only see whether models and migrations agree.")
    ] = False,
    make: Annotated[
        bool, typer.Option("--make", help="Write the migrations that are missing.")
    ] = False,
) -> None:
    """Bring the database to the tables of this release."""
    import asyncio

    from scheduler import migration

    if not check and not make:
        done = asyncio.run(migration.migrate(_settings()))
        typer.echo("\n".join(done) or _("The database has all tables of this release."))
        return
    names = asyncio.run(migration.missing(write=make))
    if check and names:
        from scheduler.endings import Ended

        raise Ended(_(NOT_AGREED, names=", ".join(names)))
    typer.echo("\n".join(names) or _("Models and migrations agree."))


@app.command()
def demo() -> None:
    """Load the whole demonstration: invented bases, organisations and stays. Run again, it adds nothing."""
    import asyncio

    from scheduler.standing import installed

    asyncio.run(_load_demonstration(installed()))
    typer.echo(_("The demonstration is loaded."))


app.command("import-sites")(base_import.import_sites)
app.command("create-admin")(upkeep.create_admin)
app.command("token")(upkeep.token)
app.command("take-online")(upkeep.take_online)
app.command("check")(upkeep.check)
app.command("rotate-keys")(upkeep.rotate_keys)
app.command("backup")(upkeep.backup)
app.command("restore")(upkeep.restore)


@app.command()
def version() -> None:
    """The version of the program."""
    from importlib.metadata import version as installed

    typer.echo(f"tongxin {installed('tongxin')}")


def _as_typed(words: "Sequence[str]") -> None:
    from scheduler.endings import ended_in_words

    with ended_in_words():
        app(words, prog_name="tongxin")


def _settings() -> "Settings":
    from sites.foundation.settings import load

    return load()


def _story(settings: "Settings") -> "Callable[[], Awaitable[object]]":
    from functools import partial

    from scheduler.archive import UPLOADS
    from scheduler.demo.story import play

    return partial(play, uploads=settings.data_dir / UPLOADS)


def _prepare(settings: "Settings") -> None:
    """Before the first page: tables, and the set of the demonstration. Its story comes with the worker."""
    import asyncio

    from scheduler.endings import ended_in_words

    with ended_in_words():
        asyncio.run(_make_ready(settings))


async def _make_ready(settings: "Settings") -> None:
    from scheduler import migration

    await migration.migrate(settings)
    if settings.demo:
        from scheduler.context import opened
        from scheduler.demo.load import set_up

        async with opened(settings):
            await set_up()


async def _load_demonstration(settings: "Settings") -> None:
    from scheduler.archive import UPLOADS
    from scheduler.backup import demand_no_worker
    from scheduler.demo.load import load
    from scheduler.standing import at_work

    async with at_work(settings):
        await demand_no_worker()
        await load(uploads=settings.data_dir / UPLOADS)
