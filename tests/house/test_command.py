"""deploy/tongxin: a command on a server with units finds their settings and secrets, and leaves nothing of them behind."""

import base64
import os
import pwd
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.servers.compose import DEPLOY

SECRETS = {
    "secret_key": "s" * 64,
    "field_keys": "k1:" + base64.urlsafe_b64encode(b"0" * 32).decode(),
    "index_key": "index key of the tests",
}
PROGRAM = Path(sys.executable).with_name("tongxin")


@dataclass(frozen=True)
class Machine:
    """The command with its fixed places in a folder, and this user instead of its own."""

    folder: Path

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = self.folder / "bin" / "tongxin"
        return subprocess.run(
            [str(command), *words], cwd=self.folder / "elsewhere", capture_output=True, text=True,
            env={"PATH": os.environ["PATH"], **environment}, check=False,
        )  # fmt: skip

    def put(self, program: str) -> None:
        path = self.folder / "opt" / "program"
        path.write_text(program, encoding="utf-8")
        path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    for name in ("bin", "opt", "run", "lib", "elsewhere", "etc/secrets"):
        (tmp_path / name).mkdir(parents=True)
    for name, secret in SECRETS.items():
        (tmp_path / "etc/secrets" / name).write_text(secret, encoding="utf-8")
    (tmp_path / "etc/secrets/database_url").write_text(f"sqlite://{tmp_path}/lib/own.db")
    (tmp_path / "etc/settings").write_text("BASE_URL=https://retreats.example.cn\n")
    command = tmp_path / "bin" / "tongxin"
    command.write_text(_here(tmp_path), encoding="utf-8")
    command.chmod(0o755)
    made = Machine(tmp_path)
    made.put(f'#!/bin/sh\nexec {PROGRAM} "$@"\n')
    return made


def _here(folder: Path) -> str:
    text, who = (DEPLOY / "tongxin").read_text(encoding="utf-8"), pwd.getpwuid(os.getuid()).pw_name
    text = text.replace("/opt/tongxin/.venv/bin/tongxin", f"{folder}/opt/program")
    text = text.replace("cd /opt/tongxin", f"cd {folder}/opt")
    for place, here in (("/etc/tongxin", "etc"), ("/run/", "run/"), ("/var/lib/tongxin", "lib")):
        text = text.replace(place, f"{folder}/{here}")
    text = re.sub(r"(-o|chown|-u) tongxin\b", rf"\1 {who}", text)
    if os.getuid():  # only root becomes another
        text = text.replace(f"runuser -u {who} --", "").replace("= 0 ]", f"= {os.getuid()} ]")
    return text


def test_a_command_finds_the_database_and_the_keys_of_the_units(machine: Machine) -> None:
    assert machine.run("migrate").returncode == 0
    assert (machine.folder / "lib" / "own.db").is_file()
    admin = machine.run("create-admin", "--name", "李", "--email", "li@example.cn")
    assert (admin.returncode, admin.stderr) == (0, "")
    assert "https://retreats.example.cn/reset/" in admin.stdout
    kept = machine.run("backup", f"{machine.folder}/lib/kept.tar.gz")
    assert (kept.returncode, kept.stderr) == (0, "")
    assert machine.run("backup", "verify", f"{machine.folder}/lib/kept.tar.gz").returncode == 0
    assert [one.name for one in (machine.folder / "lib").iterdir() if one.name == "keys"] == []
    assert list((machine.folder / "elsewhere").iterdir()) == []
    assert list((machine.folder / "run").iterdir()) == []


def test_the_nightly_unit_keeps_a_verified_backup_for_the_day_of_the_week(machine: Machine) -> None:
    """Its first line as systemd hands it to the shell: `$$` is a dollar there, `%%` a percent sign."""
    unit = (DEPLOY / "tongxin-nightly.service").read_text(encoding="utf-8")
    (line,) = re.findall(r"^ExecStart=/bin/sh -euc '(.+)'$", unit, re.MULTILINE)
    assert not re.search(r"(?<!\$)\$(?!\$)|(?<!%)%(?!%)", line.replace("$$", "").replace("%%", ""))
    shell = line.replace("$$", "$").replace("%%", "%").replace("/opt/tongxin/.venv/bin/", f"{machine.folder}/bin/")  # fmt: skip
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": f"{machine.folder}/lib"}
    nothing = subprocess.run(["/bin/sh", "-euc", shell], env=environment, capture_output=True, check=False)  # fmt: skip
    assert nothing.returncode == 69
    machine.run("migrate")
    done = subprocess.run(["/bin/sh", "-euc", shell], env=environment, capture_output=True, text=True, check=False)  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("✓") == 3
    (kept,) = (machine.folder / "lib" / "backups").iterdir()
    assert re.fullmatch(r"tongxin-[1-7]\.tar\.gz", kept.name)


def test_the_programs_end_is_the_commands_end_and_its_secrets_are_gone(machine: Machine) -> None:
    machine.put(
        '#!/bin/sh\nstat -c \'%a %U\' "$SECRET_KEY_FILE" "${SECRET_KEY_FILE%/*}"; exit 42\n'
    )
    done = machine.run("check")

    assert done.returncode == 42
    who = pwd.getpwuid(os.getuid()).pw_name
    assert done.stdout.splitlines() == [f"400 {who}", f"700 {who}"]
    assert list((machine.folder / "run").iterdir()) == []


def test_settings_are_read_as_systemd_reads_them(machine: Machine) -> None:
    (machine.folder / "etc/settings").write_text(
        "# a remark\n\nALLOWED_HOSTS=a.cn, b.cn\nSMTP_URL=smtp://u:$HOME;`id`@m\nLOG_LEVEL=\"INFO\"\nSMS_URL='x y'",
        encoding="utf-8",
    )
    machine.put(
        '#!/bin/sh\nprintf "%s\\n" "$ALLOWED_HOSTS" "$SMTP_URL" "$LOG_LEVEL" "$SMS_URL" "$@"\n'
    )

    said = machine.run("one", "two  three").stdout.splitlines()
    assert said == ["a.cn, b.cn", "smtp://u:$HOME;`id`@m", "INFO", "x y", "one", "two  three"]


def test_whoever_is_not_root_is_told_so(machine: Machine) -> None:
    command = machine.folder / "bin" / "tongxin"
    command.write_text(command.read_text().replace(f"= {os.getuid()} ]", f"= {os.getuid() + 1} ]"))
    done = machine.run("check")

    assert done.returncode == 77
    assert "as root" in done.stderr
