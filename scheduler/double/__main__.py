"""Run the double: TWIN_PORT, TWIN_FILE, TWIN_KEY, TWIN_LISTENER, TWIN_SECRET, TWIN_CLOCK_HOURS. On loopback alone."""

import os
import time

import uvicorn

from scheduler.double.app import create_app
from scheduler.double.store import Store


def main() -> None:
    given = os.environ
    shift = int(given.get("TWIN_CLOCK_HOURS", "0")) * 3600
    store = Store(given.get("TWIN_FILE", ":memory:"), now=lambda: int(time.time()) + shift)
    app = create_app(
        store, secret_key=given["TWIN_KEY"], listener=given.get("TWIN_LISTENER", ""),
        webhook_secret=given.get("TWIN_SECRET", ""),
    )  # fmt: skip
    uvicorn.run(
        app, host="127.0.0.1", port=int(given["TWIN_PORT"]), access_log=False, log_level="warning",
        server_header=False,
    )  # fmt: skip


if __name__ == "__main__":
    main()
