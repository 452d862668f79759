"""A picture that was sent is in the backup in both its sizes, and a backup that lacks one of them does not verify."""

import tarfile
from pathlib import Path

import pytest

from booking import TABLES
from sites.foundation import database as db
from sites.listings.pictures import SIZES
from tests.booking.web.operator.test_pictures import send
from tests.clients import Client
from tests.databases import settings_environment
from tests.factories.people import sign_in_as
from tests.factories.places import make_place
from tests.scheduler.commands import tongxin_process
from tests.scheduler.test_backup import repacked
from tests.sites.listings.test_pictures import photograph


@pytest.fixture
async def kept(database: str, client: Client, tmp_path: Path) -> dict[str, bytes]:
    """A picture sent through its page, then a backup in kept.tar.gz; the files of the picture by their names."""
    place = await make_place()
    await sign_in_as(client, place.operator.sales)
    answer = await send(client, f"/en/operator/site/{place.code}/pictures", photograph())
    assert answer.status_code == 303
    made = _tongxin("backup", "kept.tar.gz", folder=tmp_path, database=database)
    assert made.stdout.splitlines()[0].endswith(": 2")
    files = {file.name: file.read_bytes() for file in (tmp_path / "pictures").iterdir()}
    assert {name.rpartition(".")[2] for name in files} == set(SIZES)
    return files


def _tongxin(*words: str, folder: Path, database: str):
    done = tongxin_process(*words, folder=folder, **settings_environment(database, folder))
    assert "Traceback" not in done.stderr
    return done


async def test_a_picture_comes_back_byte_for_byte(
    database: str, kept: dict[str, bytes], tmp_path: Path
) -> None:
    verified = _tongxin("backup", "verify", "kept.tar.gz", folder=tmp_path, database=database)
    assert (verified.returncode, verified.stderr) == (0, "")
    for name in kept:
        (tmp_path / "pictures" / name).unlink()
    name = database.rpartition("/")[2]
    await db.disconnect()
    words = ("restore", "kept.tar.gz", "--force", name)
    assert _tongxin(*words, folder=tmp_path, database=database).returncode == 0
    await db.connect(database, TABLES)

    assert {file.name: file.read_bytes() for file in (tmp_path / "pictures").iterdir()} == kept


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_picture_that_lacks_a_size_does_not_verify(
    database: str, kept: dict[str, bytes], tmp_path: Path, size: str
) -> None:
    (lost,) = (name for name in kept if name.endswith(size))
    (tmp_path / "pictures" / lost).unlink()
    _tongxin("backup", "later.tar.gz", folder=tmp_path, database=database)
    done = _tongxin("backup", "verify", "later.tar.gz", folder=tmp_path, database=database)

    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"pictures names a file that the backup lacks: pictures/{lost}"
    ]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_picture_that_was_changed_is_refused(
    database: str, kept: dict[str, bytes], tmp_path: Path
) -> None:
    changed = next(iter(kept))
    repacked(tmp_path / "kept.tar.gz", {f"pictures/{changed}": b"another"})
    done = _tongxin("backup", "verify", "kept.tar.gz", folder=tmp_path, database=database)

    assert done.returncode == 1
    assert f"pictures/{changed}" in done.stderr


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_backup_of_before_there_were_pictures_is_restored(
    database: str, tmp_path: Path
) -> None:
    _tongxin("backup", "old.tar.gz", folder=tmp_path, database=database)
    with tarfile.open(tmp_path / "old.tar.gz") as archive:
        assert not [name for name in archive.getnames() if name.startswith("pictures")]
    await db.disconnect()
    for words in (("backup", "verify", "old.tar.gz"), ("restore", "old.tar.gz", "--force", "tongxin.db")):  # fmt: skip
        assert _tongxin(*words, folder=tmp_path, database=database).returncode == 0
    await db.connect(database, TABLES)
    assert list((tmp_path / "pictures").iterdir()) == []
