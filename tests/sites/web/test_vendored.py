"""Vendored files are those that docs/vendored.md names, byte for byte, and the page that loads them needs no other host."""

import hashlib
import re
from pathlib import Path

from sites.foundation.rendering import STATIC, TEMPLATES

ROOT = Path(__file__).parents[3]
# Ours, over the vendored sheet; and the licences that come with it.
BESIDE = {"house.css", "LICENSE", "NOTICE", "OFL.txt", "swagger-ui-bundle.js.LICENSE.txt"}


def test_every_vendored_file_has_its_hash_on_record() -> None:
    rows = re.findall(
        r"^\| (templates/\S+) \|.*\| ([0-9a-f]{64}) \|$",
        (ROOT / "docs/vendored.md").read_text(),
        re.MULTILINE,
    )
    folders = (STATIC / "vendor", TEMPLATES / "fonts")
    files = {file for folder in folders for file in folder.rglob("*") if file.is_file()}

    assert {ROOT / name for name, _hash in rows} == {f for f in files if f.name not in BESIDE}
    for name, wanted in rows:
        assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == wanted, name
