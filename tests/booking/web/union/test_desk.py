"""The union's first page: what to do next, the stays by state, and a way on where there is nothing."""

from booking import people, stays
from booking.rosters import draft
from sites.packages import Heads
from tests.factories import stays as made
from tests.factories.people import make_federation, make_union, sign_in_as
from tests.factories.places import TWIN, make_place


async def test_a_union_without_stays_is_shown_the_way_to_the_search(client, database):
    union = await make_union()
    await sign_in_as(client, union.organiser)
    for prefix in ("", "/en"):
        page = await client.get(f"{prefix}/union")
        assert page.status_code == 200
        assert 'class="empty"' in page.text
        assert f'href="{prefix}/sites"' in page.text


async def test_an_unverified_union_reads_whose_answer_it_waits_for(client, database):
    federation = await make_federation(name="示例总工会甲")
    union = await make_union(verified=False)
    await sign_in_as(client, union.organiser)
    page = await client.get("/union")
    assert federation.name in page.text


async def test_the_desk_lists_what_presses_and_each_stay_in_its_group(client, database):
    union, place = await make_union(), await make_place()
    held = await made.held(union=union, place=place)
    accounted = await made.accounted(union=union, place=place)
    over = await made.held(union=union, place=place, made_days_ago=20, starts_in=60)
    await sign_in_as(client, union.organiser)
    page = await client.get("/union")
    assert f"/union/stays/{held.id}/submission" in page.text
    assert f"/union/stays/{accounted.id}/account" in page.text
    assert over.reference not in page.text
    for show, reference in (("held", held), ("square", accounted), ("closed", over), ("all", over)):
        page = await client.get(f"/union?show={show}")
        assert reference.reference in page.text, show
    page = await client.get("/union?show=held")
    assert accounted.reference not in page.text


NONSENSE = ("show=nonsense", "page=-1", "page=0", "page=999999999", "page=x", "show=%00")


async def test_nonsense_in_the_address_is_the_usual_list(client, database):
    story = await made.held()
    await sign_in_as(client, story.union.organiser)
    for query in NONSENSE:
        assert (await client.get(f"/union?{query}")).status_code == 200, query


async def test_another_union_s_stays_are_never_listed(client, database):
    story, other = await made.held(), await make_union()
    await sign_in_as(client, other.organiser)
    assert story.reference not in (await client.get("/union?show=all")).text


async def test_an_approver_sees_how_many_answers_are_asked(client, database):
    union = await make_union()
    await people.set_approval(
        [union.approver.user_id], tolerance_percent=0, tolerance_heads=0, by=union.administrator
    )
    story = await made.held(union=union)
    await stays.ask_approval(story.id, by=union.organiser)
    await sign_in_as(client, union.approver)
    assert 'href="/union/approvals"' in (await client.get("/union")).text


async def test_names_are_due_only_while_somebody_is_missing(client, database):
    story = await made.confirmed(starts_in=9, heads=Heads(2), rooms={TWIN: 1})
    await sign_in_as(client, story.union.organiser)
    link = f"/union/stays/{story.id}/roster"
    assert link in (await client.get("/union")).text
    people_ = [draft(name=name, kind="worker") for name in ("示例甲", "示例乙")]
    await stays.name_travellers(story.id, people_, by=story.union.organiser)
    assert link not in (await client.get("/union")).text


async def test_an_operator_has_no_union_desk(client, database):
    place = await make_place()
    await sign_in_as(client, place.operator.sales)
    assert (await client.get("/union")).status_code == 404
