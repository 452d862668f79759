"""`tongxin run`: web and worker together, restarted when they fall, gone when it goes."""

import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from scheduler import supervisor
from scheduler.supervisor import Child, supervise
from sites.foundation.settings import CONFIGURATION_EXIT
from tests.databases import settings_environment
from tests.scheduler.test_serving import in_common, in_private
from tests.servers import lifetime
from tests.servers.processes import Tongxin

NewTongxin = Callable[..., Tongxin]


def children(program: Tongxin) -> dict[str, int]:
    """The supervisor's processes by command."""
    assert program.process
    pid = program.process.pid
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {_command(int(child)): int(child) for child in listed}


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/comm").read_text().strip().removeprefix("tongxin-")


def ready(url: str) -> dict[str, object]:
    try:
        answer: dict[str, object] = httpx.get(f"{url}/readyz", trust_env=False).json()
    except httpx.TransportError:
        return {}
    return answer


def is_gone(pid: int) -> bool:
    return not Path(f"/proc/{pid}").exists()


def test_it_says_where_everything_is_and_takes_everything_along(tongxin: NewTongxin) -> None:
    program = tongxin("run")
    assert lifetime.until(lambda: ready(program.url).get("status") == "ready", within=60)
    assert lifetime.until(lambda: "Ctrl+C stops it" in program.log, within=10)
    pids = children(program)

    assert set(pids) == {"serve", "worker"}
    for said in (f"地址：{program.url}/", f"Address: {program.url}/en/", "SQLite", "embedded"):
        assert said in program.log
    assert program.stop() == 0
    assert all(is_gone(pid) for pid in pids.values())


def test_web_and_worker_have_most_of_the_program_in_common(tongxin: NewTongxin) -> None:
    program = tongxin("run")
    assert lifetime.until(lambda: ready(program.url).get("status") == "ready", within=60)

    assert all(in_common(pid) > in_private(pid) for pid in children(program).values())


@pytest.mark.parametrize("fallen", ["worker", "serve"])
def test_a_child_that_falls_is_started_again(tongxin: NewTongxin, fallen: str) -> None:
    program = tongxin("run")
    assert lifetime.until(lambda: set(children(program)) == {"serve", "worker"}, within=60)
    before = children(program)
    os.kill(before[fallen], signal.SIGKILL)

    assert lifetime.until(
        lambda: children(program).get(fallen, 0) not in {0, before[fallen]}, within=20
    )
    assert lifetime.until(lambda: bool(ready(program.url)), within=60)
    others = {name: pid for name, pid in before.items() if name != fallen}
    assert {name: children(program)[name] for name in others} == others


def test_a_port_in_use_is_told_and_the_next_one_taken(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        program = OnAnyPort("run", folder=tmp_path, env={"PORT": str(port)})
        with program:
            assert lifetime.until(lambda: f"Port {port} was in use" in program.log, within=60)
            assert f"http://127.0.0.1:{port}/" not in program.log


class OnAnyPort(Tongxin):
    """Its port is busy, so nobody waits for an answer there."""

    def _wait_for(self, address: str, *, seconds: float) -> None: ...


def test_everything_grown_up_is_ready_too(
    tongxin: NewTongxin, fresh_database: Callable[[str], str], redis_url: str, tmp_path: Path
) -> None:
    environment = settings_environment(fresh_database("postgres"), tmp_path)
    program = tongxin("run", env={**environment, "REDIS_URL": redis_url})
    assert lifetime.until(lambda: ready(program.url).get("status") == "ready", within=60)

    assert httpx.get(f"{program.url}/sign-in", trust_env=False).status_code == 200
    assert settings_environment("", tmp_path)["SECRET_KEY"] not in program.log
    assert program.stop() == 0


def test_a_wrong_configuration_of_a_child_ends_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []

    def start(child: Child) -> None:
        started.append(child.command)
        code = CONFIGURATION_EXIT if child.command.startswith("serve") else 0
        child.process = supervisor.subprocess.Popen([sys.executable, "-c", f"exit({code})"])

    monkeypatch.setattr(Child, "start", start)

    assert (
        supervise(
            ("serve --workers 1", "worker"), environment={}, typed=print, when_up=lambda: True
        )
        == CONFIGURATION_EXIT
    )
    assert started.count("serve --workers 1") == 1


def test_a_child_that_falls_again_and_again_is_started_ever_more_slowly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [100.0]
    monkeypatch.setattr(supervisor, "monotonic", lambda: now[0])
    child, pauses = Child("worker", {}, print), []
    child.started_at = now[0]
    for _ in range(9):
        child._fell()
        pauses.append(child.start_at - now[0])

    assert pauses == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]
    child.started_at, now[0] = now[0], now[0] + 61
    child._fell()
    assert child.start_at - now[0] == 0.5
