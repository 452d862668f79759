import asyncio
from dataclasses import replace
from types import SimpleNamespace

import pytest

from booking import notices, people
from booking.notices.models import Notice
from booking.people.models import Membership, Organisation, User
from scheduler.demo.credit_codes import GRASSROOTS_UNION, credit_code
from scheduler.jobs.told import tell_sign_up
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.outbox import OutboxRow
from tests.factories.people import HANGZHOU, NANJING, make_federation, make_union

WANTED = people.SignUp(
    credit_code=credit_code(900, kind=GRASSROOTS_UNION, region_code=HANGZHOU),
    name="示例机械厂工会",
    region_code=HANGZHOU,
    unit_kind="enterprise",
    contact="示例联系人",
    email="contact@example.test",
    password="four words on paper",
)


async def sign_up(**changes: str) -> people.Entered:
    return await people.sign_up(replace(WANTED, **changes), address="10.0.0.1", agent="test")


async def test_a_union_is_in_at_once_and_holds_nothing_yet(database: str) -> None:
    await make_federation(name="示例黄山总工会", name_en="")
    await make_federation(host=False, name="示例杭州总工会", name_en="")
    viewer = await people.recall((await sign_up()).token)
    assert viewer
    assert viewer.actor.roles == {"administrator", "organiser"}
    assert not viewer.actor.may("stays.approve")
    assert not await people.may_hold(viewer.actor.organisation_id)
    standing = await people.standing_of(viewer.actor.organisation_id)
    assert standing.standing == "unverified"
    assert standing.verifiers == ("示例杭州总工会", "示例黄山总工会")


async def test_a_district_is_kept_where_it_is_known_and_lies_in_the_city(database: str) -> None:
    for wrong in ("320102", "330100", "33010", "33010六", "x30106"):
        assert await refusal_of(district_code=wrong) == ("district_unfit", "district_code"), wrong
    await sign_up(district_code="330106")
    assert (await Organisation.get(kind="union")).district_code == "330106"


async def test_the_same_code_or_address_comes_in_once(database: str) -> None:
    await sign_up()
    assert await refusal_of(email="second@example.test") == ("union_already_there", "credit_code")
    other = credit_code(901, kind=GRASSROOTS_UNION, region_code=HANGZHOU)
    assert await refusal_of(credit_code=other) == ("email_in_use", "email")
    assert await Organisation.all().count() == await User.all().count() == 1


async def test_sending_the_form_twice_is_one_union_and_no_refusal(database: str) -> None:
    first = await sign_up()
    second = await sign_up()
    viewers = [await people.recall(one.token) for one in (first, second)]
    assert viewers[0]
    assert viewers[1]
    assert viewers[0].actor == viewers[1].actor
    assert await Organisation.all().count() == 1


async def test_of_five_at_once_one_makes_the_union(database: str) -> None:
    tries = [sign_up(email=f"contact{number}@example.test") for number in range(5)]
    results = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(one, people.Entered) for one in results) == 1
    assert {one.code for one in results if isinstance(one, Refusal)} == {"union_already_there"}
    assert await Organisation.all().count() == await User.all().count() == 1


async def test_whoever_was_refused_does_not_keep_the_true_union_out(database: str) -> None:
    host = await make_federation()
    await sign_up(email="impostor@example.test")
    impostor = await Organisation.get(kind="union")
    await people.refuse_union(impostor.public_id, why="查无此单位", by=host.clerk)
    viewer = await people.recall((await sign_up()).token)
    assert viewer
    assert viewer.actor.organisation_id != impostor.id
    assert (await Organisation.get(id=impostor.id)).standing == "closed"


async def test_an_entered_union_is_pointed_to_its_claim_code(database: str) -> None:
    await make_union(credit_code=WANTED.credit_code, standing="imported")
    assert await refusal_of() == ("union_is_imported", "credit_code")


FAULTS: tuple[tuple[dict[str, str], str, str], ...] = (
    ({"credit_code": "91OO"}, "credit_code_length", "credit_code"),
    ({"region_code": "341003"}, "region_unknown", "region_code"),
    ({"region_code": "999999"}, "region_unknown", "region_code"),
    ({"unit_kind": "platform"}, "unit_kind_unknown", "unit_kind"),
    ({"email": "no address"}, "email_malformed", "email"),
    ({"email": "a@b.cn\nbcc: x@y.cn"}, "email_malformed", "email"),
    ({"password": "seven77"}, "password_too_short", "password"),
    ({"password": "contact@example.test"}, "password_names_you", "password"),
)


async def test_what_is_wrong_is_said_at_its_field_and_nothing_is_stored(database: str) -> None:
    for changes, code, field in FAULTS:
        assert await refusal_of(**changes) == (code, field)
    assert await Organisation.all().count() == await User.all().count() == 0
    assert await Membership.all().count() == 0


async def refusal_of(**changes: str) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as refused:
        await sign_up(**changes)
    return refused.value.code, refused.value.field


async def test_a_new_union_is_told_to_the_federations_of_its_city_and_to_the_host_where_there_is_none(
    database: str,
) -> None:
    host, city = await make_federation(), await make_federation(host=False)
    district = await make_federation(host=False, parent_id=city.organisation, region="330102")
    other = await make_federation(host=False, region=NANJING)
    await sign_up()
    ningbo = "330200"
    code = credit_code(901, kind=GRASSROOTS_UNION, region_code=ningbo)
    await sign_up(email="second@example.test", region_code=ningbo, credit_code=code)
    for row in await OutboxRow.filter(topic="people.signed_up").order_by("id"):
        for _ in range(2):
            await tell_sign_up(row.payload)
    told = {(row.user_id, row.source) for row in await Notice.filter(topic="union_signed_up")}
    first, second = await Organisation.filter(kind="union").order_by("id")
    assert told == {
        *((one.user_id, f"signed_up:{first.id}") for one in both(city, district)),
        *((one.user_id, f"signed_up:{second.id}") for one in both(host)),
    }
    assert other.clerk.user_id not in {user for user, _ in told}
    await people.verify_union(first.public_id, by=city.clerk)
    assert await notices.tell_sign_up(first.id) == 0


def both(*federations: SimpleNamespace) -> list[Actor]:
    return [who for one in federations for who in (one.clerk, one.administrator)]
