"""Files in the folder of uploads: packs are drawn there, and what names people is deleted when its time is over."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from booking.documents import pack
from sites.foundation.identifiers import is_public_id
from sites.foundation.settings import Settings

Job = Callable[[dict[str, Any]], Awaitable[None]]
UPLOADS = "uploads"


def drawing_packs(settings: Settings) -> Job:
    """The job that draws one pack. A second run finds it drawn."""
    folder = settings.data_dir / UPLOADS

    async def draw(payload: dict[str, Any]) -> None:
        await pack.draw_pack(payload["pack_id"], folder=folder, is_example=settings.demo)

    return draw


def deleting(settings: Settings) -> Job:
    """The job that deletes files by their random names. What is gone already is no fault."""
    folder = settings.data_dir / UPLOADS

    async def delete(payload: dict[str, Any]) -> None:
        await asyncio.to_thread(_delete, folder, payload["names"])

    return delete


def _delete(folder: Path, names: list[str]) -> None:
    for name in names:
        if is_public_id(name):  # never a path
            (folder / name).unlink(missing_ok=True)
