import pytest

from booking import people
from booking.people.account import PresentPasswordWrong
from booking.people.models import Organisation
from sites.foundation.errors import Refusal
from tests.factories.centres import make_centre
from tests.factories.people import (
    give_password,
    make,
    make_federation,
    make_operator,
    make_platform,
    make_union,
    session_of,
)

NEW = "five other words on paper"


async def test_a_new_password_needs_the_present_one_and_may_end_the_other_sessions(
    database: str,
) -> None:
    union = await make_union()
    email, password = await give_password(union.organiser)
    here, there = await session_of(union.organiser), await session_of(union.organiser)
    viewer = await people.recall(here)
    assert viewer

    async def change(present: str, new: str, *, ends_others: bool) -> None:
        await people.change_password(
            present, new, ends_others=ends_others, address="10.0.0.1", viewer=viewer
        )

    with pytest.raises(PresentPasswordWrong):
        await change("not the present one", NEW, ends_others=True)
    with pytest.raises(Refusal, match="password_names_you"):
        await change(password, email, ends_others=True)
    await change(password, NEW, ends_others=False)
    assert await people.recall(there)
    await change(NEW, password, ends_others=True)
    assert await people.recall(there) is None
    assert await people.recall(here)


async def test_guessing_the_present_password_is_throttled_too(database: str) -> None:
    union = await make_union()
    await give_password(union.organiser)
    viewer = await people.recall(await session_of(union.organiser))
    assert viewer
    codes = []
    for _ in range(6):
        with pytest.raises(Refusal) as refused:
            await people.change_password(
                "a guess of mine", NEW, ends_others=True, address="10.0.0.1", viewer=viewer
            )
        codes.append(refused.value.code)
    assert codes == ["present_password_wrong"] * 5 + ["too_many_tries"]


async def test_name_and_language_are_ones_own(database: str) -> None:
    union = await make_union()
    viewer = await people.recall(await session_of(union.organiser))
    assert viewer
    await people.change_profile(name="阿依古丽·买买提", language="en", viewer=viewer)
    await people.change_profile(name="阿依古丽·买买提", language="../../x", viewer=viewer)
    account = await people.own_account(viewer)
    assert (account.name, account.language) == ("阿依古丽·买买提", "en")


async def test_the_demonstration_lets_in_by_role_into_invented_organisations_alone(
    database: str,
) -> None:
    for made in (
        await make_union(), await make_operator(), await make_federation(),
        await make_federation(host=False), await make_platform(), await make_centre(),
        await make("agency"),
    ):  # fmt: skip
        assert made
    for role in people.DEMO_ROLES:
        with pytest.raises(Refusal, match="demo_role_unknown"):
            await people.enter_demonstration(role.key, agent="test")
    await Organisation.all().update(is_demo=True)
    homes = {}
    for role in people.DEMO_ROLES:
        entered = await people.enter_demonstration(role.key, agent="test")
        viewer = await people.recall(entered.token)
        assert viewer
        assert role.role in viewer.actor.roles
        homes[role.key] = entered.home
    assert homes == {
        "union": "/union", "approver": "/union", "operator": "/operator", "steward": "/operator",
        "finance": "/operator", "cashier": "/centre", "centre": "/centre", "federation": "/federation", "auditor": "/federation", "partner": "/partner",
        "platform": "/platform", "agency": "/agency",
    }  # fmt: skip
    with pytest.raises(Refusal, match="demo_role_unknown"):
        await people.enter_demonstration("root", agent="test")
