"""The account over the web: shown night by night, accepted, or sent back with a note."""

from tests.factories import stays as made
from tests.factories.people import sign_in_as


async def test_the_account_shows_what_was_contracted_and_what_is_charged(client, database):
    story = await made.accounted()
    path = f"/union/stays/{story.id}/account"
    for actor in (story.union.finance, story.union.organiser):
        await sign_in_as(client, actor)
        for prefix in ("", "/en"):
            page = await client.get(prefix + path)
            assert page.status_code == 200
            for shown in ("68,544.00", "64,736.00", "16,184.00"):
                assert shown in page.text


async def test_accepting_reconciles_once(client, database):
    story = await made.accounted()
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}/account"
    assert (await client.submit(path, form=f"{path}/acceptance")).status_code == 303
    assert await made.state_of(story) == "reconciled"
    assert (await client.submit(path, form=f"{path}/acceptance")).status_code == 409


async def test_sending_back_needs_a_note(client, database):
    story = await made.accounted()
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}/account"
    empty = await client.submit(path, form=f"{path}/return", note="")
    assert empty.status_code == 422
    assert 'href="#field-note"' in empty.text
    done = await client.submit(path, form=f"{path}/return", note="11月19日只有 30 人")
    assert done.status_code == 303
    again = await client.submit(path, form=f"{path}/return", note="x")
    assert again.status_code == 409
    assert "11月19日只有 30 人" in (await client.get(f"/union/stays/{story.id}")).text


async def test_before_it_is_presented_there_is_nothing_to_accept(client, database):
    story = await made.departed()
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}/account"
    page = await client.get(path)
    assert page.status_code == 200
    assert "/acceptance" not in page.text
    assert (await client.submit(path, form=f"{path}/acceptance")).status_code == 409
    assert await made.state_of(story) == "departed"


async def test_finance_looks_and_does_not_answer(client, database):
    story = await made.accounted()
    await sign_in_as(client, story.union.finance)
    path = f"/union/stays/{story.id}/account"
    assert "/acceptance" not in (await client.get(path)).text
    assert (await client.submit("/account", form=f"{path}/acceptance")).status_code == 403
    await sign_in_as(client, story.union.viewer)
    assert (await client.get(path)).status_code == 403
