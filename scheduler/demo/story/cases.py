"""Cases of the story: opened by unions about stays that were confirmed before, most answered in time, some not."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from booking import cases
from booking.cases import DAYS, NewCase
from scheduler.demo.datafiles import table
from scheduler.demo.story.act import Act, Acts, Plot, at
from scheduler.demo.story.scene import Scene, key_of

FIRST_ORDER = 500  # behind the acts of the booking itself


def case_acts(some: Iterable[Plot]) -> Acts:
    """Each case is about another stay, whose answer had come when it was opened."""
    free = sorted((plot for plot in some if plot.is_answered), key=lambda plot: plot.booking.number)
    for number, told in enumerate(table("cases")["case"]):
        plot = next((one for one in free if _knew(one, told["opened"])), None)
        if plot is not None:
            free.remove(plot)
            for order, act in enumerate(_acts(told, number)):
                yield replace(act, number=plot.booking.number, order=FIRST_ORDER + order)


def _knew(plot: Plot, day: int) -> bool:
    answered = plot.booking.answered_day
    return answered is not None and answered < day and plot.booking.reach != "cancelled"


def _acts(told: dict[str, Any], number: int) -> Iterator[Act]:
    day, minute = told["opened"], at(9, 12) + number
    yield Act(day, minute, "open_case", told)
    if told.get("handed"):
        yield Act(day, minute + 25, "hand_case", told)
    if told.get("reply"):
        yield Act(day, minute + 140, "reply_case", told)
    last = day + DAYS[told["kind"]]
    if told.get("answered") is None or told["answered"] > last:
        yield Act(last + 1, at(0, 10), "late_cases")
    if told.get("answered") is not None:
        yield Act(told["answered"], at(16, 5), "answer_case", told)


async def open_case(scene: Scene, plot: Plot, act: Act) -> None:
    await _case(scene, plot, act)


async def hand_case(scene: Scene, plot: Plot, act: Act) -> None:
    """Whoever hands it on has taken it on."""
    case = await _case(scene, plot, act)
    await cases.take_case(case, by=scene.clerk)
    await cases.hand_case(case, by=scene.clerk)


async def reply_case(scene: Scene, plot: Plot, act: Act) -> None:
    by, key = scene.operator(plot, "sales"), key_of(act.number, "reply-case")
    await cases.write_to_case(
        await _case(scene, plot, act), text=act.facts["reply"], by=by, key=key
    )


async def answer_case(scene: Scene, plot: Plot, act: Act) -> None:
    case = await _case(scene, plot, act)
    await cases.answer_case(case, answer=act.facts["answer"], by=scene.clerk)


async def _case(scene: Scene, plot: Plot, act: Act) -> str:
    """Its public id. The key makes a second opening the first one's answer."""
    told = act.facts
    new = NewCase(told["kind"], told["subject"], told["text"], await scene.stay_id(plot))
    return await cases.open_case(new, by=scene.organiser(plot), key=key_of(act.number, "case"))
