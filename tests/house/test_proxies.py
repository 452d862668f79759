"""The proxies' samples: nginx takes them, they let through what the program takes, and close what is for the inside."""

import re
from pathlib import Path

import pytest

from booking.web.operator.pictures import MOST_BODY
from tests.servers.compose import DEPLOY, refused_by_nginx

PROXIES = ("nginx.conf", "nginx-compose.conf", "Caddyfile")


@pytest.mark.parametrize("sample", PROXIES)
def test_a_proxy_lets_through_what_the_program_takes_and_little_more(sample: str) -> None:
    text = (DEPLOY / sample).read_text()
    (most,) = re.findall(r"(?:client_max_body_size|max_size) (\d+)M?", text, re.IGNORECASE)
    assert MOST_BODY < int(most) * 1024 * 1024 < MOST_BODY + 2 * 1024 * 1024


@pytest.mark.parametrize("sample", PROXIES)
def test_a_proxy_closes_outside_what_is_for_the_inside(sample: str) -> None:
    text = (DEPLOY / sample).read_text()
    closed = re.search(
        r"location ~ \^/\((.+)\)\$ \{\s+allow 127.0.0.1;\s+allow ::1;\s+deny all;", text
    )
    named = closed[1].split("|") if closed else re.findall(r"/(\w+)", re.search(r"@elsewhere \{\s+path (.+)", text)[1])  # fmt: skip
    assert set(named) == {"metrics", "readyz"}


@pytest.mark.parametrize("sample", ["nginx.conf", "nginx-compose.conf"])
def test_debians_nginx_takes_the_sample_as_it_is(sample: str, tmp_path: Path) -> None:
    text = (DEPLOY / sample).read_text(encoding="utf-8")
    assert refused_by_nginx(text, tmp_path) == ""
    unheard = text.replace("proxy_pass", "proxy_parse")
    assert "proxy_parse" in refused_by_nginx(unheard, tmp_path)
