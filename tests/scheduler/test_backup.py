"""A backup is whole, needs its keys, and goes over nothing by accident."""

import base64
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from booking import TABLES
from booking.stays.models import Paper, Stay
from scheduler.topics import WORK, topics_of
from sites.foundation import clock, health, outbox
from sites.foundation import database as db
from sites.foundation.database import change, transaction
from sites.foundation.outbox import OutboxRow
from tests.clients import test_settings
from tests.databases import settings_environment
from tests.factories.stays import held
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


def test_another_key_of_the_same_name_is_a_missing_key(
    house: dict[str, str], tmp_path: Path
) -> None:
    tongxin("backup", "kept.tar.gz", folder=tmp_path, **house)
    namesake = "k1:" + base64.urlsafe_b64encode(b"1" * 32).decode()
    for command in (("restore",), ("backup", "verify")):
        done = tongxin(
            *command, "kept.tar.gz", folder=tmp_path, **{**house, "FIELD_KEYS": namesake}
        )
        assert done.returncode == 1
        assert "FIELD_KEYS k1:" in done.stderr
        assert "INDEX_KEY" not in done.stderr


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


def test_a_verified_backup_is_put_back_elsewhere_and_recounted(
    house: dict[str, str], tmp_path: Path
) -> None:
    tongxin("backup", "kept.tar.gz", folder=tmp_path, **house)
    before = sorted(str(path) for path in tmp_path.rglob("*"))
    done = tongxin("backup", "verify", "kept.tar.gz", folder=tmp_path, **house)

    assert done.returncode == 0, done.stderr
    assert done.stdout.count("✓") == 3
    assert sorted(str(path) for path in tmp_path.rglob("*")) == before


@pytest.mark.breaks_invariants("open_holds_equal_their_stays")
async def test_a_backup_with_a_breach_does_not_verify(database: str, tmp_path: Path) -> None:
    """A counter that no hold explains, and a paper that its row names and nobody has."""
    story = await held()
    await change("UPDATE organisations SET open_holds = 4")
    stay = await Stay.get(public_id=story.id)
    await Paper.create(
        public_id="p" * 32, stay_id=stay.id, kind="other", shown_name="a.pdf", stored_name="gone",
        media_type="application/pdf", size=1, by_user_id=1, by_organisation_id=1, added_at=clock.now(),
    )  # fmt: skip
    environment = settings_environment(database, tmp_path)
    tongxin_process("backup", "kept.tar.gz", folder=tmp_path, **environment)
    done = tongxin_process("backup", "verify", "kept.tar.gz", folder=tmp_path, **environment)

    assert done.returncode == 2
    assert "gone" in done.stderr
    assert "4" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_changed_paper_is_refused(tmp_path: Path) -> None:
    tongxin("migrate", folder=tmp_path)
    (tmp_path / "uploads").mkdir()
    (tmp_path / "uploads" / "paper").write_bytes(b"%PDF-1.4 one")
    tongxin("backup", "kept.tar.gz", folder=tmp_path)
    repacked(tmp_path / "kept.tar.gz", {"uploads/paper": b"%PDF-1.4 two"})
    for command in (("backup", "verify", "kept.tar.gz"), ("restore", "kept.tar.gz", "--force", "tongxin.db")):  # fmt: skip
        done = tongxin(*command, folder=tmp_path)
        assert done.returncode == 1
        assert "uploads/paper" in done.stderr


def test_no_key_is_in_a_backup(house: dict[str, str], tmp_path: Path) -> None:
    tongxin("backup", "kept.tar", folder=tmp_path, **house)
    with tarfile.open(tmp_path / "kept.tar") as archive:
        inside = b"".join(
            file.read() for entry in archive if (file := archive.extractfile(entry)) is not None
        )
    for name in ("SECRET_KEY", "INDEX_KEY"):
        assert house[name].encode() not in inside
    assert house["FIELD_KEYS"].partition(":")[2].encode() not in inside


async def test_what_waited_to_be_sent_is_not_sent_again_and_work_is_still_done(
    database: str, tmp_path: Path
) -> None:
    @transaction
    async def post(topic: str) -> None:
        await outbox.post(topic, {"letter_id": 1})

    for topic in ("mail.send", "stay.moved", "webhook.send", "stay.submitted"):
        await post(topic)
    environment = settings_environment(database, tmp_path)
    tongxin_process("backup", "kept.tar.gz", folder=tmp_path, **environment)
    name = database.rpartition("/")[2]
    done = tongxin_process(
        "restore", "kept.tar.gz", "--force", name, folder=tmp_path, **environment
    )

    assert done.returncode == 0, done.stderr
    await db.disconnect()
    await db.connect(database, TABLES)
    waiting = await OutboxRow.filter(done_at=None).values_list("topic", flat=True)
    assert waiting == ["stay.submitted"]
    assert set(topics_of(test_settings(tmp_path))) >= WORK


def repacked(path: Path, changed: dict[str, bytes]) -> None:
    folder = path.parent / "opened"
    with tarfile.open(path) as archive:
        archive.extractall(folder, filter="data")
    for name, content in changed.items():
        (folder / name).write_bytes(content)
    with tarfile.open(path, "w:gz") as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.add(file, str(file.relative_to(folder)))


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
