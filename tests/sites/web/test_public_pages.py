"""What a visitor sees without signing in, in both languages, and small answers beside the pages."""

from sites import listings, recognition
from sites.foundation.actor import SYSTEM
from sites.listings.models import Site
from tests.clients import Client
from tests.factories.places import make_place

PAGES = ("/", "/about", "/guide", "/accessibility", "/privacy", "/sites", "/compare", "/api/docs")


async def test_every_public_page_answers_in_its_language(client: Client) -> None:
    await make_place()
    for prefix, language in (("", "zh-Hans"), ("/en", "en")):
        for path in PAGES:
            answer = await client.get(prefix + path)
            assert answer.status_code == 200, path
            assert f'lang="{language}"' in answer.text, path
            assert answer.text.count("<h1") == 1, path


async def test_an_empty_catalogue_still_has_its_pages(client: Client) -> None:
    for path in PAGES:
        assert (await client.get(path)).status_code == 200


async def test_the_first_page_says_what_it_knows_and_from_where(client: Client) -> None:
    await make_place()
    await recognition.record_known_agreements(by=SYSTEM)
    text = (await client.get("/en/")).text
    assert "39,072" in text
    assert "review of 2021" in text
    assert "21 October 2020" in text
    assert text.count("Source: review of 2021") == 3


async def test_cities_without_an_agreement_on_record_are_not_called_recognised(
    client: Client,
) -> None:
    text = (await client.get("/en/")).text
    assert "?origin=340100" in text
    assert "?origin=330100" not in text.split("Recognised cities")[1]


async def test_certified_bases_are_listed_by_batch_with_number_and_dates(client: Client) -> None:
    place = await make_place()
    text = (await client.get("/about")).text
    assert f"/sites/{place.code}" in text
    assert "示例" in text


async def test_a_picture_under_the_mark_of_its_drawing_is_kept_for_ever_and_any_other_for_a_day(
    client: Client,
) -> None:
    place = await make_place()
    card = (await listings.cards())[0]
    marked = await client.get(card.picture)
    assert "immutable" in marked.headers["cache-control"]
    await Site.filter(id=place.id).update(kind="village")
    other = (await listings.cards())[0].picture
    assert other != card.picture
    assert (await client.get(other)).content != marked.content
    for stale in (card.picture, f"/art/{place.code}.svg?v=x", f"/art/{place.code}.svg"):
        assert "immutable" not in (await client.get(stale)).headers["cache-control"]


async def test_a_picture_is_asked_for_once_and_then_only_whether_it_is_another(
    client: Client,
) -> None:
    place = await make_place()
    first = await client.get(f"/art/{place.code}.svg")
    assert first.headers["content-type"] == "image/svg+xml"
    tag = {"If-None-Match": first.headers["etag"]}
    assert (await client.get(f"/art/{place.code}.svg", headers=tag)).status_code == 304
    muted = await client.get(f"/art/{place.code}.svg?muted=1")
    assert muted.headers["etag"] != first.headers["etag"]
    for name in ("hero", "kind-village"):
        assert (await client.get(f"/art/{name}.svg")).status_code == 200
    for name in ("NOPE", "kind-castle", "%00", "..%2fx"):
        assert (await client.get(f"/art/{name}.svg")).status_code == 404


async def test_the_size_of_letters_is_kept_and_leads_back_to_an_own_page(client: Client) -> None:
    for back in ("//evil", "https:evil", "/\\evil", "/%09/evil", "javascript:x", ""):
        answer = await client.get("/size", params={"to": "large", "back": back})
        assert (answer.status_code, answer.headers["location"]) == (303, "/"), back
    answer = await client.get("/size", params={"to": "large", "back": "/sites?heads=40"})
    assert answer.headers["location"] == "/sites?heads=40"
    assert client.cookies["size"] == "large"
    assert 'data-size="large"' in (await client.get("/")).text


async def test_the_size_switch_stays_in_english_and_nonsense_is_standard(client: Client) -> None:
    answer = await client.get("/en/size", params={"to": "<b>", "back": "/about"})
    assert (answer.headers["location"], client.cookies["size"]) == ("/en/about", "standard")


async def test_machines_are_told_what_is_theirs(client: Client) -> None:
    assert (await client.get("/robots.txt")).text.startswith("User-agent: *")
    assert (await client.get("/favicon.ico")).headers["content-type"] == "image/svg+xml"


async def test_unknown_addresses_and_wrong_methods_answer_in_words(client: Client) -> None:
    unknown, wrong = await client.get("/nothing"), await client.post("/about")
    assert (unknown.status_code, wrong.status_code) == (404, 405)
    assert set(wrong.headers["allow"].split(", ")) == {"GET", "HEAD"}
    assert "<h1" in unknown.text
    assert (await client.head("/about")).status_code == 200
