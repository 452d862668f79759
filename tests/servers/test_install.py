"""What is missing is installed where that is allowed, and named where it is not."""

import subprocess
from pathlib import Path

import pytest

from tests.servers import install
from tests.servers.machine import Need


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> Need:
    need = Need("Gopher", ("gopherd", "gopher-fonts"), "burrows", lambda: None)
    monkeypatch.setattr(install, "NEEDS", (need,))
    return need


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("1", 1)])
def test_without_the_right_to_install_it_says_what_does_not_run(
    missing: Need,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    ci: str,
    code: int,
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(install, "_apt_get", lambda: None)

    assert install.main() == code

    told = capsys.readouterr().out
    assert "Missing: Gopher. Not run without it: burrows." in told
    assert "apt-get install --no-install-recommends gopherd gopher-fonts" in told


def test_stale_package_lists_are_renewed_once(
    missing: Need, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def refused(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, returncode=100)

    monkeypatch.setattr(install, "_apt_get", lambda: ["apt-get"])
    monkeypatch.setattr(subprocess, "run", refused)

    install.main()

    assert [command[1] for command in asked] == ["install", "update", "install"]


def test_a_whole_machine_needs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    there = Need("Gopher", ("gopherd",), "burrows", lambda: Path("/usr/bin/gopher"))
    monkeypatch.setattr(install, "NEEDS", (there,))
    monkeypatch.setattr(install, "_apt_get", lambda: pytest.fail("nothing is to be installed"))

    assert install.main() == 0
