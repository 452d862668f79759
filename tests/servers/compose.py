"""deploy/compose.yaml without Docker: what each service runs, and its proxy's configuration on free ports."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import yaml

from tests.servers import lifetime, machine
from tests.servers.certificate import self_signed

DEPLOY = Path(__file__).parents[2] / "deploy"


@dataclass(frozen=True)
class Service:
    """`copies` run the same words of `tongxin`; `address` is empty where Docker gives any."""

    name: str
    words: tuple[str, ...]
    copies: int
    address: str


def composed() -> dict[str, Any]:
    return dict(yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8")))


def services() -> list[Service]:
    """Those that `up` starts and that run the program itself, in the order of the file."""
    return [
        Service(
            name, tuple(one["command"][1:]), one.get("deploy", {}).get("replicas", 1), address_of(one)
        )
        for name, one in composed()["services"].items()
        if one["image"] == "tongxin" and "profiles" not in one
    ]  # fmt: skip


def address_of(service: dict[str, Any]) -> str:
    networks = service["networks"]
    return str(networks["inside"]["ipv4_address"]) if isinstance(networks, dict) else ""


class Nginx:
    """Debian's nginx with the deployment's own configuration: other ports, and no TLS, all else as it is."""

    def __init__(
        self, folder: Path, *, upstreams: dict[str, int], sample: str = "nginx-compose.conf"
    ) -> None:
        self.sample = sample
        self.folder = folder / "nginx"
        self.port = lifetime.free_port()
        self.upstreams = upstreams
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Nginx":
        self.folder.mkdir()
        (self.folder / "nginx.conf").write_text(self._configuration(), encoding="utf-8")
        command = [str(machine.NGINX.path()), "-p", str(self.folder), "-c", "nginx.conf"]
        self.process = lifetime.start(command, log=self.folder / "log", cwd=self.folder)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        if self.process:
            lifetime.stop(self.process)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _configuration(self) -> str:
        text = (DEPLOY / self.sample).read_text(encoding="utf-8")
        text = re.sub(r"server \{\s+listen 80;.*?\n\}\n", "", text, flags=re.DOTALL)
        text = re.sub(r"\s+listen \[::\]:443[^\n]*|\s+ssl_[^\n]*", "", text)
        text = text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{self.port};")
        text = text.replace("/etc/nginx/tongxin-proxy.conf", str(DEPLOY / "nginx-proxy.conf"))
        for address, port in self.upstreams.items():
            assert f"server {address}:8000" in text, address
            text = text.replace(f"server {address}:8000", f"server 127.0.0.1:{port}")
        return whole(text)


def whole(inside: str) -> str:
    """A configuration of nginx with this inside its http block; everything that it writes lies in its own folder."""
    kept = "".join(
        f"    {what}_temp_path {what};\n"
        for what in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        "daemon off; pid nginx.pid; error_log stderr warn; worker_processes 1;\n"
        f"events {{}}\nhttp {{\n    access_log off;\n{kept}{inside}\n}}\n"
    )


def refused_by_nginx(sample: str, folder: Path) -> str:
    """What `nginx -t` says against a sample; its ports are free ones, its certificate is made here."""
    certificate, key = self_signed(folder)
    text = re.sub(r"listen 443\b", f"listen {lifetime.free_port()}", sample)
    text = re.sub(r"listen 80\b", f"listen {lifetime.free_port()}", text)
    text = re.sub(r"\s+listen \[::\][^\n]*", "", text)
    text = text.replace("/etc/ssl/tongxin/fullchain.pem", str(certificate))
    text = text.replace("/etc/ssl/tongxin/key.pem", str(key))
    text = text.replace("/etc/nginx/tongxin-proxy.conf", str(DEPLOY / "nginx-proxy.conf"))
    (folder / "nginx.conf").write_text(whole(text), encoding="utf-8")
    command = [str(machine.NGINX.path()), "-t", "-p", str(folder), "-c", "nginx.conf"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stderr if done.returncode else ""
