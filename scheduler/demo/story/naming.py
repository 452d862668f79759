"""Who travels, in the story: invented names without numbers, every one marked; and who shares which room."""

from booking import rosters, stays
from booking.rosters import Needs
from booking.stays import rooming
from scheduler.demo.names import person
from scheduler.demo.story.act import Act, Plot
from scheduler.demo.story.scene import Scene, key_of

_DEPARTMENTS = ("示例一部", "示例二部", "示例三部")


async def name(scene: Scene, plot: Plot, act: Act) -> None:
    """All heads of the group at once, every second a woman."""
    booking = plot.booking
    kinds = {"worker": booking.workers, "family": booking.family, "crew": booking.crew}
    people = [
        rosters.draft(
            name=person("traveller", booking.number, kind, n)[0], kind=kind, sex=_sex(kind, n)
        )
        for kind, count in kinds.items()
        for n in range(count)
    ]
    key = key_of(act.number, "name")
    await stays.name_travellers(await scene.stay(plot), people, by=scene.organiser(plot), key=key)


async def room(scene: Scene, plot: Plot, act: Act) -> None:
    """A few departments and families are written down, the rooms laid, and the list sent to the base."""
    stay, by = await scene.stay(plot), scene.organiser(plot)
    page = await rooming.rooming_of(stay, by=by)
    workers = [one for one in page.left if one.kind == "worker"]
    family = [one for one in page.left if one.kind == "family"]
    for n, one in enumerate(workers[: min(6, len(workers))]):
        bond = f"示例家{n + 1}" if n < len(family) else ""
        needs = Needs(_DEPARTMENTS[n // 2], bond, diet="light" if n == 3 else "")
        await rooming.write_needs(stay, one.id, needs, by=by)
    for n, one in enumerate(family[:6]):
        await rooming.write_needs(stay, one.id, Needs(bond=f"示例家{n + 1}"), by=by)
    await rooming.draw_up_rooming(stay, anew=True, by=by, key=key_of(act.number, "room"))
    await rooming.send_rooming(stay, by=by)


def _sex(kind: str, n: int) -> str:
    if kind == "family":  # beside the worker of the same number
        return "mf"[(n + 1) % 2]
    return "mf"[n % 2]
