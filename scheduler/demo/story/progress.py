"""How far the demonstration is loaded, kept beside the worker's other signs of life."""

from dataclasses import dataclass
from datetime import date, time

from sites.foundation import clock, health

# Of the first the instant is a noon of the story's own today, and `found` the acts played so far.
SET, PLAYED = "demonstration_set", "demonstration_played"


@dataclass(frozen=True, slots=True)
class Progress:
    today: date
    acts: int
    is_complete: bool


async def progress() -> Progress | None:
    """None while there is no demonstration here."""
    signs = {sign.name: sign for sign in await health.sweeps()}
    if SET not in signs:
        return None
    return Progress(clock.day_of(signs[SET].at), signs[SET].found, PLAYED in signs)


async def note_acts(today: date, acts: int) -> None:
    with clock.moved_to(clock.at(today, time(12))):
        await health.note_sweep(SET, found=acts)


async def note_end(acts: int) -> None:
    await health.note_sweep(PLAYED, found=acts)
