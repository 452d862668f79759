"""The papers of a stay on the screen and as files, from the list that both sides have."""

import re

from booking import rosters
from booking.rosters.models import Reveal
from tests.booking.documents.papers import read
from tests.booking.stays.rooming.town import named
from tests.clients import Client
from tests.factories import stays as made
from tests.factories.people import sign_in_as


async def test_each_paper_of_the_list_opens_on_the_screen_and_as_pdf(
    database: str, client: Client
) -> None:
    story = await made.accounted()
    for desk, actor in (("union", story.union.finance), ("operator", story.operator.finance)):
        await sign_in_as(client, actor)
        listed = (await client.get(f"/{desk}/stays/{story.id}/documents")).text
        offered = re.findall(rf'href="(/{desk}/stays/{story.id}/documents/\w+)"', listed)
        assert len(offered) == (7 if desk == "union" else 6)
        for address in offered:
            shown = await client.get(address)
            assert shown.status_code == 200
            assert f'href="{address}.pdf"' in shown.text
    answer = await client.get(f"/operator/stays/{story.id}/documents/settlement.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert "结算单" in read(answer.content, scale=0.2).words


async def test_a_paper_of_the_demonstration_says_that_it_is_an_example(
    database: str, client: Client
) -> None:
    story = await made.confirmed()
    await sign_in_as(client, story.union.organiser)
    address = f"/en/union/stays/{story.id}/documents/itinerary"
    assert '<span class="example">example</span>' in (await client.get(address)).text
    assert "example" in read((await client.get(f"{address}.pdf")).content, scale=0.2).texts[0]


async def test_a_paper_that_cannot_be_yet_is_refused_with_its_reason(
    database: str, client: Client
) -> None:
    story = await made.held()
    await sign_in_as(client, story.union.finance)
    for ending in ("", ".pdf"):
        answer = await client.get(f"/en/union/stays/{story.id}/documents/filing{ending}")
        assert answer.status_code == 409
        assert "The stay is filed when it is confirmed." in answer.text
        assert (
            await client.get(f"/union/stays/{story.id}/documents/none{ending}")
        ).status_code == 404


async def test_full_numbers_stand_in_a_file_alone_after_a_reason_and_a_word_of_what_follows(
    database: str, client: Client
) -> None:
    story = await named(1, 1, make=made.confirmed)
    await sign_in_as(client, story.union.organiser)
    address = f"/union/stays/{story.id}/documents/roster"
    listed = await client.get(f"/union/stays/{story.id}/documents")
    assert f'href="{address}/full"' in listed.text
    assert "各记一条查看记录" in (await client.get(f"{address}/full")).text
    empty = await client.submit(f"{address}/full", f"{address}/full", reason="")
    assert empty.status_code == 422
    assert await Reveal.all().count() == 0
    answer = await client.submit(f"{address}/full", f"{address}/full", reason="办理保险")
    assert answer.headers["content-type"] == "application/pdf"
    number = (await rosters.reveal_id(story.people[0], reason="x", by=story.union.organiser)).number
    assert number in read(answer.content, scale=0.2).words
    assert number not in (await client.get(address)).text
    assert (
        await client.get(f"/union/stays/{story.id}/documents/itinerary/full")
    ).status_code == 404


async def test_only_who_may_look_finds_the_way_to_full_numbers(
    database: str, client: Client
) -> None:
    story = await named(1, 1, make=made.confirmed)
    await sign_in_as(client, story.operator.sales)
    address = f"/operator/stays/{story.id}/documents/roster/full"
    assert (await client.get(address)).status_code == 403
    other = await named(1, 1, make=made.confirmed)
    await sign_in_as(client, other.union.organiser)
    assert (await client.get(f"/union/stays/{story.id}/documents/roster/full")).status_code == 404
