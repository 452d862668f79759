"""Who travels, in the story: invented names without numbers, every one marked."""

from booking import rosters, stays
from scheduler.demo.names import person
from scheduler.demo.story.act import Act, Plot
from scheduler.demo.story.scene import Scene, key_of


async def name(scene: Scene, plot: Plot, act: Act) -> None:
    """All heads of the group at once."""
    booking = plot.booking
    kinds = {"worker": booking.workers, "family": booking.family, "crew": booking.crew}
    people = [
        rosters.draft(name=person("traveller", booking.number, kind, n)[0], kind=kind)
        for kind, count in kinds.items()
        for n in range(count)
    ]
    key = key_of(act.number, "name")
    await stays.name_travellers(await scene.stay(plot), people, by=scene.organiser(plot), key=key)
