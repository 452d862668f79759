"""Team and account through HTTP: own people only, others are unknown, forms keep what was typed."""

import re
from datetime import timedelta
from typing import Any

from booking import people
from booking.people.models import User
from sites.foundation import clock
from sites.foundation.actor import Actor
from tests.factories.people import (
    give_password,
    make_operator,
    make_union,
    session_of,
    sign_in_as,
)


async def page_of(actor: Actor) -> str:
    team = await people.members(actor.organisation_id)
    return "/team/" + next(one.public_id for one in team if one.user_id == actor.user_id)


async def test_a_strangers_page_and_every_act_on_it_are_unknown(client: Any) -> None:
    union, operator = await make_union(), await make_operator()
    await sign_in_as(client, union.administrator)
    said = set()
    for path in (
        await page_of(operator.sales),
        "/team/" + "0" * 32,
        "/team/x",
        "/team/" + "y" * 500,
    ):
        said.add((await client.get(path)).status_code)
        for act in ("roles", "leaving", "reset-link"):
            fields = {"roles": "viewer", "successor": "x"}
            said.add((await client.submit("/team", f"{path}/{act}", **fields)).status_code)
    assert said == {404}
    assert operator.sales == await people.actor_of_member(
        operator.sales.user_id, operator.organisation
    )


async def test_only_the_administrator_acts_on_people(client: Any) -> None:
    union = await make_union()
    await sign_in_as(client, union.organiser)
    path = await page_of(union.viewer)
    for address in ("/team/invitations", "/team/approval", f"{path}/roles", f"{path}/leaving"):
        answer = await client.submit("/account", address, roles="administrator", email="a@b.cn")
        assert answer.status_code == 403


async def test_the_administrator_changes_roles_and_ends_a_membership(
    client: Any, new_client: Any
) -> None:
    union, leaver = await make_union(), new_client()
    await sign_in_as(client, union.administrator)
    await sign_in_as(leaver, union.viewer)
    path = await page_of(union.viewer)
    assert "示例viewer" in (await client.get(path)).text
    answer = await client.submit(path, f"{path}/roles", roles=["organiser", "finance"])
    assert answer.status_code == 303
    actor = await people.actor_of_member(union.viewer.user_id, union.organisation)
    assert actor
    assert actor.roles == {"organiser", "finance"}
    for successor in ("", "x", path.removeprefix("/team/")):
        answer = await client.submit(path, f"{path}/leaving", successor=successor)
        assert answer.status_code == 422
        assert 'id="field-successor-error"' in answer.text
    heir = (await page_of(union.organiser)).removeprefix("/team/")
    answer = await client.submit(path, f"{path}/leaving", successor=heir)
    assert (answer.status_code, answer.headers["location"]) == (303, "/team")
    assert (await leaver.get("/account")).status_code == 303
    assert (await client.get(path)).status_code == 404


async def test_no_role_and_the_last_administrator_are_refused_on_the_page(client: Any) -> None:
    union = await make_union()
    await sign_in_as(client, union.administrator)
    path = await page_of(union.administrator)
    for roles in ([], ["king"], ["viewer"]):
        answer = await client.submit(path, f"{path}/roles", roles=roles)
        assert answer.status_code in {409, 422}
        assert 'role="alert"' in answer.text


async def test_a_link_for_a_colleague_is_shown_once(client: Any) -> None:
    union = await make_union()
    await sign_in_as(client, union.administrator)
    path = await page_of(union.viewer)
    page = await client.submit(path, f"{path}/reset-link")
    [link] = set(re.findall(r"http://127\.0\.0\.1:8000(/reset/[\w-]{43})", page.text))
    assert (await client.get(f"{path}/reset-link")).status_code == 200
    assert link not in (await client.get(f"{path}/reset-link")).text
    assert (await client.get(link)).status_code == 200


async def test_steps_and_deputies_are_kept_and_wrong_ones_come_back(client: Any) -> None:
    union, other = await make_union(), await make_union()
    await sign_in_as(client, union.administrator)
    ids = {
        name: (await page_of(actor)).removeprefix("/team/")
        for name, actor in (("approver", union.approver), ("viewer", union.viewer),
                            ("stranger", other.approver))
    }  # fmt: skip
    tolerance = {"tolerance_percent": "５", "tolerance_heads": "2"}

    async def set_steps(first: str, **changes: str) -> int:
        fields = {"step_1": first, **tolerance, **changes}
        answer = await client.submit("/team", "/team/approval", **fields)
        return int(answer.status_code)

    assert await set_steps(ids["approver"]) == 303
    approval = people.Approval((union.approver.user_id,), 5, 2)
    assert await people.approval_of(union.organisation) == approval
    assert await set_steps(ids["viewer"]) == 422
    assert await set_steps(ids["approver"], step_2=ids["approver"]) == 422
    assert await set_steps(ids["stranger"]) == 404
    for percent in ("21", "-1", "x", "1e3", "9" * 13):
        assert await set_steps(ids["approver"], tolerance_percent=percent) == 422
    assert await people.approval_of(union.organisation) == approval
    assert "selected>示例approver" in (await client.get("/team")).text


async def test_an_approver_sets_and_ends_a_deputy_on_the_own_page(client: Any) -> None:
    union, other = await make_union(), await make_union()
    deputy = (await page_of(union.finance)).removeprefix("/team/")
    await people.change_roles(deputy, ["approver"], by=union.administrator)
    await sign_in_as(client, union.approver)
    day = clock.today() + timedelta(days=1)
    fields = {"deputy": deputy, "starts_on": f"{day}", "ends_on": f"{day}"}
    for wrong in ({"starts_on": "2026-02-30"}, {"ends_on": "2020-01-01"}, {"deputy": ""}):
        answer = await client.submit("/account", "/account/deputies", **{**fields, **wrong})
        assert answer.status_code == 422
    assert (await client.submit("/account", "/account/deputies", **fields)).status_code == 303
    [standin] = await people.standins(union.organisation)
    assert "示例finance" in (await client.get("/account")).text
    await sign_in_as(client, other.approver)
    for wrong_id in (str(standin.id), "0", "-1", "x", "9" * 20):
        answer = await client.submit("/account", "/account/deputies/end", standin=wrong_id)
        assert answer.status_code == 404
    await sign_in_as(client, union.approver)
    await client.submit("/account", "/account/deputies/end", standin=str(standin.id))
    assert await people.standins(union.organisation) == []


async def test_name_language_password_and_sessions_are_changed_on_the_account_page(
    client: Any,
) -> None:
    union = await make_union()
    email, password = await give_password(union.organiser)
    other = await session_of(union.organiser)
    await sign_in_as(client, union.organiser)
    await client.forge(
        "/account", "/account/profile", name="示例新名", language="en", is_active="0"
    )
    user = await User.get(email=email)
    assert (user.name, user.language, user.is_active) == ("示例新名", "en", True)
    wrong = {"present": "not the present one", "new": "five other words on paper"}
    answer = await client.submit("/account", "/account/password", **wrong)
    assert answer.status_code == 422
    assert 'id="field-present-error"' in answer.text
    right = {**wrong, "present": password, "ends_others": "1"}
    assert (await client.submit("/account", "/account/password", **right)).status_code == 303
    assert await people.recall(other) is None
    third = await session_of(union.organiser)
    page = await client.get("/account")
    [handle] = re.findall(r'name="handle" value="([^"]+)"', page.text)
    assert (
        await client.submit("/account", "/account/sessions", handle="0" * 16)
    ).status_code == 404
    assert (await client.submit("/account", "/account/sessions", handle=handle)).status_code == 303
    assert await people.recall(third) is None
    assert (await client.get("/account")).status_code == 200


async def test_switching_to_what_is_not_ones_own_is_unknown(client: Any) -> None:
    union, other = await make_union(), await make_union()
    await sign_in_as(client, union.organiser)
    for wanted in (other.public_id, "x", "y" * 500, ""):
        answer = await client.submit("/account/switch", organisation=wanted)
        assert answer.status_code == 404
    answer = await client.submit("/account/switch", organisation=union.public_id)
    assert (answer.status_code, answer.headers["location"]) == (303, "/union")
