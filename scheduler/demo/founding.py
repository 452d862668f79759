"""Founds the demonstration's organisations through the verbs; whoever stands already is left alone."""

from datetime import date, time, timedelta

from booking import people
from scheduler.demo.cast import Founding, approver_email, approves, desk_email, foundings
from scheduler.demo.unions import demo_federations, demo_unions, staffed_sites
from sites.foundation import clock
from sites.foundation.actor import SYSTEM, Actor

Cast = dict[str, Actor]
TOLERANCE_PERCENT, TOLERANCE_HEADS = 5, 2
CONSENTED = timedelta(days=120)


async def found_everybody(today: date) -> Cast:
    """Organisations, people and steps of approval; actors by their mail address. Run again, it adds nothing."""
    known = await people.invented_people()
    every = tuple(foundings(today))
    for founding in every:
        if founding.email not in known:
            with clock.moved_to(clock.at(today + timedelta(days=founding.day), time(9, 30))):
                await people.found(founding.new, people=founding.people, by=SYSTEM)
    cast = await people.invented_people()
    for founding in every:
        if founding.refused:
            await _refuse(founding, cast, today=today)
    await _set_approvals(cast)
    await _consent(cast, today=today)
    return cast


async def _refuse(founding: Founding, cast: Cast, *, today: date) -> None:
    host = cast[next(body.email for body in demo_federations() if body.is_host)]
    waiting = (await people.unions_of_area("unverified", by=host)).items
    for union in waiting:
        if union.email == founding.email:
            with clock.moved_to(clock.at(today + timedelta(days=founding.day + 1), time(15, 20))):
                await people.refuse_union(union.public_id, why=founding.refused, by=host)


async def _set_approvals(cast: Cast) -> None:
    for union in demo_unions():
        organiser = cast[union.email]
        is_set = (await people.approval_of(organiser.organisation_id)).steps
        if approves(union) and not is_set:
            await people.set_approval(
                [cast[approver_email(union)].user_id], tolerance_percent=TOLERANCE_PERCENT,
                tolerance_heads=TOLERANCE_HEADS, by=organiser,
            )  # fmt: skip


async def _consent(cast: Cast, *, today: date) -> None:
    """One union and one base let the federation act for them by telephone."""
    union = next(union.email for union in demo_unions() if approves(union))
    for by in (cast[union], cast[desk_email(staffed_sites()[0])]):
        if not await people.consents_of(by.organisation_id):
            with clock.moved_to(clock.at(today - CONSENTED, time(10, 10))):
                await people.give_consent(ends_on=today + CONSENTED, by=by)
