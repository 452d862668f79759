"""The demonstration: first its set, quickly, so that pages have something to show; then its story."""

from datetime import date
from pathlib import Path

from booking.money import online
from scheduler.demo.calendars import confirm_rooms
from scheduler.demo.cast import desk_email
from scheduler.demo.catalogue import demo_sites
from scheduler.demo.collected import let_collect
from scheduler.demo.founding import found_everybody
from scheduler.demo.load_catalogue import load_catalogue
from scheduler.demo.programs import equip
from scheduler.demo.story import play, plots
from scheduler.demo.story.progress import note_acts, progress
from scheduler.demo.subsidies import give
from scheduler.demo.unions import staffed_sites
from sites.foundation import clock
from sites.foundation.database import unattended


async def load(today: date | None = None, *, one_in: int = 1, uploads: Path | None = None) -> None:
    """Set and story together. Run again, it goes on where it stopped, and then adds nothing."""
    await set_up(today, one_in=one_in)
    await play(one_in=one_in, uploads=uploads)


async def set_up(today: date | None = None, *, one_in: int = 1) -> bool:
    """Organisations, people and the 70 bases with their nights. False where they stand already.

    Of a smaller story only the bases that it visits get nights.
    """
    if await progress() is not None:
        return False
    day = today or clock.today()
    async with unattended():
        cast = await found_everybody(day)
        operators = {
            site.code: cast[desk_email(site.code)].organisation_id for site in demo_sites(day)
        }
        visited = {plot.site.code for plot in plots(day, one_in=one_in)} if one_in > 1 else None
        ids = await load_catalogue(operator_ids=operators, today=day, opened=visited)
        await confirm_rooms(ids, operators, day)
    await equip(cast, day)
    await give(cast, day)
    await online.take_online(cast[desk_email(staffed_sites()[0])].organisation_id)
    await let_collect(cast, day)
    await note_acts(day, 0)
    return True
