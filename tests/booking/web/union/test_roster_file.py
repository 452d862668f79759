"""The list by file, as its pages show it: sent, put right in place, taken, and read by the base."""

import re
from datetime import date

import pytest

from booking import rosters, stays
from booking.rosters.file_model import RosterFile
from tests.factories.people import make_union, sign_in_as
from tests.factories.resident_numbers import resident_number_for
from tests.factories.stays import confirmed, held

BORN = date(1980, 5, 1)


def listed(*people: tuple[str, str]) -> bytes:
    return "\n".join(["姓名,身份证号", *[f"{name},{number}" for name, number in people]]).encode()


async def send(client, story, data: bytes, *, name: str = "名单.csv", **more: str):
    path = f"/union/stays/{story.id}/roster/file"
    page = await client.get(path)
    csrf = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert csrf
    return await client.post(path, data={"csrf": csrf[1], **more}, files={"file": (name, data)})


async def test_a_bad_list_is_put_right_in_place_and_taken(client, database):
    story = await held()
    one, two = (resident_number_for(BORN) for _ in range(2))
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}/roster/file"
    assert (
        await send(client, story, listed(("示例甲", one), ("示例乙", two[:-1])))
    ).status_code == 303
    page = await client.get(path)
    assert page.status_code == 200
    assert one not in page.text
    assert two[:-1] not in page.text
    mended = await client.post_from(page, f"{path}/cells", **{"cell-3-number": two})
    assert mended.status_code == 303
    taken = await client.submit(path, f"{path}/taking")
    assert taken.headers["location"].endswith("/roster")
    roster = await client.get(f"/union/stays/{story.id}/roster")
    assert "示例甲" in roster.text
    assert "示例乙" in roster.text
    assert (await client.get(f"/en{path}")).status_code == 200


async def test_a_row_may_be_left_out_and_a_file_forgotten(client, database):
    story = await held()
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}/roster/file"
    await send(client, story, listed(("示例甲", ""), ("示例乙", "1")))
    await client.submit(path, f"{path}/cells", **{"without-3": "1"})
    assert "cell-3" not in (await client.get(path)).text
    await client.submit(path, f"{path}/removal")
    assert await RosterFile.filter(ended_at=None).count() == 0


@pytest.mark.parametrize("data", [b"", b"<html>", b"%PDF-1.4", b"a,b,c\n1,2,3"])
async def test_what_is_no_list_is_told_on_the_page(client, database, data):
    story = await held()
    await sign_in_as(client, story.union.organiser)
    answer = await send(client, story, data)
    assert answer.status_code == 422
    assert 'class="errors' in answer.text


async def test_the_name_of_a_file_is_shown_without_what_hides(client, database):
    story = await held()
    await sign_in_as(client, story.union.organiser)
    await send(client, story, listed(("示例甲", "")), name="..\\..\\cod\u202excsv.exe")
    page = await client.get(f"/union/stays/{story.id}/roster/file")
    assert "codxcsv.exe" in page.text
    assert ".." not in re.sub(r"<[^>]+>", "", page.text)


async def test_the_template_comes_back_as_a_list_of_nobody(client, database):
    story = await held()
    await sign_in_as(client, story.union.organiser)
    file = await client.get("/union/roster-template.xlsx")
    with pytest.raises(rosters.FileUnreadable):
        await rosters.read_file(file.content, "x.xlsx")


async def test_one_person_goes_in_another_s_place(client, database):
    story = await held()
    await stays.name_travellers(story.id, [rosters.draft(name="示例甲", kind="worker")], by=story.union.organiser)  # fmt: skip
    await sign_in_as(client, story.union.organiser)
    party = (await stays.page_of(story.id, by=story.union.organiser)).party_id
    gone = (await rosters.roster_of(party)).people[0].public_id
    path = f"/union/stays/{story.id}/roster/{gone}"
    faulty = await client.submit(path, f"{path}/place", name="示例乙", number="1")
    assert faulty.status_code == 422
    done = await client.submit(path, f"{path}/place", name="示例乙")
    assert done.status_code == 303
    assert [one.name for one in (await rosters.roster_of(party)).people] == ["示例乙"]


async def test_the_base_reads_names_from_confirmation_on_and_what_differs(client, database):
    story = await confirmed()
    number = resident_number_for(BORN)
    for name in ("示例甲", "示例乙"):
        person = rosters.draft(name=name, kind="worker", number=number if name == "示例甲" else "")
        await stays.name_travellers(story.id, [person], by=story.union.organiser)
    await sign_in_as(client, story.operator.steward)
    path = f"/operator/stays/{story.id}/roster"
    page = await client.get(path)
    assert "示例甲" in page.text
    assert number[:4] + "*" not in page.text
    assert page.text.count("示例乙") == 2
    assert (await client.get(f"{path}?since=0")).text.count("示例甲") == 2
    assert (await client.get(f"{path}?since=x")).status_code == 200


async def test_the_base_of_a_stay_that_is_not_sure_reads_no_names(client, database):
    story = await held()
    await stays.name_travellers(story.id, [rosters.draft(name="示例甲", kind="worker")], by=story.union.organiser)  # fmt: skip
    await sign_in_as(client, story.operator.steward)
    assert "示例甲" not in (await client.get(f"/operator/stays/{story.id}/roster")).text


async def test_another_union_finds_no_file(client, database):
    story, other = await held(), await make_union()
    await sign_in_as(client, other.organiser)
    assert (await client.get(f"/union/stays/{story.id}/roster/file")).status_code == 404
