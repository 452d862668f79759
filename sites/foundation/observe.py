"""Logs without personal data: who (ids), what (route), how it ended. Never forms, queries or names."""

import logging
import sys
from typing import Any

import structlog


def configure(*, level: str, form: str) -> None:
    as_json = form == "json" or (not form and not sys.stderr.isatty())
    renderer: Any = (
        structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    # The ORM's and the queue's debug logs carry values: they stay silent whatever the level.
    for name in ("tortoise", "aiosqlite", "asyncpg", "arq", "httpx", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)


def log() -> Any:
    return structlog.get_logger()
