import json
import re
from typing import Any

from tests.clients import ORIGIN, Client
from tests.factories.places import make_place

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


async def facts_of(client: Client, address: str) -> dict[str, Any]:
    (only,) = BLOCK.findall((await client.get(address)).text)
    return json.loads(only)  # type: ignore[no-any-return]


async def test_the_facts_for_machines_are_those_of_the_base(database: str, client: Client) -> None:
    place = await make_place(name='示例</script>"基地"', facilities={"lift": 2, "wifi": None})
    facts = await facts_of(client, f"/sites/{place.code}")
    assert (facts["@context"], facts["@type"]) == ("https://schema.org", "LodgingBusiness")
    assert facts["name"] == '示例</script>"基地"'
    assert facts["url"] == f"{ORIGIN}/sites/{place.code}"
    assert facts["identifier"] == place.code
    assert facts["address"]["addressLocality"] == "黄山市"
    assert facts["geo"]["latitude"] == 29.7
    assert facts["numberOfRooms"] == 50
    assert facts["checkinTime"] == "14:00"
    assert [one["value"] for one in facts["amenityFeature"]] == [2, True]
    assert facts["hasCertification"]["issuedBy"]["name"] == "示例总工会"


async def test_in_english_the_names_and_the_address_are_english(
    database: str, client: Client
) -> None:
    place = await make_place()
    facts = await facts_of(client, f"/en/sites/{place.code}?heads=20")
    assert facts["url"] == f"{ORIGIN}/en/sites/{place.code}"
    assert facts["name"].startswith("Example base")
    assert facts["address"]["addressLocality"] == "Huangshan"


async def test_a_certificate_that_is_over_is_not_told(database: str, client: Client) -> None:
    place = await make_place(valid_days=-1)
    assert "hasCertification" not in await facts_of(client, f"/sites/{place.code}")
