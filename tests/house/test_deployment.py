"""The deployment's files name what is there: commands, settings, secrets, images pinned, nothing secret inside."""

import re
import subprocess
import sys
from ipaddress import ip_address, ip_network

import pytest

from scheduler.cli import app
from sites.foundation.settings import Settings
from tests.servers.compose import DEPLOY, address_of, composed, services

UNITS = ("tongxin-web", "tongxin-worker", "tongxin-nightly")
COMMANDS = {one.name or one.callback.__name__ for one in app.registered_commands if one.callback}


def test_each_service_of_the_program_runs_a_command_that_there_is() -> None:
    assert {service.words[0] for service in services()} == {"migrate", "serve", "worker"}
    assert {service.words[0] for service in services()} <= COMMANDS


def test_two_webs_and_two_workers_stand_behind_the_proxy() -> None:
    copies = {word: sum(s.copies for s in services() if s.words[0] == word) for word in ("serve", "worker")}  # fmt: skip
    names = {service.name for service in services() if service.words[0] == "serve"}

    assert copies == {"serve": 2, "worker": 2}
    assert set(composed()["services"]["proxy"]["depends_on"]) == names


def test_the_proxy_asks_each_web_where_it_stays_after_it_was_made_anew() -> None:
    """nginx asks for names at its start alone: a web under a name, and another address by now, would be lost to it."""
    text = (DEPLOY / "nginx-compose.conf").read_text(encoding="utf-8")
    asked = re.findall(r"^\s+server (\S+):8000", text, re.MULTILINE)

    assert sorted(asked) == sorted(one.address for one in services() if one.words[0] == "serve")


def _taken(pool: dict[str, str]) -> list[str]:
    """Fixed addresses that are no free ones of the network, or that Docker would give to another before."""
    subnet, given_away = (
        ip_network(pool.get(name, pool["subnet"])) for name in ("subnet", "ip_range")
    )
    fixed = [at for one in composed()["services"].values() if (at := address_of(one))]
    used = {str(subnet[0]), str(subnet[-1]), pool.get("gateway", str(subnet[1]))}
    bad = [at for at in fixed if ip_address(at) not in subnet or ip_address(at) in given_away]
    return bad + [at for at in fixed if at in used or fixed.count(at) > 1]


def test_fixed_addresses_are_none_that_docker_gives_away() -> None:
    (pool,) = composed()["networks"]["inside"]["ipam"]["config"]
    assert _taken(pool) == []
    without = {name: value for name, value in pool.items() if name != "ip_range"}
    assert len(_taken(without)) == 3


def test_settings_of_the_file_are_settings_of_the_program() -> None:
    known = {name.upper() for name in Settings.model_fields}
    for name, service in composed()["services"].items():
        if service["image"] == "tongxin":
            given = {key.removesuffix("_FILE") for key in service["environment"]}
            assert given <= known, name


def test_secrets_are_files_and_each_is_declared() -> None:
    file = composed()
    for service in file["services"].values():
        assert set(service.get("secrets", ())) <= file["secrets"].keys()
        for key, value in service.get("environment", {}).items():
            assert key.endswith("_FILE") or not re.search("KEY|PASSWORD|SECRET", key), value


def test_the_proxy_alone_can_be_reached_and_is_the_one_that_is_trusted() -> None:
    services_ = composed()["services"]
    trusted = services_["web"]["environment"]["TRUSTED_PROXIES"]

    assert [name for name, one in services_.items() if "ports" in one] == ["proxy"]
    assert services_["proxy"]["networks"]["inside"]["ipv4_address"] == trusted


def test_no_image_is_taken_as_it_happens_to_be() -> None:
    images = {one["image"] for one in composed()["services"].values()} - {"tongxin"}
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    images |= {line.split()[1] for line in lines if line.startswith("FROM")}

    assert all(re.search(r":\d", image) for image in images), images


@pytest.mark.parametrize("unit", UNITS)
def test_units_run_commands_that_there_are(unit: str) -> None:
    text = (DEPLOY / f"{unit}.service").read_text()
    lines = re.findall(r"^ExecStart(?:Pre)?=.*$", text, re.MULTILINE)
    words = re.findall(r"/opt/tongxin/.venv/bin/tongxin (\w+)", "\n".join(lines))

    assert len(words) >= len(lines) > 0
    assert set(words) <= COMMANDS


def test_units_and_command_have_the_same_settings_secrets_and_user() -> None:
    units = [(DEPLOY / f"{unit}.service").read_text() for unit in UNITS]
    known = re.compile(r"^(?:User|WorkingDirectory|EnvironmentFile|LoadCredential|Environment)=.*$", re.MULTILINE)  # fmt: skip
    (lines,) = {tuple(known.findall(unit)) for unit in units}
    said = dict(line.split("=", 1) for line in lines)
    secrets = [line.partition(":")[2] for line in lines if line.startswith("LoadCredential")]
    command = (DEPLOY / "tongxin").read_text(encoding="utf-8")
    (named,) = re.findall(r"^for name in (.+); do$", command, re.MULTILINE)

    assert [f"/etc/tongxin/secrets/{name}" for name in named.split()] == secrets
    assert f"< {said['EnvironmentFile']}\n" in command
    assert f"\ncd {said['WorkingDirectory']}\nrunuser -u {said['User']} --" in command
    assert "Environment=DATA_DIR=/var/lib/tongxin" in lines
    assert "export DATA_DIR=/var/lib/tongxin\n" in command


def test_the_timer_starts_a_unit_that_backs_up_verifies_and_recounts() -> None:
    text = (DEPLOY / "tongxin-nightly.service").read_text(encoding="utf-8")
    assert re.findall(r"bin/tongxin (\w+(?: verify)?)", text) == [
        "backup",
        "backup verify",
        "check",
    ]
    assert (DEPLOY / "tongxin-nightly.timer").is_file()


@pytest.mark.parametrize("document", ["deploy/README.md", "docs/operations.md"])
def test_no_document_runs_the_program_without_its_settings(document: str) -> None:
    text = (DEPLOY.parent / document).read_text(encoding="utf-8")
    assert re.findall(r"\.venv/bin/tongxin\s+\w+", text) == []
    assert re.findall(r"run --rm (?:-T )?(\S+)", text)
    assert set(re.findall(r"run --rm (?:-T )?(\S+)", text)) <= {"tongxin", 'tongxin"'}


@pytest.mark.parametrize("start", ["asgi", "scheduler.worker"])
def test_a_process_starts_without_what_it_may_never_need(start: str) -> None:
    """170 MB a process otherwise: papers, spreadsheets, pictures, pinyin, payments come at first use."""
    heavy = "stripe numpy pypinyin openpyxl xlsxwriter python_calamine fpdf PIL icalendar segno arq"
    code = f"import sys, {start}; print(*set('{heavy}'.split()) & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == []


def test_the_role_of_the_documents_may_make_the_database_in_which_a_backup_is_verified() -> None:
    text = (DEPLOY / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"createuser (.+?) tongxin\b", text) == ["--createdb --pwprompt"]
