"""A decision is written, compared and minuted on its page; what is missing is a task; the pack is asked for and fetched."""

import re

from booking.documents import pack as reimbursing
from booking.stays import deciding
from booking.stays.models import Paper
from booking.stays.packs.models import Pack
from tests.clients import Client
from tests.factories import stays as made
from tests.factories.people import make_federation, sign_in_as
from tests.factories.places import make_place

PDF = b"%PDF-1.4 invented"


async def test_what_is_typed_stays_when_something_is_wrong_and_is_kept_when_it_is_right(
    database: str, client: Client
) -> None:
    story = await made.held()
    await sign_in_as(client, story.union.organiser)
    root = f"/union/stays/{story.id}/decision"
    wrong = await client.submit(
        root, f"{root}/writing", method="inquiry", reason="示例：单价低", notice_from="2027-04-08",
        notice_until="2027-04-01",
    )  # fmt: skip
    assert wrong.status_code == 422
    assert "示例：单价低" in wrong.text
    right = await client.submit(
        root, f"{root}/writing", method="inquiry", reason="示例：单价低", notice_from="2027-04-01", notice_until="2027-04-08"
    )  # fmt: skip
    assert right.status_code == 303
    assert "示例：单价低" in (await client.get(root)).text


async def test_a_comparison_is_frozen_from_the_page_where_it_stands(
    database: str, client: Client
) -> None:
    story, other = await made.held(), await make_place()
    await sign_in_as(client, story.union.organiser)
    query = f"site={story.place.code}&site={other.code}&check_in={story.check_in}&nights=4&heads=36"
    page = await client.get(f"/compare?{query}")
    assert story.reference in page.text
    assert f'action="/union/comparison?{query.replace("&", "&amp;")}"' in page.text
    answer = await client.submit(f"/compare?{query}", f"/union/comparison?{query}", stay=story.id)
    assert answer.headers["location"].endswith(f"/union/stays/{story.id}/decision#compared")
    said = await deciding.decision_of(story.id, by=story.union.organiser)
    assert said.compared
    assert [one["code"] for one in said.compared["columns"]] == [story.place.code, other.code]
    assert other.code in (await client.get(f"/union/stays/{story.id}/decision")).text
    await sign_in_as(client, story.operator.sales)
    assert "/union/comparison" not in (await client.get(f"/compare?{query}")).text


async def test_a_missing_paper_is_a_task_until_it_is_there(database: str, client: Client) -> None:
    story = await made.held()
    federation = await make_federation(region="330100", host=False)
    await sign_in_as(client, federation.clerk)
    kept = await client.submit(
        "/federation/required-papers", "/federation/required-papers", minutes="1000"
    )
    assert kept.status_code == 303
    wrong = await client.submit(
        "/federation/required-papers", "/federation/required-papers", minutes="许多"
    )
    assert wrong.status_code == 422
    assert 'value="许多"' in wrong.text
    await sign_in_as(client, story.union.organiser)
    hub = f"/union/stays/{story.id}"
    assert "尚缺：会议纪要" in (await client.get(hub)).text
    page = await client.get(f"{hub}/decision")
    csrf = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert csrf
    nothing = await client.post(f"{hub}/decision/minutes", data={"csrf": csrf[1]}, files={"file": ("a.pdf", b"")})  # fmt: skip
    assert nothing.status_code == 422
    sent = await client.post(f"{hub}/decision/minutes", data={"csrf": csrf[1]}, files={"file": ("纪要.pdf", PDF)})  # fmt: skip
    assert sent.status_code == 303
    assert await Paper.filter(stay_id=story.number, kind="minutes").count() == 1
    assert "尚缺：会议纪要" not in (await client.get(hub)).text


async def test_a_pack_is_asked_for_waited_for_and_fetched_as_it_was_drawn(
    database: str, client: Client
) -> None:
    story = await made.accounted()
    await sign_in_as(client, story.union.organiser)
    root = f"/union/stays/{story.id}/pack"
    page = (await client.get(root)).text
    assert f'href="/union/stays/{story.id}/roster"' in page
    assert (await client.submit(root, root)).status_code == 303
    waiting = (await client.get(root)).text
    assert "data-reload" in waiting
    assert "按现状生成报销包" not in waiting
    row = await Pack.get(stay_id=story.number)
    folder = client._transport.app.state.settings.data_dir / "uploads"
    await reimbursing.draw_pack(row.id, folder=folder)
    row = await Pack.get(id=row.id)
    assert f"{root}/{row.public_id}.zip" in (await client.get(root)).text
    answer = await client.get(f"{root}/{row.public_id}.zip")
    assert answer.content == (folder / row.stored_name).read_bytes()
    assert answer.headers["cache-control"] == "no-store"
    await sign_in_as(client, story.union.finance)
    assert (await client.get(f"{root}/{row.public_id}.zip")).status_code == 404
    assert "您无权查看" in (await client.get(root)).text
