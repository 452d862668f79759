"""The program is started with an environment of its own, waited for, killed and started again."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.servers.processes import Tongxin

# Stands in for the program: in a process's own folder, `-m scheduler` finds this one first.
STAND_IN = """
import json, os, sys
from http.server import BaseHTTPRequestHandler, HTTPServer

class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(dict(os.environ)).encode())

print("started", *sys.argv[1:])
if "broken" in sys.argv:
    sys.exit(78)
HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Answer).serve_forever()
"""

Start = Callable[..., Tongxin]


@pytest.fixture(autouse=True)
def _stand_in(tmp_path: Path) -> None:
    (tmp_path / "scheduler").mkdir()
    (tmp_path / "scheduler" / "__main__.py").write_text(STAND_IN)


def test_a_process_sees_what_it_was_given_and_not_the_developers_settings(
    tongxin: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://the-developers-own/data")

    seen = _environment(tongxin("run", env={"DEMO": "1"}))

    assert seen["DEMO"] == "1"
    assert "DATABASE_URL" not in seen


def test_a_killed_process_answers_no_more_until_it_is_started_again(tongxin: Start) -> None:
    web = tongxin("serve")

    web.kill()
    with pytest.raises(httpx.ConnectError):
        _environment(web)
    web.start()

    assert _environment(web)
    assert web.log.count("started serve") == 2


def test_a_process_that_ends_at_once_is_told_with_its_output(tongxin: Start) -> None:
    with pytest.raises(RuntimeError, match="started broken"):
        tongxin("broken")


def _environment(process: Tongxin) -> dict[str, str]:
    seen: dict[str, str] = httpx.get(process.url, trust_env=False).json()
    return seen
