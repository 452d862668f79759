"""A mandate of the first union for its next confirmed trip; the agency has entered the coach, and the insurance is open."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from booking import people, stays
from booking.stays import State, mandates
from booking.stays.mandates import Coach
from scheduler.demo.cast import agency_email
from scheduler.demo.unions import demo_unions
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal


async def keep_mandate(cast: Mapping[str, Actor], today: date) -> None:
    """Run again, it adds nothing. Where no trip lies ahead, there is none."""
    by, agent = cast[demo_unions()[0].email], cast[agency_email()]
    ahead = [line for line in await stays.lines_of(by, states=[State.CONFIRMED]) if line.check_in > today]  # fmt: skip
    if not ahead or await mandates.desk_of_agency(by=agent):
        return
    line = min(ahead, key=lambda one: one.check_in)
    agency = (await people.named([agent.organisation_id]))[agent.organisation_id].public_id
    with suppress(Refusal):  # told in the log of the story, and the page says what it needs
        mandate = await mandates.grant_mandate(
            line.public_id, agency=agency, starts_on=today, ends_on=line.check_out, by=by
        )
        coach = Coach("示例客运公司", "示A00001", line.heads + 8, "单位北门（示例）", "07:30")
        await mandates.enter_coach(mandate, coach, by=agent)
