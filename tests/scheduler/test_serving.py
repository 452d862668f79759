"""The web process: whose word about an address is believed, and how it refuses a busy port."""

import os
import signal
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from scheduler.serving import free_port, is_free
from tests.scheduler.commands import tongxin as command
from tests.servers import lifetime
from tests.servers.processes import Tongxin

NewTongxin = Callable[..., Tongxin]


@pytest.mark.parametrize(("trusted", "last"), [("127.0.0.1", 200), ("192.0.2.7", 429), ("", 429)])
def test_an_address_in_a_header_counts_only_from_a_trusted_proxy(
    tongxin: NewTongxin, trusted: str, last: int
) -> None:
    """Each request names another visitor: believed, none of them asks too often."""
    web = tongxin("serve", env={"TRUSTED_PROXIES": trusted, "REQUESTS_PER_MINUTE": "10"})
    with httpx.Client(base_url=web.url, trust_env=False) as client:
        answers = [
            client.get("/healthz", headers={"X-Forwarded-For": f"198.51.100.{n}"}).status_code
            for n in range(1, 13)
        ]

    assert answers[-1] == last


def test_a_busy_port_is_told_in_a_sentence(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
        done = command("serve", folder=tmp_path, PORT=port)

    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} is in use.")


def test_several_processes_share_the_port(tongxin: NewTongxin) -> None:
    web = tongxin("serve", "--workers", "2")

    assert lifetime.until(lambda: len(children(web)) == 2, within=60)
    assert httpx.get(f"{web.url}/healthz", trust_env=False).status_code == 200
    # Forked after the import, each has most of the program in common with the others.
    assert all(in_common(child) > in_private(child) for child in children(web))


def children(web: Tongxin) -> set[int]:
    assert web.process
    pid = web.process.pid
    return {*map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())}


def in_common(pid: int) -> int:
    return _kilobytes(pid, "Shared_Clean", "Shared_Dirty")


def in_private(pid: int) -> int:
    return _kilobytes(pid, "Private_Clean", "Private_Dirty")


def _kilobytes(pid: int, *kinds: str) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    found = {name: int(value.split()[0]) for name, value in (line.split(":") for line in lines)}
    return sum(found[kind] for kind in kinds)


def test_a_process_that_falls_is_made_again_and_one_told_to_end_ends(tongxin: NewTongxin) -> None:
    web = tongxin("serve", "--workers", "2")
    assert lifetime.until(lambda: len(children(web)) == 2, within=60)
    fallen = min(children(web))
    os.kill(fallen, signal.SIGTERM)  # as early as it can come
    assert lifetime.until(
        lambda: fallen not in children(web) and len(children(web)) == 2, within=60
    )
    assert httpx.get(f"{web.url}/healthz", trust_env=False).status_code == 200


def test_the_next_free_port_is_found() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]

        assert not is_free("127.0.0.1", port)
        found = free_port("127.0.0.1", port)
        assert found
        assert port < found <= port + 10


FORM = b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
LENGTHS = {
    "longer than what comes": b"Content-Length: 5000\r\n\r\nemail=a",
    "none at all": b"Content-Length: x\r\n\r\nemail=a", "negative": b"Content-Length: -1\r\n\r\nemail=a",
    "two of them": b"Content-Length: 7\r\nContent-Length: 9\r\n\r\nemail=a",
    "a length and pieces": b"Content-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n7\r\nemail=a\r\n0\r\n\r\n",
    "pieces without an end": b"Transfer-Encoding: chunked\r\n\r\n7\r\nemail=a\r\n",
    "pieces of no size": b"Transfer-Encoding: chunked\r\n\r\nzz\r\nemail=a\r\n",
}  # fmt: skip


def test_a_body_of_another_length_than_was_said_is_never_taken(tongxin: NewTongxin) -> None:
    """Row 26 of the catalogue of bad input: refused or left, and the process goes on."""
    web = tongxin("serve")
    for kind, sent in LENGTHS.items():
        answer = told(web, FORM + sent)
        assert answer[:12] in {b"", b"HTTP/1.1 400", b"HTTP/1.1 403"}, (kind, answer[:80])
        assert b"Traceback" not in answer, kind
    assert httpx.get(f"{web.url}/healthz", trust_env=False).status_code == 200


def told(web: Tongxin, request: bytes) -> bytes:
    """What is answered until the connection is closed, after the sender has said all that it will say."""
    found = b""
    with socket.create_connection(
        ("127.0.0.1", int(web.url.rsplit(":", 1)[1])), timeout=30
    ) as line:
        line.sendall(request)
        line.shutdown(socket.SHUT_WR)
        while piece := line.recv(65536):
            found += piece
    return found
