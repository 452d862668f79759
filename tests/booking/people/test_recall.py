from datetime import timedelta

import pytest

from booking import people
from booking.people import sessions
from booking.people.models import Membership, Organisation, Session, User
from sites.foundation import clock
from tests.factories.people import make_federation, make_union, session_of


async def test_a_session_brings_back_person_roles_and_desk(database: str) -> None:
    union = await make_union()
    viewer = await people.recall(await session_of(union.organiser))
    assert viewer is not None
    assert viewer.actor == union.organiser
    assert (viewer.kind, viewer.home) == ("union", "/union")
    assert viewer.actor.may("stays.book")
    assert not viewer.actor.may("stays.approve")


async def test_a_federation_that_hosts_nothing_works_at_the_partners_desk(database: str) -> None:
    partner = await make_federation(host=False)
    viewer = await people.recall(await session_of(partner.clerk))
    assert viewer is not None
    assert (viewer.kind, viewer.home, viewer.actor.kind) == ("partner", "/partner", "federation")
    assert not viewer.actor.may("sites.oversee")


@pytest.mark.parametrize("token", ["", "x", "é", "a" * 43, "\x00"])
async def test_an_invented_token_is_nobody(database: str, token: str) -> None:
    await make_union()
    assert await people.recall(token) is None


async def test_only_the_hash_of_a_token_is_kept(database: str) -> None:
    union = await make_union()
    token = await session_of(union.organiser)
    assert token not in str(await Session.all().values())


@pytest.mark.parametrize("ending", ["revoked", "switched_off", "membership_ended", "closed"])
async def test_whoever_may_no_longer_is_nobody_at_the_next_request(
    database: str, ending: str
) -> None:
    union = await make_union()
    token = await session_of(union.organiser)
    assert await people.recall(token)
    user, organisation, now = union.organiser.user_id, union.organisation, clock.now()
    match ending:
        case "revoked":
            await Session.all().update(revoked_at=now)
        case "switched_off":
            await User.filter(id=user).update(is_active=False)
        case "membership_ended":
            await Membership.filter(user_id=user).update(ended_at=now)
        case "closed":
            await Organisation.filter(id=organisation).update(standing="closed")
    assert await people.recall(token) is None


async def test_eight_idle_hours_end_a_session_and_use_keeps_it_to_the_seventh_day(
    database: str,
) -> None:
    union = await make_union()
    token, start = await session_of(union.organiser), clock.now()
    with clock.moved_to(start + sessions.IDLE + timedelta(minutes=1)):
        assert await people.recall(token) is None
    for hours in range(7, 7 * 24, 7):
        with clock.moved_to(start + timedelta(hours=hours)):
            assert await people.recall(token)
    with clock.moved_to(start + sessions.ABSOLUTE + timedelta(minutes=1)):
        assert await people.recall(token) is None


async def test_looking_twice_in_a_minute_writes_nothing(database: str) -> None:
    union = await make_union()
    token, start = await session_of(union.organiser), clock.now()
    before = await Session.all().values("seen_at")
    with clock.moved_to(start + timedelta(minutes=1)):
        await people.recall(token)
        assert await Session.all().values("seen_at") == before
    with clock.moved_to(start + timedelta(minutes=11)):
        await people.recall(token)
        assert await Session.all().values("seen_at") != before


async def test_one_session_ended_leaves_the_others(database: str) -> None:
    union = await make_union()
    first, second = await session_of(union.organiser), await session_of(union.organiser)
    stranger = await session_of(union.approver)
    viewer = await people.recall(first)
    other = await people.recall(stranger)
    assert viewer
    assert other
    mine = await sessions.own_sessions(viewer)
    assert [one.is_present for one in mine].count(True) == 1
    handle = next(one.handle for one in mine if not one.is_present)
    assert not await sessions.revoke_session(handle, viewer=other)
    assert await sessions.revoke_session(handle, viewer=viewer)
    assert await people.recall(second) is None
    assert await people.recall(first)
    await sessions.sign_out(viewer)
    assert await people.recall(first) is None
