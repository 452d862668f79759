"""The page of a base's reception limit: looked at first, recorded with a reason, shown to whoever comes next."""

import pytest

from sites.listings.models import Site
from tests.factories.people import make_federation, sign_in_as
from tests.factories.places import make_place

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def test_nothing_is_recorded_before_it_was_looked_at_and_has_a_reason(client):
    place, host = await make_place(), await make_federation()
    page = f"/federation/bases/{place.code}/limit"
    await sign_in_as(client, host.clerk)
    seen = await client.submit(page, limit="60", act="look")
    assert seen.status_code == 200
    assert (await Site.get(id=place.id)).reception_limit == 90
    bare = await client.post_from(seen, page, why="")
    assert bare.status_code == 422
    assert 'href="#field-why"' in bare.text
    done = await client.post_from(seen, page, limit="60", why="示例：消防核定")
    assert done.status_code == 303
    shown = (await client.get(page)).text
    assert "90 → 60" in shown
    assert "示例：消防核定" in shown
    # Whoever still looks at the old number is told of the new one.
    late = await client.post_from(seen, page, limit="70", why="示例")
    assert late.status_code == 409
    assert (await Site.get(id=place.id)).reception_limit == 60
