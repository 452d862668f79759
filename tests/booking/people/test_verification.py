import pytest

from booking import people
from booking.people.models import Organisation
from booking.people.verification import ReasonNeeded, UnionAlreadyJudged, UnionUnknown
from tests.factories.people import HANGZHOU, NANJING, make_federation, make_operator, make_union


@pytest.mark.parametrize("who", ["host", "region", "district"])
async def test_the_regions_federation_one_under_it_and_the_host_verify(
    database: str, who: str
) -> None:
    union = await make_union(verified=False, region=HANGZHOU)
    region = await make_federation(host=False, region=HANGZHOU)
    federations = {
        "host": await make_federation(),
        "region": region,
        "district": await make_federation(
            host=False, region="330106", parent_id=region.organisation
        ),
    }
    await people.verify_union(union.public_id, by=federations[who].clerk)
    assert await people.may_hold(union.organisation)
    row = await Organisation.get(id=union.organisation)
    assert row.verified_by_id == federations[who].clerk.user_id
    with pytest.raises(UnionAlreadyJudged):
        await people.verify_union(union.public_id, by=federations[who].clerk)
    with pytest.raises(UnionAlreadyJudged):
        await people.refuse_union(union.public_id, why="x", by=federations[who].clerk)


async def test_nobody_else_verifies_and_nobody_else_sees(database: str) -> None:
    union = await make_union(verified=False, region=HANGZHOU)
    nanjing = await make_federation(host=False, region=NANJING)
    closed = await make_federation(host=False, region=HANGZHOU, standing="closed")
    host, operator = await make_federation(), await make_operator()
    for stranger in (nanjing.clerk, closed.clerk):
        with pytest.raises(UnionUnknown):
            await people.verify_union(union.public_id, by=stranger)
        with pytest.raises(UnionUnknown):
            await people.union_of_area(union.public_id, by=stranger)
        assert (await people.unions_of_area("unverified", by=stranger)).total == 0
    for unfit in (host.reviewer, operator.administrator, union.administrator):
        with pytest.raises(people.NotGranted):
            await people.verify_union(union.public_id, by=unfit)
        with pytest.raises(people.NotGranted):
            await people.unions_of_area("unverified", by=unfit)
    for unknown in (operator.public_id, "0" * 32, "", "' OR 1=1"):
        with pytest.raises(UnionUnknown):
            await people.verify_union(unknown, by=host.clerk)
    assert not await people.may_hold(union.organisation)


async def test_a_refusal_has_a_reason_and_can_still_become_a_yes(database: str) -> None:
    union, host = await make_union(verified=False), await make_federation()
    with pytest.raises(ReasonNeeded):
        await people.refuse_union(union.public_id, why="", by=host.clerk)
    await people.refuse_union(union.public_id, why="代码与名称不符", by=host.clerk)
    standing = await people.standing_of(union.organisation)
    assert (standing.standing, standing.refused_why) == ("refused", "代码与名称不符")
    assert not await people.may_hold(union.organisation)
    await people.verify_union(union.public_id, by=host.clerk)
    assert await people.may_hold(union.organisation)


async def test_searching_finds_names_and_codes_and_nothing_by_tricks(database: str) -> None:
    host = await make_federation()
    union = await make_union(verified=False, name="示例机械厂工会", name_en="")
    await make_union(verified=False, name="示例医院工会", name_en="")
    code = (await people.union_of_area(union.public_id, by=host.clerk)).credit_code
    for search in ("机械", code, code.lower()):
        found = await people.unions_of_area("unverified", search=search, by=host.clerk)
        assert [one.public_id for one in found.items] == [union.public_id]
    for search in ("%", "_", "' OR 1=1--", "\\", "(a+)+$", "x" * 120):
        assert (await people.unions_of_area("unverified", search=search, by=host.clerk)).total == 0


async def test_the_longest_waiting_stands_first_with_whom_to_ring(database: str) -> None:
    host = await make_federation()
    first, second = await make_union(verified=False), await make_union(verified=False)
    page = await people.unions_of_area("unverified", by=host.clerk)
    assert [one.public_id for one in page.items] == [first.public_id, second.public_id]
    assert page.items[0].contact == "示例administrator"
    assert page.items[0].region
    assert (await people.unions_of_area("verified", by=host.clerk)).total == 0
