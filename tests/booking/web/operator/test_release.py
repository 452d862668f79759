"""An operator sets by when names are due and what goes back: read in both languages first, then kept."""

import pytest

from sites.listings.models import Site
from tests.clients import Client
from tests.factories.people import sign_in_as
from tests.factories.places import make_place

STEP = {"when-1": "days", "days-1": "10", "number-1": "2", "keep-1": "spare", "names_days": "14", "guaranteed": "40"}  # fmt: skip

ONE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def test_the_terms_are_read_in_both_languages_before_they_are_kept(
    database: str, client: Client
) -> None:
    place = await make_place()
    await sign_in_as(client, place.operator.sales)
    path = f"/en/operator/site/{place.code}/release"
    assert path in (await client.get("/en/operator/site")).text
    looked = await client.get(path, params={**STEP, "when-2": "on", "on-2": "2090-01-01", "number-2": "60", "keep-2": "percent"})  # fmt: skip
    assert "there stay 2 rooms more than have names" in looked.text
    assert "每夜前 10 天终了时，未报名的房间退还基地" in looked.text

    kept = await client.post_from(looked, path)

    assert kept.status_code == 303
    terms = (await Site.get(id=place.id)).terms
    assert (terms["names_days"], terms["guaranteed_percent"], len(terms["releases"])) == (14, 40, 2)
    assert terms["tiers"]
    again = (await client.get(path)).text
    assert 'value="2090-01-01"' in again
    assert "At the end of 1 January 2090" in again


@ONE
async def test_a_step_without_its_day_or_number_is_refused_and_nothing_is_kept(
    database: str, client: Client
) -> None:
    place = await make_place()
    before = (await Site.get(id=place.id)).terms
    await sign_in_as(client, place.operator.sales)
    path = f"/en/operator/site/{place.code}/release"
    for wrong in ({"days-1": ""}, {"number-1": ""}, {"guaranteed": "5"}, {"days-1": "zehn"}, {"when-1": "on"}):  # fmt: skip
        looked = await client.get(path, params={**STEP, **wrong})
        assert looked.status_code == 422, wrong
        assert "Keep these terms" not in looked.text
        sent = await client.submit(path, path, **{**STEP, **wrong})
        assert sent.status_code == 422, wrong
    assert (await Site.get(id=place.id)).terms == before
