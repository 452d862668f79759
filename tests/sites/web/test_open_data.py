import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest

from sites import certification
from sites.certification.models import Certificate
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.listings.models import Site
from sites.web.open_catalogue import COLUMNS
from tests.clients import ORIGIN, Client
from tests.factories.places import make_place


async def rows_of(client: Client) -> list[dict[str, str]]:
    answer = await client.get("/open-data/sites.csv")
    assert answer.content.startswith("\ufeff".encode())
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


async def json_of(client: Client) -> dict[str, Any]:
    return (await client.get("/open-data/sites.json")).json()  # type: ignore[no-any-return]


async def test_both_files_have_the_certified_bases_alone_with_the_same_documented_columns(
    database: str, client: Client
) -> None:
    good, ended = await make_place(), await make_place(valid_days=-1)
    suspended = await make_place()
    await certification.suspend(suspended.id, reason="示例", by=SYSTEM)
    table, whole = await rows_of(client), await json_of(client)
    assert [row["code"] for row in table] == [good.code] == [one["code"] for one in whole["sites"]]
    assert list(table[0]) == list(COLUMNS) == list(whole["sites"][0])
    assert [one["name"] for one in whole["columns"]] == list(COLUMNS)
    assert whole["licence"]["name"] == "CC BY 4.0"
    assert whole["count"] == 1
    assert table[0]["url"] == f"{ORIGIN}/sites/{good.code}"
    assert table[0]["certificate_number"] == (await Certificate.get(site_id=good.id)).number
    page = (await client.get("/en/open-data")).text
    assert re.findall(r'<th scope="row">\s*<code>(\w+)</code>\s*</th>', page.replace("<wbr />", "")) == list(COLUMNS)  # fmt: skip
    assert whole["version"] in page
    assert ended.code not in page


async def test_the_version_changes_with_the_content_and_only_then(
    database: str, client: Client
) -> None:
    place = await make_place()
    first = (await json_of(client))["version"]
    assert (await json_of(client))["version"] == first
    await Site.filter(id=place.id).update(name="改了名的示例基地")
    second = (await json_of(client))["version"]
    assert second != first
    await Site.filter(id=place.id).update(name=place.name)
    assert (await json_of(client))["version"] == first
    with clock.moved_to(clock.now() + timedelta(days=701)):
        over = await json_of(client)
    assert over["count"] == 0
    assert over["version"] != first
    assert over["changed_on"] > first[:10]


@pytest.mark.parametrize("path", ["/open-data/sites.csv", "/open-data/sites.json"])
async def test_who_has_this_version_is_told_so_and_gets_nothing_twice(
    database: str, client: Client, path: str
) -> None:
    place = await make_place()
    answer = await client.get(path)
    tag = answer.headers["etag"]
    assert answer.headers["link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    assert "set-cookie" not in answer.headers
    again = await client.get(path, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    await certification.suspend(place.id, reason="示例", by=SYSTEM)
    assert (await client.get(path, headers={"If-None-Match": tag})).status_code == 200


async def test_a_name_that_looks_like_a_formula_is_none_in_the_file(
    database: str, client: Client
) -> None:
    await make_place(name="=HYPERLINK(1)")
    assert (await rows_of(client))[0]["name"] == "'=HYPERLINK(1)"
    assert (await json_of(client))["sites"][0]["name"] == "=HYPERLINK(1)"


async def test_the_list_for_other_sites_may_be_framed_and_has_no_cookie_and_no_script(
    database: str, client: Client
) -> None:
    place, elsewhere = await make_place(), await make_place(district_code="341003")
    answer = await client.get("/en/embed/sites")
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "set-cookie" not in answer.headers
    assert "<script" not in answer.text
    assert "<form" not in answer.text
    assert f'href="{ORIGIN}/en/sites/{place.code}"' in answer.text
    one = (await client.get("/embed/sites?district=341003")).text
    assert elsewhere.code in one
    assert f"/sites/{place.code}" not in one
    assert "/sites/T-" not in (await client.get("/embed/sites?district=%00x")).text


async def test_no_other_page_may_be_framed(database: str, client: Client) -> None:
    for path in ("/", "/sites", "/open-data", "/open-data/sites.json", "/sign-in"):
        policy = (await client.get(path)).headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
