"""A line of an account that a union disputes and the base has answered: it waits for the federation."""

from collections.abc import Mapping
from datetime import timedelta

from booking import stays
from booking.stays import State
from scheduler.demo.cast import desk_email
from scheduler.demo.unions import demo_unions
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money

REASON = "示例：当晚两名职工因公提前返程，未入住。"
ANSWER = "示例：房间当晚已为两人保留，未转售。"
LESS = Money(300_00)


async def keep_dispute(cast: Mapping[str, Actor]) -> None:
    """Of the first account that can still be checked. Run again, it adds nothing."""
    if await stays.disputes_waiting():
        return
    for union in demo_unions():
        by = cast[union.email]
        for line in await stays.lines_of(by, states=[State.DEPARTED]):
            opened = line.account_presented_at
            if opened and line.dispute_until and line.dispute_until > clock.now():
                lines = (await stays.disputes_of(line.public_id, by=by)).lines
                first = next((one for one in lines if one.amount > LESS), None)
                if first is None:
                    continue
                with clock.moved_to(max(opened, clock.now() - timedelta(hours=20))):
                    dispute = await stays.dispute_line(
                        line.public_id, first.code, wanted=first.amount - LESS, reason=REASON, by=by
                    )
                await stays.answer_dispute(
                    line.public_id, dispute, agrees=False, note=ANSWER, by=cast[desk_email(line.site_code)]
                )  # fmt: skip
                return
