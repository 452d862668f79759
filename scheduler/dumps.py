"""A database as one file and back: SQLite's own VACUUM INTO, PostgreSQL's own pg_dump, pg_restore and psql."""

import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit

from scheduler.archive import kind_of
from scheduler.emptying import EMPTY
from scheduler.endings import Ended
from sites.foundation.language import N_, _
from sites.foundation.settings import Settings

NO_PROGRAM = N_("%(program)s is not on this machine. Install PostgreSQL's client programs.")
PROGRAM_FAILED = N_("%(program)s ended with an error: %(said)s")
DAMAGED = N_("The database in the file is damaged: %(said)s")


def dump(settings: Settings, target: Path) -> None:
    """A consistent copy while everything runs. Checked before it counts."""
    if kind_of(settings) == "postgres":
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={target}", settings=settings)
        return
    with closing(sqlite3.connect(path_of(settings))) as source:
        source.execute("VACUUM INTO ?", [str(target)])
    demand_sound(target)


def restore(settings: Settings, source: Path) -> None:
    """Put the copy in the place of the database of these settings."""
    if kind_of(settings) == "postgres":
        _replace(source, settings=settings)
        return
    demand_sound(source)
    target = path_of(settings)
    target.parent.mkdir(parents=True, exist_ok=True)
    # The journal of the database that is replaced must not be played into the one that comes.
    for ending in ("-wal", "-shm"):
        Path(f"{target}{ending}").unlink(missing_ok=True)
    arriving = target.with_name(target.name + ".arriving")
    shutil.copy(source, arriving)
    arriving.replace(target)


def _replace(source: Path, *, settings: Settings) -> None:
    """Empty the database and fill it from the copy, both or neither: pg_restore drops only what it brings."""
    emptying, script = source.with_name("emptying.sql"), source.with_name("restoring.sql")
    emptying.write_text(EMPTY, encoding="utf-8")
    # Only an extension's owner may say again what it is for; our tables have no comments.
    written = ("--no-owner", "--no-comments", f"--file={script}")
    _run("pg_restore", *written, str(source), settings=settings)
    options = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
    files = (f"--file={emptying}", f"--file={script}")
    _run("psql", *options, "--output=/dev/null", *files, settings=settings)
    script.unlink()


def demand_sound(path: Path) -> None:
    """Refused: a SQLite file that fails its own integrity or foreign key check."""
    try:
        with closing(sqlite3.connect(path)) as copy:
            said = [row[0] for row in copy.execute("PRAGMA integrity_check")]
            orphans = copy.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as fault:
        raise Ended(_(DAMAGED, said=type(fault).__name__)) from fault
    if said != ["ok"] or orphans:
        raise Ended(_(DAMAGED, said=said[0] if said != ["ok"] else f"{len(orphans)} orphans"))


def _run(program: str, *options: str, settings: Settings) -> None:
    # The password goes by the environment: command lines can be read by every user of the machine.
    parts = urlsplit(settings.database)
    given = {"PGHOST": parts.hostname, "PGPORT": str(parts.port or 5432), "PGUSER": parts.username,
             "PGPASSWORD": parts.password, "PGDATABASE": parts.path.lstrip("/")}  # fmt: skip
    environment = {**os.environ, **{name: unquote(value) for name, value in given.items() if value}}
    done = subprocess.run(  # noqa: S603 - a fixed program with our own options
        [_program(program), *options], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = reason_in(done.stderr) or str(done.returncode)
        raise Ended(_(PROGRAM_FAILED, program=program, said=said))


def reason_in(stderr: str) -> str:
    """The first line that names an error, without its place in the script; else the last line."""
    lines = stderr.strip().splitlines() or [""]
    found = (re.match(r".*\b(?:ERROR|FATAL|error):\s*(.+)", line) for line in lines)
    return next((match[1] for match in found if match), lines[-1])


def _program(name: str) -> str:
    """The newest of the machine: an older pg_dump refuses a newer server."""
    debian = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = max(debian, key=lambda path: int(path.parts[-3]), default=None)
    found = str(newest) if newest else shutil.which(name)
    if not found:
        raise Ended(_(NO_PROGRAM, program=name))
    return found


def path_of(settings: Settings) -> Path:
    return Path(settings.database.removeprefix("sqlite://"))
