"""What a backup consists of: one tar file with a manifest, a dump of the database, and every file that its rows name.

The manifest has a checksum of each file, and names the keys that it needs without containing them.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from shutil import copyfileobj

from scheduler.endings import Ended
from sites.foundation.language import N_, _
from sites.foundation.settings import Settings
from sites.listings.pictures import FOLDER as PICTURES

MANIFEST, DUMP, UPLOADS = "manifest.json", "database", "uploads"
# Of the data folder. A backup of before there were pictures has none of theirs.
FOLDERS = (UPLOADS, PICTURES)
NOT_OURS = N_("%(path)s is not a backup of Tongxin.")
CHANGED = N_("In the backup, %(names)s differ from their checksums.")


@dataclass(frozen=True)
class Manifest:
    """Whose backup it is. Keys are named, never contained: without them sealed fields stay closed.

    A field key stands as `name:mark`, because another key may have the same name; the index key as its mark.
    """

    made_at: str
    version: str
    database: str
    field_keys: tuple[str, ...]
    index_key: str
    sums: dict[str, str] = field(default_factory=dict)


def pack(path: Path, manifest: Manifest, *, dump: Path, data_dir: Path) -> int:
    """Write the archive under another name first, so that half a backup never looks like one; how many files."""
    kept = kept_files(data_dir)
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(path.name + ".half")
    half.touch(mode=0o600)
    with tarfile.open(half, "w:gz") as archive:
        files = {DUMP: dump, **{f"{file.parent.name}/{file.name}": file for file in kept}}
        whole = replace(manifest, sums={name: _sum_of(file) for name, file in files.items()})
        about = json.dumps(asdict(whole), indent=2).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(about)
        archive.addfile(entry, io.BytesIO(about))
        for name, file in files.items():
            archive.add(file, name)
    half.replace(path)
    return len(kept)


def kept_files(data_dir: Path) -> list[Path]:
    """The uploaded papers, and both sizes of each picture."""
    found = (file for name in FOLDERS for file in sorted((data_dir / name).glob("[!.]*")))
    return [file for file in found if file.is_file()]


def read_manifest(path: Path) -> Manifest:
    """Refused: whatever is no backup."""
    try:
        with tarfile.open(path) as archive:
            file = archive.extractfile(MANIFEST)
            values = json.load(file) if file else {}
        return Manifest(**{**values, "field_keys": tuple(values["field_keys"])})
    except (OSError, tarfile.TarError, KeyError, TypeError, ValueError) as fault:
        raise Ended(_(NOT_OURS, path=path)) from fault


def unpack(path: Path, folder: Path, manifest: Manifest) -> int:
    """Write dump and files into the folder; how many files. Entries of any other name stay where they are.

    Refused: a file that is missing or not what it was when the backup was made.
    """
    with tarfile.open(path) as archive:
        for entry, target in _known(archive, folder):
            target.parent.mkdir(parents=True, exist_ok=True)
            content = archive.extractfile(entry)
            if content:
                with target.open("wb") as file:
                    copyfileobj(content, file)
    wrong = [name for name, known in manifest.sums.items() if _sum_of(folder / name) != known]
    if wrong:
        raise Ended(_(CHANGED, names=", ".join(wrong[:5])))
    return len(kept_files(folder))


def _sum_of(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _known(archive: tarfile.TarFile, folder: Path) -> Iterator[tuple[tarfile.TarInfo, Path]]:
    for entry in archive:
        parts = PurePosixPath(entry.name).parts
        is_kept = len(parts) == 2 and parts[0] in FOLDERS and not parts[1].startswith(".")
        if entry.isfile() and (entry.name == DUMP or is_kept):
            yield entry, folder.joinpath(*parts)


def mark_of(key: bytes) -> str:
    """Enough of a hash to tell one key from another, and nothing that helps to guess it."""
    return hashlib.sha256(b"mark|" + key).hexdigest()[:8]


def kind_of(settings: Settings) -> str:
    return "sqlite" if settings.database.startswith("sqlite") else "postgres"
