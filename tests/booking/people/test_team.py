import asyncio
from datetime import timedelta

import pytest

from booking import people
from booking.people.approval import NotAnApprover, ToleranceOutOfRange
from booking.people.deputies import DeputyDates, DeputyIsOneself, DeputyNotApprover
from booking.people.models import Membership
from booking.people.team import (
    LastAdministrator,
    PersonUnknown,
    RolesUnknown,
    StillApproves,
    SuccessorMustApprove,
    SuccessorNeeded,
)
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.outbox import OutboxRow
from tests.factories.people import make_operator, make_union, session_of


async def public_id_of(actor: Actor) -> str:
    team = await people.members(actor.organisation_id)
    return next(one.public_id for one in team if one.user_id == actor.user_id)


async def test_roles_change_to_exactly_what_was_chosen_and_the_session_ends(database: str) -> None:
    union = await make_union()
    token = await session_of(union.viewer)
    person = await public_id_of(union.viewer)
    await people.change_roles(person, ["organiser", "finance"], by=union.administrator)
    assert (await people.member_of(person, by=union.administrator)).roles == (
        "finance",
        "organiser",
    )
    assert await people.recall(token) is None
    ended = await Membership.filter(user_id=union.viewer.user_id, role="viewer").first()
    assert ended
    assert ended.ended_at


@pytest.mark.parametrize("roles", [[], ["sales"], ["organiser", "king"], [""]])
async def test_nobody_gets_a_role_of_another_kind_or_none(database: str, roles: list[str]) -> None:
    union = await make_union()
    person = await public_id_of(union.viewer)
    with pytest.raises(RolesUnknown):
        await people.change_roles(person, roles, by=union.administrator)
    with pytest.raises(people.NotGranted):
        await people.change_roles(person, ["organiser"], by=union.organiser)


async def test_strangers_are_unknown_whether_they_exist_or_not(database: str) -> None:
    union, operator = await make_union(), await make_operator()
    me = await public_id_of(union.organiser)
    for stranger in (await public_id_of(operator.sales), "0" * 32, ""):
        with pytest.raises(PersonUnknown):
            await people.change_roles(stranger, ["viewer"], by=union.administrator)
        with pytest.raises(PersonUnknown):
            await people.remove_member(stranger, me, by=union.administrator)
        with pytest.raises(SuccessorNeeded):
            await people.remove_member(me, stranger, by=union.administrator)


async def test_whoever_leaves_hands_over_and_is_out_at_the_next_request(database: str) -> None:
    union = await make_union()
    token = await session_of(union.organiser)
    leaving, heir = await public_id_of(union.organiser), await public_id_of(union.administrator)
    with pytest.raises(SuccessorNeeded):
        await people.remove_member(leaving, leaving, by=union.administrator)
    await people.remove_member(leaving, heir, by=union.administrator)
    assert await people.recall(token) is None
    assert union.organiser.user_id not in [
        one.user_id for one in await people.members(union.organisation)
    ]
    assert (await OutboxRow.get(topic="people.handed_over")).payload == {
        "organisation": union.organisation,
        "from": union.organiser.user_id,
        "to": union.administrator.user_id,
    }


async def test_an_organisation_keeps_an_administrator(database: str) -> None:
    union = await make_union()
    last, other = await public_id_of(union.administrator), await public_id_of(union.organiser)
    with pytest.raises(LastAdministrator):
        await people.change_roles(last, ["viewer"], by=union.administrator)
    with pytest.raises(LastAdministrator):
        await people.remove_member(last, other, by=union.administrator)
    await people.change_roles(other, ["administrator"], by=union.administrator)
    await people.remove_member(last, other, by=union.administrator)


async def test_two_administrators_cannot_remove_each_other_at_once(database: str) -> None:
    union = await make_union()
    first, second = await public_id_of(union.administrator), await public_id_of(union.organiser)
    heir = await public_id_of(union.finance)
    await people.change_roles(second, ["administrator"], by=union.administrator)
    other = await people.actor_of_member(union.organiser.user_id, union.organisation)
    assert other
    results = await asyncio.gather(
        people.remove_member(second, heir, by=union.administrator),
        people.remove_member(first, heir, by=other),
        return_exceptions=True,
    )
    assert sorted(isinstance(one, Refusal) for one in results) == [False, True]


async def test_steps_of_approval_are_different_approvers_three_at_most(database: str) -> None:
    union, other = await make_union(), await make_union()
    approver = union.approver.user_id
    for steps in (
        [union.organiser.user_id], [approver, approver], [other.approver.user_id], [approver] * 4, [0],
    ):  # fmt: skip
        with pytest.raises(NotAnApprover):
            await people.set_approval(
                steps, tolerance_percent=0, tolerance_heads=0, by=union.administrator
            )
    for percent, heads in ((21, 0), (0, 21), (-1, 0)):
        with pytest.raises(ToleranceOutOfRange):
            await people.set_approval(
                [], tolerance_percent=percent, tolerance_heads=heads, by=union.administrator
            )
    assert await people.approval_of(union.organisation) == people.Approval()
    await people.set_approval(
        [approver], tolerance_percent=5, tolerance_heads=2, by=union.administrator
    )
    assert await people.approval_of(union.organisation) == people.Approval((approver,), 5, 2)


async def test_a_step_goes_to_a_successor_who_approves_and_to_nobody_else(
    database: str,
) -> None:
    union = await make_union()
    leaving, heir = await public_id_of(union.approver), await public_id_of(union.organiser)
    await people.set_approval(
        [union.approver.user_id], tolerance_percent=5, tolerance_heads=2, by=union.administrator
    )
    with pytest.raises(StillApproves):
        await people.change_roles(leaving, ["viewer"], by=union.administrator)
    await people.change_roles(heir, ["organiser", "approver"], by=union.administrator)
    await people.remove_member(leaving, heir, by=union.administrator)
    assert (await people.approval_of(union.organisation)).steps == (union.organiser.user_id,)
    viewer = await public_id_of(union.viewer)
    with pytest.raises(SuccessorMustApprove):
        await people.remove_member(heir, viewer, by=union.administrator)
    await people.set_approval([], tolerance_percent=0, tolerance_heads=0, by=union.administrator)
    await people.remove_member(heir, viewer, by=union.administrator)


async def test_a_deputy_approves_between_two_days_both_included(database: str) -> None:
    union = await make_union()
    person, deputy = await public_id_of(union.approver), await public_id_of(union.finance)
    first, last = clock.today() + timedelta(days=2), clock.today() + timedelta(days=4)
    absence = people.Absence(person, deputy, first, last)
    with pytest.raises(DeputyNotApprover):
        await people.set_deputy(absence, by=union.approver)
    await people.change_roles(deputy, ["finance", "approver"], by=union.administrator)
    await people.set_deputy(absence, by=union.approver)

    async def on(day: int) -> frozenset[int]:
        return await people.deputies_on(
            clock.today() + timedelta(days=day),
            user_id=union.approver.user_id,
            organisation_id=union.organisation,
        )

    assert [bool(await on(day)) for day in range(1, 6)] == [False, True, True, True, False]
    assert await on(3) == {union.finance.user_id}
    await people.change_roles(deputy, ["finance"], by=union.administrator)
    assert await on(3) == frozenset()
    [standin] = await people.standins(union.organisation)
    with pytest.raises(people.NotGranted):
        await people.end_deputy(standin.id, by=union.viewer)
    await people.end_deputy(standin.id, by=union.administrator)
    assert await people.standins(union.organisation) == []


async def test_deputies_are_others_in_time_and_set_by_those_who_may(database: str) -> None:
    union, other = await make_union(), await make_union()
    person, deputy = await public_id_of(union.approver), await public_id_of(union.finance)
    await people.change_roles(deputy, ["approver"], by=union.administrator)
    today, day = clock.today(), timedelta(days=1)

    async def set_it(who: str, stand_in: str, first: int, last: int, by: Actor) -> None:
        await people.set_deputy(
            people.Absence(who, stand_in, today + first * day, today + last * day), by=by
        )

    with pytest.raises(DeputyIsOneself):
        await set_it(person, person, 1, 2, union.approver)
    for first, last in ((2, 1), (-1, 3), (1, 400)):
        with pytest.raises(DeputyDates):
            await set_it(person, deputy, first, last, union.approver)
    with pytest.raises(people.NotGranted):
        await set_it(person, deputy, 1, 2, union.organiser)
    with pytest.raises(PersonUnknown):
        await set_it(person, await public_id_of(other.approver), 1, 2, union.approver)
    with pytest.raises(PersonUnknown):
        await set_it(person, deputy, 1, 2, other.administrator)
    await set_it(person, deputy, 0, 0, union.administrator)
