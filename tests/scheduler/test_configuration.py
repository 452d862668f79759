"""A wrong configuration stops the start: every fault in one list, exit code 78, no traceback, no secret."""

from pathlib import Path

import pytest

from sites.foundation.settings import CONFIGURATION_EXIT, Misconfigured, Settings, load
from tests.scheduler.commands import tongxin, tongxin_process

POSTGRES = "postgres://tongxin:hunter2-hunter2@127.0.0.1/tongxin"

PLANTED: list[tuple[dict[str, str], str]] = [
    ({"PORT": "abc"}, "PORT"),
    ({"PORT": "70000"}, "PORT"),
    ({"DATABASE_URL": "mysql://root:hunter2-hunter2@db/tongxin"}, "DATABASE_URL"),
    ({"REDIS_URL": "http://:hunter2-hunter2@cache"}, "REDIS_URL"),
    ({"BASE_URL": "retreats.example.cn"}, "BASE_URL"),
    ({"ALLOWED_HOSTS": "https://retreats.example.cn"}, "ALLOWED_HOSTS"),
    ({"TRUSTED_PROXIES": "127.0.0.1, proxy.local"}, "TRUSTED_PROXIES"),
    ({"PAYMENTS": "cash"}, "PAYMENTS"),
    ({"PAYMENTS": "stripe", "STRIPE_WEBHOOK_SECRET": "whsec_hunter2"}, "STRIPE_SECRET_KEY"),
    ({"SMTP_URL": "mail:hunter2-hunter2@mail.example.cn"}, "SMTP_URL"),
    ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL"),
    ({"LOG_FORMAT": "xml"}, "LOG_FORMAT"),
    ({"DEMO": "perhaps"}, "DEMO"),
    ({"DEMO": "1", "HOST": "192.0.2.7"}, "HOST"),
    ({"PAYMENTS": "twin", "BASE_URL": "https://retreats.example.cn"}, "BASE_URL"),
    ({"PAYMENTS": "twin", "STRIPE_API_BASE": "http://pay.example.cn"}, "STRIPE_API_BASE"),
    ({"DEMO_CLOCK_HOURS": "5"}, "DEMO"),
    ({"SECRET_KEY": "hunter2-hunter2"}, "SECRET_KEY"),
    ({"FIELD_KEYS": "k1:hunter2-hunter2"}, "FIELD_KEYS"),
    ({"INDEX_KEY": "hunter2"}, "INDEX_KEY"),
    ({"SECRET_KEY_FILE": "/nowhere/secret_key"}, "SECRET_KEY_FILE"),
    ({"DATABASE_URL": POSTGRES, "SECRET_KEY": "s" * 64, "INDEX_KEY": "i" * 64}, "FIELD_KEYS"),
]  # fmt: skip


@pytest.mark.parametrize(("environment", "name"), PLANTED, ids=[str(e) for e, _ in PLANTED])
def test_a_planted_fault_is_found_alone(environment: dict[str, str], name: str) -> None:
    with pytest.raises(Misconfigured) as stopped:
        load(environment, make_keys=False)

    assert [fault.name for fault in stopped.value.faults] == [name]


def test_all_faults_are_listed_in_one_go_with_what_was_given_and_an_example(tmp_path: Path) -> None:
    environment: dict[str, str] = {}
    for planted, _name in PLANTED:
        environment = {**planted, **environment}
    done = tongxin_process("serve", folder=tmp_path, **environment)
    told = {line.split(":")[0].strip(): line for line in done.stderr.splitlines()[1:]}

    assert done.returncode == CONFIGURATION_EXIT
    assert set(told) == {"PORT", "DATABASE_URL", "REDIS_URL", "BASE_URL", "ALLOWED_HOSTS",
        "TRUSTED_PROXIES", "PAYMENTS", "SMTP_URL", "LOG_LEVEL", "LOG_FORMAT", "DEMO", "SECRET_KEY",
        "FIELD_KEYS", "INDEX_KEY"}  # fmt: skip
    assert all("wanted:" in line and "for example:" in line for line in told.values())
    assert "“abc”" in told["PORT"]
    assert "hunter2" not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [["serve"], ["worker"], ["run"], ["migrate"], ["check"]])
def test_every_command_stops_with_the_same_words(tmp_path: Path, command: list[str]) -> None:
    done = tongxin(*command, folder=tmp_path, PORT="abc", DEMO="perhaps")

    assert done.returncode == CONFIGURATION_EXIT
    assert len(done.stderr.splitlines()) == 3
    assert list(tmp_path.iterdir()) == []


def test_the_words_are_chinese_where_the_terminal_is(tmp_path: Path) -> None:
    done = tongxin("serve", folder=tmp_path, PORT="abc", LANG="zh_CN.UTF-8")

    assert "PORT：现为“abc”；应为" in done.stderr


def test_a_folder_that_cannot_be_written_is_a_fault_too(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    done = tongxin("serve", folder=tmp_path, DATA_DIR=str(tmp_path / "taken"))

    assert done.returncode == CONFIGURATION_EXIT
    assert "DATA_DIR" in done.stderr
    assert "Traceback" not in done.stderr


def test_secrets_may_come_from_files_and_keys_are_made_once(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s" * 64 + "\n")
    environment = {"DATA_DIR": str(tmp_path), "SECRET_KEY_FILE": str(tmp_path / "secret")}
    first, second = load(environment), load(environment)

    assert first == second
    assert first.secret_key == "s" * 64
    assert (tmp_path / "keys" / "field_keys").stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "keys" / "secret_key").exists()


def test_the_defaults_are_a_sound_configuration() -> None:
    assert load({}, make_keys=False) == Settings()
