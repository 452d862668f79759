"""The double of the payment provider beside web and worker: where it listens, and by which secrets they know each other."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from scheduler.serving import free_port
from sites.foundation.settings import Settings

COMMAND = "double"
LOOPBACK = "127.0.0.1"
# Far enough from the ports that the web process tries.
DISTANCE = 20


@dataclass(frozen=True)
class Twin:
    """What to start besides, and what all processes are told; both empty where nobody pays by the double."""

    commands: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


def twin_beside(settings: Settings, *, port: int) -> Twin:
    """For a web process at this port. A double that the settings name runs elsewhere, and none is started."""
    wanted = port + DISTANCE if port + DISTANCE < 65536 else port - DISTANCE
    at = free_port(LOOPBACK, wanted)
    if settings.payments != "twin" or settings.stripe_api_base or at is None:
        return Twin()
    key, secret = f"sk_test_{secrets.token_hex(12)}", f"whsec_{secrets.token_hex(12)}"
    address = settings.model_copy(update={"port": port}).origin
    ours = {
        "STRIPE_API_BASE": f"http://{LOOPBACK}:{at}", "STRIPE_SECRET_KEY": key,
        "STRIPE_WEBHOOK_SECRET": secret,
    }  # fmt: skip
    its = {
        "TWIN_PORT": str(at), "TWIN_KEY": key, "TWIN_SECRET": secret,
        "TWIN_LISTENER": f"{address}/webhooks/stripe",
        "TWIN_FILE": str(settings.data_dir / "twin.db"),
        "TWIN_CLOCK_HOURS": str(settings.demo_clock_hours),
    }  # fmt: skip
    return Twin((COMMAND,), {**ours, **its})
