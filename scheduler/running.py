"""`tongxin run`: tables and demonstration first, then web and worker together, and where everything is."""

import http.client
import multiprocessing
import sys
from collections.abc import Callable

from scheduler.announcement import announcement
from scheduler.endings import Ended
from scheduler.forking import preload
from scheduler.serving import free_port
from scheduler.supervisor import Typed, supervise
from scheduler.twin import twin_beside
from sites.foundation.language import N_, _
from sites.foundation.settings import Settings

NO_PORT = N_("Port %(port)s and the next ten are in use. Stop what listens there, or set PORT.")
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not bound


def run(
    settings: Settings, *, workers: int, prepare: Callable[[Settings], None], typed: Typed
) -> int:
    """Prepare, then supervise until told to stop. The exit code.

    The program is imported here, once, for all processes that are made of it (decision 32).
    """
    port = free_port(settings.host, settings.port)
    if port is None:
        raise Ended(_(NO_PORT, port=settings.port))
    if code := _prepared(prepare, settings):
        return code
    here = settings.model_copy(update={"port": port})
    twin = twin_beside(settings, port=port)
    return supervise(
        (f"serve --workers {workers}", "worker", *twin.commands),
        environment={"PORT": str(port), **twin.environment},
        typed=typed,
        when_up=lambda: _answers(here) and _announce(here, asked_port=settings.port),
    )


def _prepared(prepare: Callable[[Settings], None], settings: Settings) -> int:
    """The preparing libraries' memory ends with their process; meanwhile this one imports the program."""
    process = multiprocessing.get_context("fork").Process(target=prepare, args=(settings,))
    process.start()
    preload(settings)
    process.join()
    return process.exitcode or 0


def _answers(settings: Settings) -> bool:
    host = ANYWHERE.get(settings.host, settings.host)
    connection = http.client.HTTPConnection(host, settings.port, timeout=2)
    try:
        connection.request("GET", "/healthz", headers={"Host": min(settings.hosts)})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _announce(settings: Settings, *, asked_port: int) -> bool:
    sys.stdout.write(announcement(settings, asked_port=asked_port))
    sys.stdout.flush()
    return True
