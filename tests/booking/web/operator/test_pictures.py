"""A photograph goes its way by the pages: sent, seen by the federation, approved, kept by browsers."""

from sites.listings.picture_model import Picture
from tests.clients import Client
from tests.factories.people import make_federation, sign_in_as
from tests.factories.places import make_place
from tests.sites.listings.test_pictures import photograph, png_head, with_place


async def send(
    client: Client, path: str, content: bytes, caption: str = "示例：院子", name: str = "a.jpg"
):
    form = await client.get(path)
    csrf = form.text.split('name="csrf"')[1].split('value="')[1].split('"', maxsplit=1)[0]
    return await client.post(
        path, data={"csrf": csrf, "caption": caption}, files={"file": (name, content, "image/jpeg")}
    )


async def test_a_photograph_is_sent_approved_and_cached(database: str, client: Client) -> None:
    place, host = await make_place(), await make_federation()
    await sign_in_as(client, place.operator.sales)
    path = f"/en/operator/site/{place.code}/pictures"
    assert (await send(client, path, with_place())).status_code == 303
    picture = (await Picture.get(site_id=place.id)).public_id
    address = f"/pictures/{picture}/large.jpg"
    own = await client.get(address)
    assert (own.status_code, own.headers["cache-control"]) == (200, "no-store")
    client.cookies.clear()
    assert (await client.get(address)).status_code == 404

    await sign_in_as(client, host.clerk)
    act = f"/en/federation/pictures/{picture}"
    assert (
        await client.submit("/en/federation/pictures", act, verdict="refuse")
    ).status_code == 422
    assert (
        await client.submit("/en/federation/pictures", act, verdict="approve")
    ).status_code == 303
    assert (
        await client.submit("/en/federation/pictures", act, verdict="approve")
    ).status_code == 409

    client.cookies.clear()
    public = await client.get(address)
    assert public.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert public.headers["content-type"] == "image/jpeg"
    assert b"Secret" not in public.content
    assert f"/pictures/{picture}/large.jpg" in (await client.get(f"/en/sites/{place.code}")).text
    assert (await client.get(f"/pictures/{picture}/huge.jpg")).status_code == 404


async def test_a_file_that_is_no_photograph_is_refused_at_its_field(
    database: str, client: Client
) -> None:
    place = await make_place()
    await sign_in_as(client, place.operator.sales)
    path = f"/en/operator/site/{place.code}/pictures"
    padded = photograph() + b"\0" * (12 * 1024 * 1024)
    for content in (b"<svg/>", png_head(30_000, 30_000), b"", padded):
        answer = await send(client, path, content, name="../../x\u202egpj.svg")
        assert answer.status_code == 422
        assert "JPEG, PNG or WebP photograph" in answer.text
        assert "示例：院子" in answer.text
    assert (await send(client, path, photograph(), caption="")).status_code == 422
    assert (await send(client, path, b"\xff\xd8\xff" + b"0" * 14_000_000)).status_code == 413
    assert await Picture.all().count() == 0


async def test_nobody_else_sends_judges_or_takes_away(database: str, client: Client) -> None:
    place, other = await make_place(), await make_place()
    await sign_in_as(client, place.operator.sales)
    await send(client, f"/operator/site/{place.code}/pictures", photograph())
    picture = (await Picture.get(site_id=place.id)).public_id
    assert (await client.get("/federation/pictures")).status_code == 403
    await sign_in_as(client, other.operator.sales)
    assert (await client.get(f"/operator/site/{place.code}/pictures")).status_code == 404
    root = f"/operator/site/{other.code}/pictures"
    assert (await client.submit(root, f"{root}/{picture}/removal")).status_code == 404
