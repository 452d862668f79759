"""The proxies' samples: nginx takes them, they let through what the program takes, and close what is for the inside."""

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest

from booking.web.operator.pictures import MOST_BODY
from sites.foundation.settings import Settings
from tests.servers import lifetime
from tests.servers.compose import DEPLOY, Nginx, refused_by_nginx

PROXIES = ("nginx.conf", "nginx-compose.conf", "Caddyfile")


@pytest.mark.parametrize("sample", PROXIES)
def test_a_proxy_lets_through_what_the_program_takes_and_little_more(sample: str) -> None:
    text = (DEPLOY / sample).read_text()
    (most,) = re.findall(r"(?:client_max_body_size|max_size) (\d+)M?", text, re.IGNORECASE)
    assert MOST_BODY < int(most) * 1024 * 1024 < MOST_BODY + 2 * 1024 * 1024


def test_a_proxy_asks_where_the_units_listen() -> None:
    caddy = re.search(r"reverse_proxy (.+) \{", (DEPLOY / "Caddyfile").read_text(encoding="utf-8"))
    nginx = re.findall(r"^\s+server (\S+);", (DEPLOY / "nginx.conf").read_text(), re.MULTILINE)
    default = Settings()

    assert [f"{default.host}:{default.port}"] == nginx == (caddy[1].split() if caddy else [])


LEADS = ("", "/en")  # of the languages
INSIDE = ("metrics", "readyz")


def test_caddy_closes_outside_what_is_for_the_inside_in_either_language() -> None:
    text = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    (closed,) = re.findall(r"@elsewhere \{\s+path (.+)\n\s+not remote_ip 127.0.0.1 ::1\n", text)

    assert sorted(closed.split()) == sorted(f"{lead}/{name}" for lead in LEADS for name in INSIDE)
    assert "respond @elsewhere 403\n" in text


@pytest.mark.parametrize(("sample", "upstreams"), [("nginx.conf", 1), ("nginx-compose.conf", 2)])
def test_nginx_closes_outside_what_is_for_the_inside_in_either_language(
    sample: str, upstreams: int, tmp_path: Path, answering: int
) -> None:
    named = re.findall(r"^\s+server (\S+):8000", (DEPLOY / sample).read_text(), re.MULTILINE)
    assert len(named) == upstreams
    with Nginx(tmp_path, sample=sample, upstreams=dict.fromkeys(named, answering)) as nginx:
        assert lifetime.until(lambda: _asked(nginx.url, "/", of="127.0.0.1") == 200, within=20)
        for path in (f"{lead}/{name}" for lead in LEADS for name in INSIDE):
            assert (path, _asked(nginx.url, path, of="127.0.0.7")) == (path, 403)
            assert (path, _asked(nginx.url, path, of="127.0.0.1")) == (path, 200)
        for path in ("/healthz", "/en/sites", "/readyz.txt"):
            assert (path, _asked(nginx.url, path, of="127.0.0.7")) == (path, 200)


def _asked(url: str, path: str, *, of: str) -> int:
    """The status for a visitor of that address; 0 without an answer."""
    transport = httpx.HTTPTransport(local_address=of)
    with httpx.Client(transport=transport, trust_env=False) as visitor:
        try:
            return visitor.get(url + path).status_code
        except httpx.TransportError:
            return 0


@pytest.fixture
def answering() -> Iterator[int]:
    """The port of a program that has every page."""

    class Any(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_words: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Any) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


@pytest.mark.parametrize("sample", ["nginx.conf", "nginx-compose.conf"])
def test_debians_nginx_takes_the_sample_as_it_is(sample: str, tmp_path: Path) -> None:
    text = (DEPLOY / sample).read_text(encoding="utf-8")
    assert refused_by_nginx(text, tmp_path) == ""
    unheard = text.replace("proxy_pass", "proxy_parse")
    assert "proxy_parse" in refused_by_nginx(unheard, tmp_path)
