"""`python -m tests.servers.install`: installs what the tests need, or says what is missing and why.

Debian's packages only, and only as root or with a sudo that asks no password. Ends with 1 in CI
when something is still missing; elsewhere the tests that need it are skipped by name.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from tests.servers.machine import NEEDS, Need, in_ci


def main() -> int:
    missing = _missing()
    if not missing:
        return 0
    command = _apt_get()
    if command:
        _install(command, packages=[name for need in missing for name in need.packages])
        missing = _missing()
    for need in missing:
        print(f"Missing: {need.name}. Not run without it: {need.tests}.")
    if missing:
        names = " ".join(name for need in missing for name in need.packages)
        print(f"Install by hand: apt-get install --no-install-recommends {names}")
    return 1 if missing and in_ci() else 0


def _missing() -> list[Need]:
    return [need for need in NEEDS if need.find() is None]


def _apt_get() -> list[str] | None:
    """The command with the right to install, or None where there is none."""
    # Without a run level the packages do not start system-wide servers: tests start their own.
    settings = ["env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1", "apt-get", "-q", "-y"]
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return settings
    return ["sudo", "-n", *settings] if _sudo_asks_nothing() else None


def _sudo_asks_nothing() -> bool:
    if not shutil.which("sudo"):
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0


def _install(apt_get: Sequence[str], *, packages: Sequence[str]) -> None:
    print(f"Installing for the tests: {' '.join(packages)}", flush=True)
    install = [*apt_get, "install", "--no-install-recommends", *packages]
    if subprocess.run(install, check=False).returncode != 0:
        # A fresh image has no package lists, an old one has stale ones.
        subprocess.run([*apt_get, "update"], check=False)
        subprocess.run(install, check=False)


if __name__ == "__main__":
    sys.exit(main())
