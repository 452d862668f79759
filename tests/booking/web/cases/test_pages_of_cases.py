"""Cases through the pages: a union asks, the clerk hands on and answers, the operator writes, all of it read back."""

from booking.cases.models import Case
from tests.clients import Client
from tests.factories.cases import opened
from tests.factories.people import make_federation, sign_in_as
from tests.factories.stays import confirmed


async def test_a_case_goes_its_way_through_three_sides(database: str, client: Client) -> None:
    story, host = await confirmed(), await make_federation()
    await sign_in_as(client, story.union.organiser)
    page = "/en/union/cases/new"
    sent = await client.forge(
        page, page, kind="complaint", subject="示例：坡道太陡", text="示例：要两个人抬",
        stay=story.id, site="", caller="ignored",
    )  # fmt: skip
    assert sent.status_code == 303
    case = await Case.get()
    assert (case.union_id, case.stay_id, case.caller) == (
        story.union.organisation,
        story.number,
        "",
    )
    assert case.subject in (await client.get("/en/union/cases")).text
    await sign_in_as(client, host.clerk)
    root = f"/en/federation/cases/{case.public_id}"
    assert (await client.submit(root, f"{root}/owner")).status_code == 303
    assert (await client.submit(root, f"{root}/handing")).status_code == 303
    await sign_in_as(client, story.operator.sales)
    theirs = f"/en/operator/cases/{case.public_id}"
    assert (
        await client.submit(theirs, f"{theirs}/messages", text="示例：明天改")
    ).status_code == 303
    await sign_in_as(client, host.clerk)
    assert (await client.submit(root, f"{root}/answer", answer="")).status_code == 422
    assert (await client.submit(root, f"{root}/answer", answer="示例：已改")).status_code == 303
    assert (await client.submit(root, f"{root}/messages", text="示例：谢谢")).status_code == 303
    await sign_in_as(client, story.union.viewer)
    page = (await client.get(f"/en/union/cases/{case.public_id}")).text
    assert all(
        words in page for words in ("示例：明天改", "示例：已改", "in time", host.clerk.name)
    )


async def test_a_clerk_opens_one_by_the_reference_that_is_read_out(
    database: str, client: Client
) -> None:
    story, host = await confirmed(), await make_federation()
    await sign_in_as(client, host.clerk)
    form = {"kind": "incident", "subject": "示例", "text": "示例", "caller": "", "site": ""}
    wrong = await client.submit("/en/federation/cases/new", stay="AAAA-0000", **form)
    assert wrong.status_code == 422
    assert "No group has this reference" in wrong.text
    nobody = await client.submit("/en/federation/cases/new", stay="", **form)
    assert "say who called" in nobody.text
    unknown = await client.submit(
        "/federation/cases/new", stay="", **{**form, "site": "XX-1", "caller": "示例"}
    )
    assert unknown.status_code == 422
    spoken = f"{story.reference[:4]}-{story.reference[4:]}".lower()
    assert (await client.submit("/federation/cases/new", stay=spoken, **form)).status_code == 303
    case = await Case.get()
    assert (case.stay_id, case.union_id) == (story.number, story.union.organisation)


async def test_a_union_names_no_foreign_group(database: str, client: Client) -> None:
    own, foreign = await confirmed(), await confirmed()
    await sign_in_as(client, own.union.organiser)
    sent = await client.submit(
        "/union/cases/new", kind="question", subject="示例", text="示例", stay=foreign.id, site=""
    )
    assert sent.status_code == 404
    assert await Case.all().count() == 0


async def test_an_operator_and_a_viewer_open_and_answer_nothing(
    database: str, client: Client
) -> None:
    case, host = await opened(), await make_federation()
    await sign_in_as(client, host.viewer)
    assert (await client.get(f"/federation/cases/{case.id}")).status_code == 200
    for act in ("owner", "handing", "answer", "messages"):
        path = f"/federation/cases/{case.id}/{act}"
        assert (
            await client.submit("/federation", path, text="示例", answer="示例")
        ).status_code == 403
    await sign_in_as(client, case.story.operator.sales)
    assert (await client.get("/operator/cases")).status_code == 200
    assert (await client.get(f"/operator/cases/{case.id}")).status_code == 404
    assert (await client.get("/operator/cases/new")).status_code == 404
