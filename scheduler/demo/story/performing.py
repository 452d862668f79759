"""Each act by the verb that a person or a job would use. Sweeps of that moment stand for the jobs."""

from collections.abc import Awaitable, Callable

from booking import cases, stays
from booking.stays import due
from scheduler.demo.habits import REASON
from scheduler.demo.story.act import Act, Plot
from scheduler.demo.story.cases import answer_case, hand_case, open_case, reply_case
from scheduler.demo.story.money_acts import ask_invoice, pay, refund, settle
from scheduler.demo.story.naming import name, room
from scheduler.demo.story.papers import write_decision
from scheduler.demo.story.scene import Scene, key_of
from sites.foundation import clock
from sites.packages import Heads

Perform = Callable[[Scene, Plot, Act], Awaitable[None]]


async def perform(act: Act, scene: Scene) -> None:
    """Do it, in the moment that the clock shows. Refused: whatever the verb refuses."""
    if act.number not in scene.lost:
        await VERBS[act.verb](scene, scene.plots[act.number], act)


async def hold(scene: Scene, plot: Plot, act: Act) -> None:
    """A booking whose hold is refused (somebody was quicker on these nights) has no story."""
    scene.lost.add(act.number)
    await scene.stay(plot)
    scene.lost.remove(act.number)


async def ask(scene: Scene, plot: Plot, _: Act) -> None:
    await stays.ask_approval(await scene.stay(plot), by=scene.organiser(plot))


async def agree(scene: Scene, plot: Plot, _: Act) -> None:
    approver, stay = scene.approver(plot), await scene.stay(plot)
    for asked in await stays.asked_of(approver):
        if asked.line.public_id == stay:
            await stays.agree(asked.public_id, by=approver)


async def submit(scene: Scene, plot: Plot, _: Act) -> None:
    if scene.papered[:1] == (plot.booking.number,):
        await scene.paper(plot, "approval")
    if plot.booking.number in scene.papered:
        await write_decision(await scene.stay(plot), by=scene.organiser(plot))
    await stays.submit(await scene.stay(plot), reason=REASON, by=scene.organiser(plot))


async def write(scene: Scene, plot: Plot, act: Act) -> None:
    by = scene.organiser(plot) if act.facts["side"] == "union" else scene.operator(plot, "sales")
    key = key_of(act.number, f"write-{act.order}")
    await stays.write_message(await scene.stay(plot), text=act.facts["text"], by=by, key=key)


async def accept(scene: Scene, plot: Plot, _: Act) -> None:
    await stays.accept(await scene.stay(plot), by=scene.operator(plot, "sales"))


async def decline(scene: Scene, plot: Plot, _: Act) -> None:
    by, why = scene.operator(plot, "sales"), plot.booking.reason
    await stays.decline(await scene.stay(plot), reason="other", note=why, by=by)


async def cancel(scene: Scene, plot: Plot, _: Act) -> None:
    by, stay = scene.organiser(plot), await scene.stay(plot)
    seen = await stays.preview_cancellation(stay, by=by)
    await stays.cancel(stay, fee_seen=seen.fee, note=plot.booking.reason, by=by)


async def seal(scene: Scene, plot: Plot, _: Act) -> None:
    await scene.paper(plot, "contract")
    await stays.seal_contract(await scene.stay(plot), by=scene.operator(plot, "sales"))


async def count(scene: Scene, plot: Plot, _: Act) -> None:
    by, booking = scene.operator(plot, "steward"), plot.booking
    came = booking.workers if booking.arrived_workers is None else booking.arrived_workers
    await stays.record_arrivals(
        await scene.stay(plot), night=clock.today(), rooms=await scene.rooms_of(plot),
        heads=Heads(came, booking.family, booking.crew), by=by,
    )  # fmt: skip


async def depart(scene: Scene, plot: Plot, _: Act) -> None:
    await stays.depart(await scene.stay(plot), by=scene.operator(plot, "steward"))


async def present(scene: Scene, plot: Plot, _: Act) -> None:
    await stays.present_account(await scene.stay(plot), by=scene.operator(plot, "sales"))


async def agree_account(scene: Scene, plot: Plot, _: Act) -> None:
    await stays.accept_account(await scene.stay(plot), by=scene.organiser(plot))


def swept(
    find: Callable[[], Awaitable[list[int]]], act: Callable[[int], Awaitable[object]]
) -> Perform:
    """What the worker's sweep would have done at that moment, to whatever was due then."""

    async def sweep(_scene: Scene, _plot: Plot, _act: Act) -> None:
        for stay_id in await find():
            await act(stay_id)

    return sweep


async def expirable() -> list[int]:
    return [*await due.holds_over(), *await due.submissions_unanswered()]


VERBS: dict[str, Perform] = {
    "hold": hold, "ask": ask, "agree": agree, "submit": submit, "write": write, "accept": accept,
    "decline": decline, "cancel": cancel, "seal": seal, "name": name, "room": room, "count": count,
    "depart": depart, "present": present, "agree_account": agree_account, "pay": pay,
    "refund": refund, "settle": settle, "ask_invoice": ask_invoice,
    "open_case": open_case, "hand_case": hand_case, "reply_case": reply_case, "answer_case": answer_case,
    "late_cases": swept(cases.past, cases.mark_overdue),
    "confirm": swept(due.submissions_accepted, stays.confirm),
    "expire": swept(expirable, stays.expire),
    "depart_by_date": swept(due.departures, stays.depart_by_date),
    "reconcile": swept(due.windows_over, stays.reconcile_by_date),
}  # fmt: skip
