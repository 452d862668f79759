"""Who approves while somebody is away: the union's approver hands one question on to the chair, and stands in for the chair."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from booking import people, stays
from booking.people import Absence
from scheduler.demo.cast import approver_email, chair_email
from scheduler.demo.unions import demo_unions
from sites.foundation import clock
from sites.foundation.actor import Actor

AWAY = timedelta(days=60)
WORDS = "示例：两个基地一起去，请主席定。"


async def keep_deputy(cast: Mapping[str, Actor], today: date) -> None:
    """Run again, it adds nothing: whoever stands in once, stands in. Where nothing is asked, nothing is handed on."""
    union = demo_unions()[0]
    approver, chair = cast[approver_email(union)], cast[chair_email(union)]
    if await people.standins(chair.organisation_id):
        return
    with clock.moved_to(min(clock.at(today, time(9, 10)), clock.now())):
        asked = await stays.asked_of(approver)
        for one in [one for one in asked if one.also][:1]:
            await stays.hand_on(one.public_id, to_user_id=chair.user_id, note=WORDS, by=approver)
        team = {one.user_id: one.public_id for one in await people.members(chair.organisation_id)}
        absence = Absence(team[chair.user_id], team[approver.user_id], today, today + AWAY)
        await people.set_deputy(absence, by=chair)
