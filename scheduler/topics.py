"""Which job does what a verb posted to the outbox. A topic without a job waits untouched."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

Job = Callable[[dict[str, Any]], Awaitable[None]]
Topics = Mapping[str, Job]

TOPICS: Topics = {}
