"""The people of a plan over the web: one list, one file for all batches, and one person on the way to another batch."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from booking import rosters, stays
from tests.factories.people import make_union, sign_in_as
from tests.factories.plan_people import names, number_of, planned, traveller_of


@pytest.fixture
async def story(client, database):
    story = await planned()
    await sign_in_as(client, story.union.organiser)
    return story


async def name(story, batch: int, *people: str) -> None:
    drafts = [rosters.draft(name=one, kind="worker", number=number_of(), department="示例科") for one in people]  # fmt: skip
    await stays.name_travellers(story.stays[batch - 1], drafts, by=story.union.organiser)


def path(story, rest: str = "") -> str:
    return f"/union/plans/{story.plan}/people{rest}"


async def send(client, story, text: str):
    page = await client.get(path(story, "/file"))
    csrf = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert csrf
    return await client.post(
        path(story, "/file"), data={"csrf": csrf[1]}, files={"file": ("全年名单.csv", text.encode())}
    )  # fmt: skip


async def test_the_list_has_everybody_by_batch_and_leads_to_the_other_ones(client, story):
    await name(story, 1, "示例甲", "示例乙")
    await name(story, 2, "示例丙")
    plan = await client.get(f"/en/union/plan?year={story.year}")
    assert f'href="/en{path(story)}"' in plan.text
    page = await client.get("/en" + path(story))
    assert page.status_code == 200
    for who in ("示例甲", "示例乙", "示例丙"):
        assert who in page.text
    assert "nothing is held for it yet" in page.text
    second = await client.get(path(story) + "?batch=2")
    assert "示例丙" in second.text
    assert "示例甲" not in second.text
    assert "示例甲" not in (await client.get(path(story) + "?batch=marked")).text


async def ticked(story, *people: tuple[int, str]) -> str:
    """The page to which the ticks of the list lead."""
    who = [await traveller_of(story, batch, name) for batch, name in people]
    return path(story, "/moving?" + "&".join(f"who={one}" for one in who))


async def test_a_person_is_moved_with_the_numbers_of_both_lists_in_view(client, story):
    await name(story, 1, "示例甲")
    await name(story, 2, "示例乙")
    own = await ticked(story, (1, "示例甲"))
    page = await client.get("/en" + own)
    assert "1 → 2 of 4" in page.text
    assert "nothing in the way" in page.text
    moved = await client.post_from(await client.get(own), path(story, "/moving/batch"), to="2")
    assert moved.headers["location"] == path(story)
    assert await names(story, 2) == ["示例乙", "示例甲"]
    assert (await client.get(own)).status_code == 404


async def test_several_are_ticked_and_moved_with_one_button(client, story):
    await name(story, 1, "示例甲", "示例乙", "示例丙")
    await name(story, 2, "示例丁")
    listed = await client.get("/en" + path(story))
    assert listed.text.count('name="who"') == 4
    own = await ticked(story, (1, "示例甲"), (1, "示例丙"))
    page = await client.get("/en" + own)
    assert "Move 2 people to batch 2" in page.text
    assert "nothing in the way" in page.text
    assert "示例甲、示例丙" in page.text
    who = [await traveller_of(story, 1, one) for one in ("示例甲", "示例丙")]
    moved = await client.post_from(await client.get(own), path(story, "/moving/batch"), to="2", who=who)  # fmt: skip
    assert moved.status_code == 303
    assert (await names(story, 1), await names(story, 2)) == (
        ["示例乙"],
        ["示例丁", "示例甲", "示例丙"],
    )


async def test_where_not_all_have_a_place_no_button_is_offered_and_none_goes(client, story):
    await name(story, 1, "示例甲", "示例乙")
    await name(story, 2, "示例丙", "示例丁", "示例戊")
    own = await ticked(story, (1, "示例甲"), (1, "示例乙"))
    page = await client.get("/en" + own)
    assert "1 too many" in page.text
    assert 'name="to"' not in page.text
    answer = await client.forge(own, path(story, "/moving/batch"), to="2", seen="1:1 2:1", who=[await traveller_of(story, 1, "示例甲"), await traveller_of(story, 1, "示例乙")])  # fmt: skip
    assert answer.status_code == 409
    assert await names(story, 1) == ["示例甲", "示例乙"]


async def test_whom_something_stands_in_the_way_of_is_named_beside_the_batch(client, story):
    await name(story, 1, "示例甲")
    drafts = [rosters.draft(name="示例乙", kind="worker")]
    await stays.name_travellers(story.stays[0], drafts, by=story.union.organiser)
    page = await client.get("/en" + await ticked(story, (1, "示例甲"), (1, "示例乙")))
    told = " ".join(re.sub(r"<[^>]+>", " ", page.text).split())
    assert "number missing 示例乙 nothing in the way 示例甲" in told


async def test_without_a_tick_the_list_says_so_and_without_the_right_there_are_none(client, story):
    await name(story, 1, "示例甲")
    answer = await client.get(path(story, "/moving"))
    assert answer.headers["location"] == path(story)
    await sign_in_as(client, story.union.approver)
    assert 'name="who"' not in (await client.get(path(story))).text


async def test_a_list_that_changed_meanwhile_is_shown_anew_with_why(client, story):
    await name(story, 1, "示例甲")
    page = await client.get(await ticked(story, (1, "示例甲")))
    await name(story, 2, "示例乙")
    answer = await client.post_from(page, path(story, "/moving/batch"), to="2")
    assert answer.status_code == 409
    assert 'class="errors' in answer.text
    assert await names(story, 2) == ["示例乙"]


async def test_one_bad_list_is_put_right_in_place_and_fills_both_batches(client, story):
    number = number_of()
    text = f"批次,姓名,身份证号\n1,示例甲,{number}\n五,示例乙,{number_of()}\n2,示例丙,{number[:-1]}"
    assert (await send(client, story, text)).status_code == 303
    file = path(story, "/file")
    page = await client.get("/en" + file)
    assert number not in page.text
    assert "The plan has no batch 5." in page.text
    assert 'name="cell-3-batch"' in page.text
    mended = await client.submit(
        file, file + "/cells", **{"cell-3-batch": "2", "cell-4-number": number_of()}
    )
    assert mended.status_code == 303
    taken = await client.submit(file, file + "/taking")
    assert taken.headers["location"] == path(story)
    assert (await names(story, 1), await names(story, 2)) == (["示例甲"], ["示例乙", "示例丙"])


async def test_a_batch_that_would_be_too_full_is_told_before_and_stops_the_taking(client, story):
    rows = "\n".join(f"1,示例{letter}," for letter in "甲乙丙丁戊")
    await send(client, story, f"批次,姓名,身份证号\n{rows}")
    file = path(story, "/file")
    assert "1 too many" in (await client.get("/en" + file)).text
    assert (await client.submit(file, file + "/taking")).status_code == 409
    assert await names(story, 1) == []


@pytest.mark.parametrize("text", ["", "<html>", "姓名\n示例甲", "批次,姓名"])
async def test_what_is_no_list_of_batches_is_told_on_the_page(client, story, text):
    answer = await send(client, story, text)
    assert answer.status_code == 422
    assert 'class="errors' in answer.text


async def test_the_template_has_a_column_of_batches_and_its_example_is_nobody(client, story):
    answer = await client.get("/union/plan-roster-template.xlsx")
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    assert sheet["A1"].value == "批次"
    page = await client.get(path(story, "/file"))
    csrf = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert csrf
    sent = await client.post(path(story, "/file"), data={"csrf": csrf[1]}, files={"file": ("a.xlsx", answer.content)})  # fmt: skip
    assert sent.status_code == 422


async def test_a_workbook_whose_batches_are_figures_is_read(client, story):
    template = await client.get("/union/plan-roster-template.xlsx")
    book = load_workbook(BytesIO(template.content))
    book.worksheets[0].append([2, "示例甲", "职工"])
    kept = BytesIO()
    book.save(kept)
    page = await client.get(path(story, "/file"))
    csrf = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert csrf
    await client.post(path(story, "/file"), data={"csrf": csrf[1]}, files={"file": ("a.xlsx", kept.getvalue())})  # fmt: skip
    await client.submit(path(story, "/file"), path(story, "/file/taking"))
    assert await names(story, 2) == ["示例甲"]


async def test_another_union_and_people_without_lists_find_nothing(client, story):
    await name(story, 1, "示例甲")
    own = await ticked(story, (1, "示例甲"))
    await sign_in_as(client, story.union.viewer)
    assert (await client.get(path(story))).status_code == 403
    await sign_in_as(client, (await make_union()).organiser)
    for address in (path(story), own, path(story, "/moving"), path(story, "/file")):
        assert (await client.get(address)).status_code == 404
