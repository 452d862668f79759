"""The timetable: by state and time, each id for itself, whoever looks first."""

from datetime import timedelta

from scheduler.sweeping import Sweeper
from scheduler.timetable import TIMETABLE, Sweep, each
from sites.foundation import clock, health

HOUR = timedelta(hours=1)
SOON = timedelta(seconds=30)


class Looking:
    """A sweep that counts its looks and finds three."""

    def __init__(self) -> None:
        self.looks = 0

    async def __call__(self) -> int:
        self.looks += 1
        return 3


async def test_one_bad_id_never_stops_the_rest() -> None:
    acted: list[int] = []

    async def due() -> list[int]:
        return [1, 2, 3]

    async def act(number: int) -> None:
        if number == 2:
            raise ValueError
        acted.append(number)

    assert await each(due, act)() == 3
    assert acted == [1, 3]


async def test_a_sweep_runs_again_only_after_its_time(database: str) -> None:
    looking, began = Looking(), clock.now()
    sweeper = Sweeper([Sweep("look", HOUR, looking)], again_after_failure=SOON)
    for minutes in (0, 1, 59, 61, 62):
        with clock.moved_to(began + timedelta(minutes=minutes)):
            await sweeper.turn()

    assert looking.looks == 2
    (sign,) = await health.sweeps()
    assert (sign.name, sign.found, sign.at) == ("look", 3, began + timedelta(minutes=61))


async def test_two_workers_do_not_sweep_one_after_the_other(database: str) -> None:
    looking = Looking()
    for _ in range(2):
        await Sweeper([Sweep("look", HOUR, looking)], again_after_failure=SOON).turn()

    assert looking.looks == 1


async def test_a_broken_sweep_is_tried_again_later_and_stops_no_other(database: str) -> None:
    tries, looking, began = [], Looking(), clock.now()

    async def broken() -> int:
        tries.append(clock.now() - began)
        raise ConnectionError

    timetable = [Sweep("broken", HOUR, broken), Sweep("look", HOUR, looking)]
    sweeper = Sweeper(timetable, again_after_failure=SOON)
    for seconds in (0, 10, 31):
        with clock.moved_to(began + timedelta(seconds=seconds)):
            await sweeper.turn()

    assert [after.total_seconds() for after in tries] == [0, 31]
    assert looking.looks == 1
    assert [sign.name for sign in await health.sweeps()] == ["look"]


async def test_a_run_noted_by_a_clock_ahead_of_ours_holds_nothing_up(database: str) -> None:
    with clock.moved_to(clock.now() + timedelta(days=400)):
        await health.note_sweep("look", found=0)
    looking = Looking()
    await Sweeper([Sweep("look", HOUR, looking)], again_after_failure=SOON).turn()

    assert looking.looks == 1


async def test_the_whole_timetable_runs_on_an_empty_house(database: str) -> None:
    sweeper = Sweeper(TIMETABLE, again_after_failure=SOON)
    await sweeper.turn()

    assert {sign.name for sign in await health.sweeps()} == {sweep.name for sweep in TIMETABLE}
    assert {sign.found for sign in await health.sweeps()} == {0}


def test_every_sweep_has_a_name_of_its_own() -> None:
    names = [sweep.name for sweep in TIMETABLE]

    assert len(set(names)) == len(names)
