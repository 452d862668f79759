"""One-time links through HTTP: looking and HEAD use nothing up, one use, neutral words for every dead one."""

import re
from datetime import timedelta
from typing import Any

from booking import people
from booking.people.models import Membership, OneTimeLink, Session
from sites.foundation import clock
from sites.foundation.outbox import OutboxRow
from tests.factories.people import give_password, make_union, sign_in_as

NEW = "five other words on paper"


async def made_link(client: Any, actor: Any, email: str, role: str = "viewer") -> str:
    await sign_in_as(client, actor)
    page = await client.submit("/team", "/team/invitations", email=email, role=role)
    return re.findall(r"http://127\.0\.0\.1:8000(/invitations/[\w-]+)", page.text)[0]


async def test_an_invitation_stands_on_the_page_once_and_opens_the_house_once(
    new_client: Any,
) -> None:
    union, guest = await make_union(), new_client()
    admin = new_client()
    path = await made_link(admin, union.administrator, "new@example.test")
    assert path not in (await admin.get("/team")).text
    for _ in range(2):  # a mail scanner looks first
        assert (await guest.head(path)).status_code == 200
        assert (await guest.get(path)).status_code == 200
    assert (await OneTimeLink.get()).used_at is None
    answer = await guest.submit(path, name="示例新人", password=NEW)
    assert (answer.status_code, answer.headers["location"]) == (303, "/union")
    assert (await guest.get("/account")).status_code == 200
    assert (await guest.get(path)).status_code == 404
    assert (await new_client().get(path)).status_code == 404


async def test_every_dead_link_says_the_same(new_client: Any) -> None:
    union = await make_union()
    path = await made_link(new_client(), union.administrator, "new@example.test")
    reader = new_client()
    said = set()
    for dead in (path[:-1], path.swapcase().replace("/INVITATIONS/", "/invitations/"),
                 "/invitations/x", "/invitations/" + "k" * 500, path.replace("/invitations/", "/reset/")):  # fmt: skip
        answer = await reader.get(dead)
        said.add((answer.status_code, re.search(r"<h1.*?</h1>.*?</p>", answer.text, re.DOTALL)[0]))  # type: ignore[index]
    with clock.moved_to(clock.now() + timedelta(hours=73)):
        answer = await reader.get(path)
        said.add((answer.status_code, re.search(r"<h1.*?</h1>.*?</p>", answer.text, re.DOTALL)[0]))  # type: ignore[index]
    assert len(said) == 1
    assert {status for status, _ in said} == {404}


async def test_a_role_or_organisation_in_the_form_changes_nothing(new_client: Any) -> None:
    union, other = await make_union(), await make_union()
    path = await made_link(new_client(), union.administrator, "new@example.test")
    await new_client().forge(
        path, path, name="示例新人", password=NEW, role="administrator",
        organisation=other.public_id, organisation_id=str(other.organisation), email="x@y.test",
    )  # fmt: skip
    member = await Membership.get(user__email="new@example.test")
    assert (member.role, member.organisation_id) == ("viewer", union.organisation)


async def test_a_weak_password_leaves_the_invitation_open(new_client: Any) -> None:
    union, guest = await make_union(), new_client()
    path = await made_link(new_client(), union.administrator, "new@example.test")
    for fields in ({"name": "", "password": NEW}, {"name": "示例", "password": "short"},
                   {"name": "x" * 61, "password": NEW}, {"name": "示例", "password": "new@example.test"}):  # fmt: skip
        answer = await guest.submit(path, **fields)
        assert answer.status_code == 422
    assert (await OneTimeLink.get()).used_at is None


async def test_asking_for_a_link_says_the_same_for_known_and_unknown(new_client: Any) -> None:
    union = await make_union()
    email, _ = await give_password(union.organiser)
    said = set()
    for account in (email, "nobody@example.test", "' OR 1=1--", "x" * 119):
        client = new_client()
        answer = await client.submit("/forgotten", email=account)
        page = await client.get("/sign-in")
        said.add((answer.status_code, answer.headers["location"], "30" in page.text))
        assert account not in page.text
    assert said == {(303, "/sign-in", True)}
    assert await OutboxRow.filter(topic="mail.link").count() == 1


async def test_a_new_password_by_link_ends_every_session(new_client: Any) -> None:
    union, client, guest = await make_union(), new_client(), new_client()
    email, _ = await give_password(union.organiser)
    await sign_in_as(client, union.organiser)
    await guest.submit("/forgotten", email=email)
    letter = await people.letter_of(**(await OutboxRow.get(topic="mail.link")).payload)
    assert letter
    assert (await guest.head(letter.path)).status_code == 200
    assert (await guest.submit(letter.path, password="short")).status_code == 422
    answer = await guest.submit(letter.path, password=NEW)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert (await client.get("/account")).status_code == 303
    assert (await guest.get(letter.path)).status_code == 404
    assert (await guest.post(letter.path, data={"password": NEW})).status_code in {403, 404}
    entered = await guest.submit("/sign-in", email=email, password=NEW)
    assert entered.headers["location"] == "/union"
    assert await Session.filter(revoked_at=None).count() == 1
