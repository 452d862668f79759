"""What the tests need from the machine beside Python, where it is, and what does not run without it."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest


@dataclass(frozen=True)
class Need:
    """A program or font: its Debian packages and the tests that wait for it."""

    name: str
    packages: tuple[str, ...]
    tests: str
    find: Callable[[], Path | None]

    def path(self) -> Path:
        """Where it is; without it the test is skipped by name, and in CI it fails."""
        found = self.find()
        return found or _missing(self)


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


def _missing(need: Need) -> NoReturn:
    reason = (
        f"{need.name} is not on this machine (Debian: apt-get install {' '.join(need.packages)})"
    )
    if in_ci():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def _postgres_programs() -> Path | None:
    """The newest server's folder: Debian keeps initdb and postgres out of PATH."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(debian, key=lambda path: int(path.parts[-3]), default=None)
    if newest:
        return newest.parent
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


def _redis_server() -> Path | None:
    return _first_of("redis-server", "valkey-server")


def _chromium() -> Path | None:
    return _first_of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def _first_of(*names: str) -> Path | None:
    return next((Path(found) for name in names if (found := shutil.which(name))), None)


def _nginx() -> Path | None:
    # Debian keeps it out of an ordinary user's PATH.
    found = _first_of("nginx") or Path("/usr/sbin/nginx")
    return found if found.exists() else None


def _chinese_font() -> Path | None:
    """A font with the rare characters too (姓名里的生僻字), not just any that claims zh."""
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
    families = ("NotoSansCJK*", "NotoSerifCJK*", "SourceHanSans*")
    found = (font for folder in folders for family in families for font in folder.rglob(family))
    return next(found, None) or _font_that_fontconfig_knows()


def _font_that_fontconfig_knows() -> Path | None:
    if not shutil.which("fc-list"):
        return None
    query = ["fc-list", "--format=%{file}\n", ":lang=zh-cn:family=Noto Sans CJK SC"]
    listed = subprocess.run(query, capture_output=True, text=True, check=False).stdout.split("\n")
    return Path(listed[0]) if listed[0] else None


POSTGRES = Need("PostgreSQL", ("postgresql",), "every test on PostgreSQL", _postgres_programs)
REDIS = Need("Redis", ("redis-server",), "arq, rate limits on Redis, chaos", _redis_server)
CHROMIUM = Need("Chromium", ("chromium",), "journeys, accessibility, screenshots", _chromium)
CHINESE = Need("a Chinese font", ("fonts-noto-cjk",), "screenshots, papers", _chinese_font)
NGINX = Need("nginx", ("nginx-light",), "the deployment's rolling restart", _nginx)
NEEDS = (POSTGRES, REDIS, CHROMIUM, CHINESE, NGINX)
