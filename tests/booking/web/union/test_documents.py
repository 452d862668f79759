from types import SimpleNamespace

from booking import stays
from sites.foundation.actor import Actor
from tests.clients import Client
from tests.factories import stays as made
from tests.factories.people import make_union, sign_in_as


async def paper(story: SimpleNamespace, *, kind: str, name: str, by: Actor) -> None:
    await stays.add_paper(
        story.id, kind=kind, shown_name=name, stored_name="x", media_type="application/pdf", size=9, by=by
    )  # fmt: skip


async def test_papers_of_all_groups_stand_in_one_list_and_nobody_elses(
    database: str, client: Client
) -> None:
    union = await make_union()
    first, second = await made.confirmed(union=union), await made.held(union=union, starts_in=60)
    foreign = await made.confirmed()
    await paper(first, kind="contract", name="合同甲.pdf", by=first.operator.sales)
    await paper(second, kind="approval", name="审批乙.pdf", by=union.organiser)
    await paper(foreign, kind="contract", name="别家.pdf", by=foreign.union.organiser)
    await sign_in_as(client, union.viewer)
    page = (await client.get("/en/union/documents")).text
    assert page.index("审批乙.pdf") < page.index("合同甲.pdf")
    assert "别家.pdf" not in page
    assert first.reference in page
    assert f"/en/union/stays/{second.id}/papers/" in page
    assert "合同甲.pdf" not in (await client.get("/union/documents?kind=approval")).text
    assert "合同甲.pdf" in (await client.get("/union/documents?kind=nonsense&page=x")).text


async def test_groups_are_found_by_base_reference_and_month(database: str, client: Client) -> None:
    union = await make_union()
    near = await made.confirmed(union=union, starts_in=20)
    far = await made.held(union=union, starts_in=90)
    await sign_in_as(client, union.organiser)
    for query, found, not_found in (
        (f"q={near.reference}", near, far),
        (f"q={far.place.name}", far, near),
        (f"month={far.check_in:%Y-%m}", far, near),
        (f"month={near.check_in:%Y-%m}&show=confirmed", near, far),
    ):
        rows = (await client.get(f"/union?{query}")).text.partition("<tbody>")[2]
        assert found.reference in rows, query
        assert not_found.reference not in rows, query
    empty = (await client.get("/en/union?q=nothing-like-it")).text
    assert "No group stands here" in empty
