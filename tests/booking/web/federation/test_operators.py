"""The pages of who runs the bases: what changes is shown before the button, and unions read why nothing is held."""

from booking import people
from booking.people.models import OneTimeLink
from sites.listings.models import Site
from tests.clients import Client
from tests.factories.people import make_federation, make_operator, make_union, sign_in_as
from tests.factories.places import make_place
from tests.factories.stays import confirmed

LIST = "/en/federation/operators"


async def test_a_base_is_handed_on_after_its_consequences_were_shown(
    database: str, client: Client
) -> None:
    story, host, heir = await confirmed(), await make_federation(), await make_operator()
    await sign_in_as(client, host.clerk)
    here = f"{LIST}/{story.place.code}"
    assert here in (await client.get(f"{LIST}?show=all")).text
    page = await client.get(f"{here}?operator={heir.public_id}")
    for words in ("Give the base to Example operator", "1 group, 36 people, stay with"):
        assert words in page.text
    answer = await client.post_from(page, here)
    assert answer.status_code == 303
    assert (await Site.get(id=story.place.id)).operator_id == heir.organisation
    late = await client.post_from(page, here)
    assert (late.status_code, "somebody else changed who runs" in late.text) == (409, True)


async def test_a_base_that_was_taken_back_stands_first_and_takes_no_group(
    database: str, client: Client
) -> None:
    place, host, union = await make_place(), await make_federation(), await make_union()
    await sign_in_as(client, host.clerk)
    here = f"{LIST}/{place.code}"
    page = await client.get(f"{here}?operator=nobody")
    assert "takes no new group" in page.text
    assert (await client.post_from(page, here)).status_code == 303
    assert place.code in (await client.get(LIST)).text
    assert "Bases without an operator" in (await client.get("/en/federation")).text
    await sign_in_as(client, union.organiser)
    refused = await client.get(f"/en/union/hold?site={place.code}")
    assert (refused.status_code, "No operator yet" in refused.text) == (409, True)
    assert '<form method="post" action="/en/union/hold"' not in refused.text
    for path in (
        f"/en/sites/{place.code}",
        f"/en/sites/{place.code}?check_in=2099-01-01&heads=20&nights=2",
    ):
        base = (await client.get(path)).text
        assert "No operator runs this base yet" in base, path
        assert "/en/union/hold" not in base, path


async def test_an_operator_is_invited_to_the_base_from_whose_page_one_came(
    database: str, client: Client
) -> None:
    place, host = await make_place(), await make_federation()
    await people.take_base_back(place.code, instead_of=place.operator.public_id, by=host.clerk)
    await sign_in_as(client, host.clerk)
    page = f"/en/federation/invitations?base={place.code}"
    drawn = await client.get(page)
    assert f'value="{place.code}" checked' in " ".join(drawn.text.split())
    sent = {
        "kind": "operator", "name": "示例运营公司", "area_code": "341002", "email": "desk@operator.test",
        "bases": [place.code],
    }  # fmt: skip
    wrong = await client.submit(
        page, "/en/federation/invitations", **{**sent, "bases": ["NOWHERE"]}
    )
    assert (wrong.status_code, "NOWHERE" in wrong.text) == (422, True)
    assert (await client.submit(page, "/en/federation/invitations", **sent)).status_code == 200
    assert (await OneTimeLink.get(email="desk@operator.test")).bases == [place.code]
    await sign_in_as(client, (await make_federation(host=False)).administrator)
    assert 'name="bases"' not in (await client.get("/en/federation/invitations")).text
