"""The rules of a trip on its own page, at the submission, and at the approver's."""

from booking import stays
from booking.stays.models import Paper
from tests.factories import stays as made
from tests.factories.people import sign_in_as
from tests.factories.rules import BLOCKS, WARNS, on_record

PDF = b"%PDF-1.4 sample"


async def test_a_block_closes_the_submission_and_says_what_would_pass(client, database):
    story = await made.held()
    await on_record(BLOCKS, number="示例〔2027〕1号")
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}/submission"
    page = await client.get("/en" + path)
    for words in (
        "示例文件",
        "示例〔2027〕1号",
        "5 days",
        "at most 3 days, travel included",
        "2 days fewer",
    ):
        assert words in page.text
    assert "A rule of the sending region stands against it." in page.text
    answer = await client.submit(path, agreed="1", reason="示例")
    assert answer.status_code == 409
    assert await made.state_of(story) == "held"


async def test_a_warning_asks_for_its_reason_beside_the_field(client, database):
    story = await made.held()
    await on_record(WARNS)
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}/submission"
    answer = await client.submit(path, agreed="1")
    assert answer.status_code == 422
    assert 'href="#field-reason"' in answer.text
    assert (await client.submit(path, agreed="1", reason="路途较远")).status_code == 303


async def test_a_document_of_a_secondary_source_says_so(client, database):
    story = await made.held()
    await on_record(BLOCKS, grade="weak")
    await sign_in_as(client, story.union.organiser)
    page = await client.get(f"/en/union/stays/{story.id}/rules")
    assert "from a secondary source" in page.text
    assert "Whoever approves in your union may let" in page.text
    assert 'name="key"' not in page.text


async def test_facts_are_stated_in_yuan_and_come_back_as_typed(client, database):
    story = await made.held()
    year = {"kind": "max_cost_per_year", "unit_kinds": ["any"], "value": 900_000, "effect": "block"}
    await on_record(year)
    await sign_in_as(client, story.union.organiser)
    root = f"/union/stays/{story.id}/rules"
    answer = await client.submit(
        root, f"{root}/facts", spent_this_year="1,000.50", no_show_before="no"
    )
    assert answer.status_code == 303
    found = await stays.trip_rules(story.id, by=story.union.organiser)
    assert (found.statement.spent_this_year, found.statement.no_show_before) == (100_050, False)
    page = await client.get("/en" + root)
    assert 'value="1000.50"' in page.text
    assert "¥1,000.50 before it, this year" in page.text
    wrong = await client.submit(root, f"{root}/facts", years_since_last="many")
    assert wrong.status_code == 422


async def test_the_approver_lets_pass_with_a_file(client, database):
    story = await made.held()
    await on_record(BLOCKS, grade="weak")
    await sign_in_as(client, story.union.approver)
    root = f"/union/stays/{story.id}/rules"
    key = (await stays.trip_rules(story.id, by=story.union.approver)).blocks[0].key
    without = await client.submit(root, f"{root}/pass", key=key, reason="原文为六天")
    assert without.status_code == 422
    csrf = (await client.get(root)).text.split('name="csrf" value="')[1].split('"')[0]
    answer = await client.post(
        f"{root}/pass",
        data={"csrf": csrf, "key": key, "reason": "原文为六天"},
        files={"file": ("原文.pdf", PDF)},
    )
    assert answer.status_code == 303
    assert await Paper.filter(kind="policy").count() == 1
    assert "原文为六天" in (await client.get(root)).text


async def test_another_unions_rules_are_not_there(client, database):
    story, other = await made.held(), await made.held()
    await sign_in_as(client, story.union.organiser)
    assert (await client.get(f"/union/stays/{other.id}/rules")).status_code == 404
