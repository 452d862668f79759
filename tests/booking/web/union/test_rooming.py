"""The rooming list over the web: laid, picked up, put down, locked, taken back, sent, printed; by both sides."""

import re

from booking.stays import rooming
from tests.booking.stays.rooming.town import named
from tests.clients import Client
from tests.factories.people import sign_in_as
from tests.factories.stays import confirmed
from tests.forms import hidden_of
from tests.pages import between, plain


async def opened(client: Client, men: int = 3, women: int = 1):
    story = await named(men, women, make=confirmed)
    await sign_in_as(client, story.union.organiser)
    story.path = f"/en/union/stays/{story.id}/rooming"
    return story


async def laid(story) -> dict[str, str]:
    page = await rooming.rooming_of(story.id, by=story.union.organiser)
    return {guest.id: room.key for room in page.rooms for guest in room.guests}


async def version(story) -> str:
    return str((await rooming.rooming_of(story.id, by=story.union.organiser)).version)


async def test_the_rooms_are_laid_and_said_with_their_reasons(
    database: str, client: Client
) -> None:
    story = await opened(client)
    empty = await client.get(story.path)
    assert "0 of 4 people have a bed" in empty.text
    answer = await client.submit(story.path, form=f"{story.path}/drawing", how="rest")
    assert answer.status_code == 303
    page = await client.get(story.path)
    assert "4 of 4 people have a bed" in page.text
    assert page.text.count("Odd person, to be asked of the base") == 2


async def test_without_names_the_page_leads_to_the_list(database: str, client: Client) -> None:
    story = await confirmed()
    await sign_in_as(client, story.union.organiser)
    page = await client.get(f"/en/union/stays/{story.id}/rooming")
    assert "Nobody is named yet" in page.text


async def test_whoever_is_picked_up_sees_where_they_fit_and_is_put_down(
    database: str, client: Client
) -> None:
    story = await opened(client)
    await client.submit(story.path, form=f"{story.path}/drawing", how="rest")
    before, third = await laid(story), story.people[2]
    picked = await client.get(f"{story.path}?pick={story.people[0]}")
    offered = re.findall(r'name="to" value="([^"]*)"', picked.text)
    assert sorted(offered) == sorted(["out:", f"room:{before[third]}", f"swap:{third}"])
    answer = await client.post_from(
        picked, f"{story.path}/move", traveller=story.people[0], seen=await version(story),
        to=f"room:{before[third]}",
    )  # fmt: skip
    assert answer.status_code == 303
    assert (await laid(story))[story.people[0]] == before[third]


async def test_what_does_not_fit_or_is_out_of_date_is_said_on_the_page(
    database: str, client: Client
) -> None:
    story = await opened(client)
    await client.submit(story.path, form=f"{story.path}/drawing", how="rest")
    before = await laid(story)
    page = await client.get(story.path)
    move = {"traveller": story.people[2], "to": f"room:{before[story.people[3]]}"}
    mixed = await client.post_from(page, f"{story.path}/move", **move, seen="1")
    assert (mixed.status_code, "Men and women share a room only" in mixed.text) == (409, True)
    old = await client.post_from(page, f"{story.path}/move", **move, seen="0")
    assert (old.status_code, "Somebody else changed" in old.text) == (409, True)
    for form in ({}, {"traveller": "x" * 300}, {"traveller": story.people[0], "to": "room:"}):
        answer = await client.post_from(page, f"{story.path}/move", **form)
        assert answer.status_code in (409, 422)
    assert await laid(story) == before


async def test_a_room_is_locked_a_change_taken_back_and_the_list_sent_and_printed(
    database: str, client: Client
) -> None:
    story = await opened(client)
    await client.submit(story.path, form=f"{story.path}/drawing", how="rest")
    page, key = await client.get(story.path), (await laid(story))[story.people[0]]
    # The button of the room sends the board's form to another address.
    locks = {**hidden_of(page.text), "room": f"lock:{key}", "seen": "1"}
    assert (await client.post(f"{story.path}/lock", data=locks)).status_code == 303
    for act in ("undo", "sending"):
        answer = await client.submit(story.path, form=f"{story.path}/{act}")
        assert answer.status_code == 303, act
    shown = await rooming.sent_rooming(story.id, by=story.operator.steward)
    assert shown is not None
    assert (shown.version, any(room.is_locked for room in shown.rooms)) == (3, False)
    printed = await client.get(f"{story.path}/list")
    assert printed.text.count("示例甲") == 2


async def test_needs_are_kept_and_change_who_shares(database: str, client: Client) -> None:
    story = await opened(client)
    form = f"{story.path}/people/{story.people[0]}"
    wrong = await client.submit(form, arrives_on=story.check_out.isoformat())
    assert (wrong.status_code, "#field-leaves_on" in wrong.text) == (422, True)
    for person in (story.people[0], story.people[3]):
        answer = await client.submit(
            f"{story.path}/people/{person}",
            bond="示例家",
            department="示例科",
            diet="halal",
            care="一楼",
        )
        assert answer.status_code == 303
    await client.submit(story.path, form=f"{story.path}/drawing", how="rest")
    both = await laid(story)
    assert both[story.people[0]] == both[story.people[3]]
    assert "一楼" in (await client.get(story.path)).text
    assert 'value="示例科"' in (await client.get(form)).text


async def test_the_base_reads_the_list_numbers_the_doors_and_sets_its_rule(
    database: str, client: Client
) -> None:
    story = await opened(client)
    await rooming.draw_up_rooming(story.id, anew=True, by=story.union.organiser)
    key = (await laid(story))[story.people[0]]
    base = f"/en/operator/stays/{story.id}/rooming"
    await sign_in_as(client, story.operator.administrator)
    assert "No rooming list yet" in (await client.get(base)).text
    assert "No rooming list yet" in (await client.get(f"{base}/list")).text
    await rooming.send_rooming(story.id, by=story.union.organiser)
    assert "示例甲" in (await client.get(base)).text
    done = await client.submit(base, form=f"{base}/numbers", **{f"number-{key}": "305"})
    assert done.status_code == 303
    done = await client.submit(base, form=f"{base}/rule", rule="single")
    assert done.status_code == 303
    listed = (await client.get(f"{base}/list")).text
    assert "305" in plain(between(listed, "<table", "</table>")).split()
    await sign_in_as(client, story.union.organiser)
    page = (await client.get(story.path)).text
    assert "Floor 3" in page
    assert "Odd person, alone without supplement" in page
