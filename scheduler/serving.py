"""The web process: uvicorn around `asgi:app`."""

import os
import socket

from scheduler.forking import fork_web_processes, preload
from sites.foundation.settings import Settings

APP = "asgi:app"
GRACE_SECONDS = 20


def serve(settings: Settings, *, workers: int) -> None:
    """Serve until a signal; requests under way are finished first. `workers` 0 is one for each core."""
    import uvicorn

    preload(settings)
    fork_web_processes()
    uvicorn.run(
        APP,
        host=settings.host,
        port=settings.port,
        workers=workers or os.cpu_count(),
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        # Whoever is not on the list is taken at their own address, whatever their headers say.
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def is_free(host: str, port: int) -> bool:
    """Whether nobody listens there yet."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port(host: str, wanted: int) -> int | None:
    """The wanted port, else the first free one of the next ten, else none."""
    ports = range(wanted, min(wanted + 11, 65536))
    return next((port for port in ports if is_free(host, port)), None)
