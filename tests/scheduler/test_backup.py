"""A backup is whole, needs its keys, and goes over nothing by accident."""

import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from sites.foundation import clock, health
from tests.databases import settings_environment
from tests.scheduler.commands import tongxin, tongxin_process

NewHouse = Callable[[str], tuple[Path, dict[str, str]]]


@pytest.fixture(params=["sqlite", "postgres"])
def house(
    request: pytest.FixtureRequest, fresh_database: Callable[[str], str], tmp_path: Path
) -> dict[str, str]:
    """The environment of an installation with one administrator and one uploaded paper."""
    environment = settings_environment(fresh_database(request.param), tmp_path)
    tongxin(
        "create-admin", "--name", "李", "--email", "li@example.cn", folder=tmp_path, **environment
    )
    (tmp_path / "uploads").mkdir()
    (tmp_path / "uploads" / "paper.pdf").write_bytes(b"%PDF-1.4")
    return environment


def test_what_was_backed_up_comes_back(house: dict[str, str], tmp_path: Path) -> None:
    made = tongxin("backup", "kept.tar.gz", folder=tmp_path, **house)
    assert made.returncode == 0, made.stderr
    assert "FIELD_KEYS k1" in made.stdout
    tongxin("create-admin", "--name", "王", "--email", "wang@example.cn", folder=tmp_path, **house)
    (tmp_path / "uploads" / "paper.pdf").unlink()
    name = house["DATABASE_URL"].rpartition("/")[2]
    done = tongxin("restore", "kept.tar.gz", "--force", name, folder=tmp_path, **house)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "uploads" / "paper.pdf").read_bytes() == b"%PDF-1.4"
    tokens = {who: tongxin("token", "--email", f"{who}@example.cn", folder=tmp_path, **house).returncode
              for who in ("li", "wang")}  # fmt: skip
    assert tokens == {"li": 0, "wang": 1}
    assert tongxin("check", folder=tmp_path, **house).returncode == 0


def test_a_living_database_is_not_replaced_without_its_name(
    house: dict[str, str], tmp_path: Path
) -> None:
    tongxin("backup", "kept.tar.gz", folder=tmp_path, **house)
    for force in ((), ("--force", "yes")):
        done = tongxin("restore", "kept.tar.gz", *force, folder=tmp_path, **house)
        assert done.returncode == 1
        assert "--force" in done.stderr


def test_keys_that_are_missing_are_named(house: dict[str, str], tmp_path: Path) -> None:
    tongxin("backup", "kept.tar.gz", folder=tmp_path, **house)
    others = {
        **house,
        "INDEX_KEY": "another index key",
        "FIELD_KEYS": house["FIELD_KEYS"].replace("k1:", "k2:"),
    }
    done = tongxin("restore", "kept.tar.gz", folder=tmp_path, **others)

    assert done.returncode == 1
    assert "FIELD_KEYS k1" in done.stderr
    assert "INDEX_KEY" in done.stderr


async def test_a_database_with_a_worker_at_work_is_left_alone(
    database: str, tmp_path: Path
) -> None:
    environment = settings_environment(database, tmp_path)
    tongxin_process("backup", "kept.tar.gz", folder=tmp_path, **environment)
    await health.beat("worker")
    name = database.rpartition("/")[2]
    done = tongxin_process(
        "restore", "kept.tar.gz", "--force", name, folder=tmp_path, **environment
    )

    assert done.returncode == 1
    assert "worker" in done.stderr
    assert (await health.heartbeats())[0].at <= clock.now()


def test_a_damaged_copy_is_refused(tmp_path: Path) -> None:
    tongxin("migrate", folder=tmp_path)
    tongxin("backup", "kept.tar.gz", folder=tmp_path)
    _damage(tmp_path / "kept.tar.gz", tmp_path / "damaged.tar.gz")
    (tmp_path / "tongxin.db").unlink()
    done = tongxin("restore", "damaged.tar.gz", folder=tmp_path)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "tongxin.db").exists()


def _damage(source: Path, target: Path) -> None:
    folder = source.parent / "opened"
    with tarfile.open(source) as archive:
        archive.extractall(folder, filter="data")
    dump = folder / "database"
    with dump.open("r+b") as file:
        file.seek(dump.stat().st_size // 2)
        file.write(b"\xff" * 40_000)
    with tarfile.open(target, "w:gz") as archive:
        archive.add(folder / "manifest.json", "manifest.json")
        archive.add(dump, "database")


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kept.tar.gz").write_bytes(b"hello")
    done = tongxin("restore", "kept.tar.gz", folder=tmp_path)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_entries_that_would_leave_the_folder_stay_in_the_archive(tmp_path: Path) -> None:
    tongxin("migrate", folder=tmp_path)
    tongxin("backup", "kept.tar", folder=tmp_path)
    folder = tmp_path / "opened"
    with tarfile.open(tmp_path / "kept.tar") as archive:
        archive.extractall(folder, filter="data")
    (folder / "evil").write_text("evil")
    with tarfile.open(tmp_path / "evil.tar", "w") as archive:
        archive.add(folder / "manifest.json", "manifest.json")
        archive.add(folder / "database", "database")
        for name in ("uploads/../../evil", "/tmp/evil-of-tongxin", "uploads/a/b", "uploads/.env"):
            archive.add(folder / "evil", name)
    (tmp_path / "tongxin.db").unlink()
    done = tongxin("restore", "evil.tar", folder=tmp_path)

    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "uploads").iterdir()) == []
    assert not (tmp_path.parent / "evil").exists()
    with closing(sqlite3.connect(tmp_path / "tongxin.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
