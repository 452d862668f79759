"""Who runs a base: given, handed on, taken back, or taken up by an invitation; from the list to the first hold."""

import io
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from booking import people, stays
from booking.notices.models import Notice
from booking.people.models import OneTimeLink, Organisation
from booking.people.organisation_invitations import OrganisationAlreadyThere
from scheduler.base_import import _store, _with_operators
from scheduler.demo.credit_codes import COMPANY, credit_code
from scheduler.jobs import told
from sites import listings
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.outbox import OutboxRow
from sites.listings.models import Site
from sites.listings.tenure_model import Tenure
from sites.packages import Heads
from sites.packages.importing import read_bases, template
from tests.factories.people import make_federation, make_operator, make_union
from tests.factories.places import make_place
from tests.factories.stays import confirmed, held

CODE = credit_code(718, kind=COMPANY, region_code="341023")
LISTED = "HS-05-071"


async def import_list() -> str:
    """The template's base, valid and sold on any day, put on record as `tongxin import-sites` does it; its code."""
    book = load_workbook(io.BytesIO(template()))
    book["基地"]["Z2"], book["基地"]["AA2"] = "2020-01-01", "2090-12-31"
    book["价格"]["D2"], book["价格"]["E2"] = "2020-01-01", "2090-12-31"
    data = io.BytesIO()
    book.save(data)
    found = await read_bases(data.getvalue())
    assert found.faults == ()
    await _store(await _with_operators(found.drafts))
    return found.drafts[0].site.code


async def invite(host: SimpleNamespace, **changes: object) -> people.Issued:
    made = {
        "kind": "operator", "name": "示例运营公司", "area_code": "341023", "email": "desk@operator.test",
        **changes,
    }  # fmt: skip
    return await people.invite_organisation(people.Guest(**made), by=host.clerk)  # type: ignore[arg-type]


async def join(issued: people.Issued) -> Actor:
    entered = await people.accept_invitation(
        issued.path.rsplit("/", 1)[1], name="示例负责人", password="four words on paper",
        address="10.0.0.1", agent="test",
    )  # fmt: skip
    viewer = await people.recall(entered.token)
    assert viewer
    return viewer.actor


async def runs(code: str) -> int | None:
    return (await Site.get(code=code)).operator_id


async def tell_all() -> set[tuple[int, str]]:
    """Do the jobs of what was posted; who was told what."""
    for row in await OutboxRow.filter(topic="people.base_moved").order_by("id"):
        await told.tell_tenure(row.payload)
    return {(row.organisation_id, row.topic) for row in await Notice.all()}


async def test_from_the_list_to_an_invited_operator_to_the_first_hold(database: str) -> None:
    host, union, code = await make_federation(), await make_union(), await import_list()
    place = SimpleNamespace(code=code, package="N4", operator=SimpleNamespace())
    group = {"union": union, "place": place, "rooms": {"twin": 18}}
    with pytest.raises(stays.NoOperatorYet):
        await held(**group)
    issued = await invite(host, credit_code=CODE.lower())
    assert await runs(code) is None  # an invitation that nobody took up answers for nothing
    first = await join(issued)
    assert await runs(code) == first.organisation_id
    with_first = await held(**group)
    assert [line.public_id for line in await stays.lines_of(first)] == [with_first.id]
    assert (first.organisation_id, "base_given") in await tell_all()


async def test_an_invitation_names_bases_of_which_those_are_taken_up_that_are_still_free(
    database: str,
) -> None:
    host, other = await make_federation(), await make_operator()
    first, second = await make_place(), await make_place()
    for place in (first, second):
        await people.take_base_back(place.code, instead_of=place.operator.public_id, by=host.clerk)
    issued = await invite(host, bases=(first.code, second.code))
    shown = await people.look_at_invitation(issued.path.rsplit("/", 1)[1])
    assert shown.bases == (first.code, second.code)
    await people.give_base(second.code, other.public_id, instead_of="", by=host.clerk)
    newcomer = await join(issued)
    assert await runs(first.code) == newcomer.organisation_id
    assert await runs(second.code) == other.organisation
    with pytest.raises(people.BaseGone):
        await invite(host, bases=(first.code,))
    with pytest.raises(people.BaseGone):
        await invite(host, bases=("NOWHERE",))


async def test_an_operator_known_by_its_code_runs_the_base_from_the_import_on(
    database: str,
) -> None:
    operator = await make_operator(credit_code=CODE)
    await import_list()
    site = await Site.get(code=LISTED)
    assert (site.operator_id, site.operator_name) == (operator.organisation, operator.name)
    assert [line.operator_zh for line in await listings.tenures(site.id)] == [operator.name]


async def test_an_operator_that_nobody_joined_is_invited_again_under_its_code(
    database: str,
) -> None:
    host = await make_federation()
    first = await invite(host, credit_code=CODE)
    second = await invite(host, credit_code=CODE, email="other@operator.test")
    assert await Organisation.filter(credit_code=CODE).count() == 1
    with pytest.raises(people.LinkDead):
        await join(first)
    await join(second)
    with pytest.raises(OrganisationAlreadyThere):
        await invite(host, credit_code=CODE, email="third@operator.test")
    with pytest.raises(Refusal, match="credit_code_check"):
        await invite(host, credit_code=CODE[:-1] + "K")


async def test_every_tenure_is_kept_and_both_operators_are_told(database: str) -> None:
    host, place, heir = await make_federation(), await make_place(), await make_operator()
    await people.give_base(
        place.code, heir.public_id, instead_of=place.operator.public_id, by=host.clerk
    )
    await people.take_base_back(place.code, instead_of=heir.public_id, by=host.administrator)
    lines = await listings.tenures(place.id)
    assert [line.operator_zh for line in lines] == [heir.name, place.operator.name]
    assert all(line.ended_at for line in lines)
    first = await Tenure.filter(site_id=place.id).order_by("id").first()
    assert first
    assert first.ended_by_id == host.clerk.user_id
    assert await tell_all() == {
        (place.operator.organisation, "base_taken"), (heir.organisation, "base_taken"),
    }  # fmt: skip


async def test_groups_stay_with_whom_they_booked_and_new_ones_book_with_the_new_operator(
    database: str,
) -> None:
    host, heir = await make_federation(), await make_operator()
    before = await confirmed()
    old = before.operator
    await people.give_base(
        before.place.code, heir.public_id, instead_of=old.public_id, by=host.clerk
    )
    after = await held(place=before.place, rooms={"TWIN": 3}, heads=Heads(5))
    assert [line.public_id for line in await stays.lines_of(old.sales)] == [before.id]
    assert [line.public_id for line in await stays.lines_of(heir.sales)] == [after.id]
    remaining = await stays.remaining_at(before.place.id)
    assert {who: (one.groups, one.heads) for who, one in remaining.items()} == {
        old.organisation: (1, 36), heir.organisation: (1, 5),
    }  # fmt: skip


async def test_of_two_clerks_the_second_is_told_that_the_operator_changed(database: str) -> None:
    host, place = await make_federation(), await make_place()
    first, second = await make_operator(), await make_operator()
    seen = place.operator.public_id
    await people.give_base(place.code, first.public_id, instead_of=seen, by=host.clerk)
    for again in (seen, "", "f" * 32, "\x00"):
        with pytest.raises(listings.OperatorChanged):
            await people.give_base(place.code, second.public_id, instead_of=again, by=host.clerk)
    assert await runs(place.code) == first.organisation


async def test_only_an_operator_with_people_is_given_a_base_and_only_by_the_host_federation(
    database: str,
) -> None:
    host, place = await make_federation(), await make_place()
    union, partner = await make_union(), await make_federation(host=False)
    seen = place.operator.public_id
    await invite(host)
    invited = await Organisation.get(name="示例运营公司")
    for wrong in (union.public_id, invited.public_id, "f" * 32, "", "\x00"):
        with pytest.raises(people.OperatorUnknown):
            await people.give_base(place.code, wrong, instead_of=seen, by=host.clerk)
    for stranger in (union.administrator, partner.administrator, place.operator.administrator, host.reviewer):  # fmt: skip
        with pytest.raises(people.NotGranted):
            await people.give_base(place.code, place.operator.public_id, instead_of=seen, by=stranger)  # fmt: skip
        with pytest.raises(people.NotGranted):
            await people.take_base_back(place.code, instead_of=seen, by=stranger)
    assert await runs(place.code) == place.operator.organisation
    assert await OneTimeLink.all().count() == 1
