"""Judges the list: first every cell, then the sheets against each other."""

import asyncio
from dataclasses import dataclass

from sites.packages.drafts import BaseDraft
from sites.packages.importing.assembling import assemble
from sites.packages.importing.rows import CellFault, read_rows


@dataclass(frozen=True, slots=True)
class BaseList:
    """Drafts are there only where nothing is wrong."""

    drafts: tuple[BaseDraft, ...]
    faults: tuple[CellFault, ...]


async def read_bases(data: bytes) -> BaseList:
    """Judge the whole file; nothing is stored. Refused: NotASpreadsheet, ListTooLarge."""
    rows = await asyncio.to_thread(read_rows, data)
    drafts = assemble(rows)
    return BaseList(() if rows.faults else tuple(drafts), tuple(rows.faults))
