"""The page of one stay: every state, both languages, nobody else's, and the acts that start from it."""

import re

import pytest

from booking import stays
from sites.foundation.database import fetch
from tests.factories import stays as made
from tests.factories.people import make_union, sign_in_as

PDF = b"%PDF-1.7\n%example\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.mark.parametrize(
    "maker", [made.held, made.submitted, made.confirmed, made.in_house, made.accounted, made.reconciled]
)  # fmt: skip
async def test_the_page_stands_in_every_state_and_both_languages(client, maker):
    story = await maker()
    await sign_in_as(client, story.union.organiser)
    for prefix in ("", "/en"):
        page = await client.get(f"{prefix}/union/stays/{story.id}")
        assert page.status_code == 200
        assert story.reference in page.text
        assert "<table" in page.text


async def test_nobody_else_finds_the_stay(client):
    story, other = await made.confirmed(), await make_union()
    for stranger in (other.organiser, story.operator.sales):
        await sign_in_as(client, stranger)
        for rest in ("", "/copy", "/submission", "/cancellation", "/account", "/roster"):
            page = await client.get(f"/union/stays/{story.id}{rest}")
            assert page.status_code in {403, 404}
            assert story.reference not in page.text
        for act in ("prolonging", "messages", "contract", "cancellation", "submission", "papers"):
            page = await client.submit(
                "/account",
                form=f"/union/stays/{story.id}/{act}",
                text="x",
                fee_seen="0",
                agreed="1",
                kind="other",
            )
            assert page.status_code in {403, 404}, act
    assert await made.state_of(story) == "confirmed"


async def test_an_unknown_stay_and_a_foreign_one_read_alike(client):
    story, other = await made.held(), await make_union()
    await sign_in_as(client, other.organiser)
    foreign = await client.get(f"/union/stays/{story.id}")
    unknown = await client.get(f"/union/stays/{'0' * 32}")
    assert foreign.status_code == unknown.status_code == 404
    assert text_of(foreign) == text_of(unknown)


async def test_addresses_that_are_no_stay_s_are_not_found(client, database):
    union = await make_union()
    await sign_in_as(client, union.organiser)
    for stay in ("1", "0", "-1", "%00", "x" * 40, "x" * 300, "1%20OR%201", "{" + "0" * 32 + "}"):
        for rest in ("", "/submission", "/papers/1", "/roster"):
            assert (await client.get(f"/union/stays/{stay}{rest}")).status_code == 404, stay


async def test_a_hold_is_prolonged_once_from_its_clock(client):
    story = await made.held()
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}"
    page = await client.get(path)
    assert "data-clock=" in page.text
    assert (await client.submit(path, form=f"{path}/prolonging")).status_code == 303
    again = await client.submit(path, form=f"{path}/prolonging")
    assert again.status_code == 409
    assert 'role="alert"' in again.text


async def test_a_hold_past_its_time_is_shown_as_ended_and_takes_no_act(client):
    story = await made.held(made_days_ago=20)
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}"
    page = await client.get(path)
    assert "step-off" in page.text
    assert f"{path}/prolonging" not in page.text
    assert (await client.submit(path, form=f"{path}/prolonging")).status_code == 409
    assert (await client.submit(path, form=f"{path}/submission", agreed="1")).status_code == 409


async def test_a_message_is_kept_once_and_shown_as_text(client):
    story = await made.submitted()
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}"
    page = await client.get(path)
    fields = {**hidden_of(page.text), "text": "<script>x</script> 18 日上山"}
    for _ in range(2):
        assert (await client.post(f"{path}/messages", data=fields)).status_code == 303
    assert len(await fetch("SELECT id FROM messages")) == 1
    page = await client.get(path)
    assert "&lt;script&gt;x" in page.text
    empty = await client.submit(path, form=f"{path}/messages", text=" ")
    assert empty.status_code == 422
    assert 'href="#field-text"' in empty.text


async def test_a_paper_goes_up_and_comes_down_as_an_attachment(client):
    story = await made.confirmed()
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}"
    name = '..\\..\\合同"\r\nX: y.exe'
    answer = await upload(client, path, name, PDF, kind="contract")
    assert answer.status_code == 303
    page = await stays.page_of(story.id, by=story.union.organiser)
    paper = page.papers[0]
    assert paper.shown_name.endswith(".pdf")
    assert not set(paper.shown_name) & set('\\/"\r\n')
    file = await client.get(f"{path}/papers/{paper.public_id}")
    assert file.content == PDF
    assert file.headers["content-disposition"].startswith("attachment")
    assert file.headers["x-content-type-options"] == "nosniff"


async def test_only_pdf_jpeg_and_png_up_to_six_megabytes_are_kept(client):
    story = await made.confirmed()
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}"
    large = PDF + b"0" * (6 * 1024 * 1024)
    for content in (b"", b"<svg onload=x>", b"MZ", large):
        page = await upload(client, path, "a.pdf", content, kind="other")
        assert page.status_code == 422, content[:9]
        assert 'href="#field-file"' in page.text
    assert (await upload(client, path, "a.png", PNG, kind="other")).status_code == 303
    without = await client.submit(path, form=f"{path}/papers", kind="other", file="x")
    assert without.status_code == 422
    assert len(await fetch("SELECT id FROM papers")) == 1


async def test_an_approval_is_the_union_s_own_and_papers_are_nobody_else_s(client):
    story, other = await made.confirmed(), await make_union()
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}"
    await upload(client, path, "a.png", PNG, kind="approval")
    paper = (await stays.page_of(story.id, by=story.union.organiser)).papers[0].public_id
    assert (await stays.page_of(story.id, by=story.operator.sales)).papers == ()
    await sign_in_as(client, other.organiser)
    assert (await client.get(f"{path}/papers/{paper}")).status_code == 404


async def test_the_sealed_contract_is_recorded_once(client):
    story = await made.confirmed()
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}"
    assert (await client.submit(path, form=f"{path}/contract")).status_code == 303
    assert (await client.submit(path, form=f"{path}/contract")).status_code == 409


async def test_the_text_for_a_chat_names_nobody(client):
    story = await made.confirmed()
    await sign_in_as(client, story.union.viewer)
    text = await client.get(f"/union/stays/{story.id}/copy")
    assert text.headers["content-type"].startswith("text/plain")
    assert story.reference in text.text
    assert "示例联系人" not in text.text
    assert f"/union/stays/{story.id}" in text.text


async def test_a_viewer_sees_no_money_and_has_no_acts(client):
    story = await made.confirmed()
    await sign_in_as(client, story.union.viewer)
    page = await client.get(f"/union/stays/{story.id}")
    assert 'id="money"' not in page.text
    assert "/contract" not in page.text
    assert "/messages" not in page.text
    await sign_in_as(client, story.union.finance)
    page = await client.get(f"/union/stays/{story.id}")
    charge = (await fetch("SELECT reference FROM charges"))[0]["reference"]
    assert charge in page.text


async def test_acts_without_a_token_are_refused(client):
    story = await made.held()
    await sign_in_as(client, story.union.organiser)
    for act in (
        "prolonging",
        "messages",
        "contract",
        "cancellation",
        "submission",
        "approval",
        "roster/people",
    ):
        page = await client.post(f"/union/stays/{story.id}/{act}", data={"text": "x"})
        assert page.status_code == 403, act
    assert await made.state_of(story) == "held"


async def upload(client, path, name, content, **fields):
    page = await client.get(path)
    data = {**hidden_of(page.text), **fields}
    return await client.post(
        f"{path}/papers", data=data, files={"file": (name, content, "text/html")}
    )


def hidden_of(text):
    found = re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', text)
    return dict(found)


def text_of(page):
    return page.text[page.text.index("<main") : page.text.index("</main")]
