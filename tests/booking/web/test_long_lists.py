"""Desks with more groups than any list shows: counts are of all, what is pressing stands first, every page is reached."""

import re
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from booking.stays.models import Stay, StayEvent
from booking.web.operator import desk as operators_desk
from booking.web.union import desk as unions_desk
from sites.foundation import clock
from sites.foundation.identifiers import public_id
from sites.packages import Heads
from tests.booking.stays.stories import cancel
from tests.clients import Client
from tests.factories.people import make_federation, make_union, sign_in_as
from tests.factories.places import TWIN, make_place
from tests.factories.stays import accounted, confirmed, departed
from tests.pages import between, plain

MANY = 1010
FEW: dict[str, Any] = {"rooms": {TWIN: 2}, "heads": Heads(4)}


@pytest.fixture
async def crowd(database: str) -> SimpleNamespace:
    """One group left and waits for its account; more than a thousand stand before it, all cancelled and far ahead."""
    place, union = await make_place(), await make_union()
    gone = await departed(place=place, union=union, came=Heads(4), **FEW)
    kept = await confirmed(place=place, union=union, starts_in=3, **FEW)
    story = await confirmed(place=place, union=union, starts_in=60, **FEW)
    await cancel(story)
    await _copies(story.number, MANY)
    return SimpleNamespace(place=place, union=union, gone=gone, kept=kept)


async def _copies(number: int, count: int) -> None:
    """Of a cancelled stay, which claims and owes nothing."""
    row = dict((await Stay.filter(id=number).values())[0])
    for only in ("id", "public_id", "reference", "filing_number"):
        row.pop(only, None)
    await Stay.bulk_create(
        Stay(**row, public_id=public_id(), reference=f"#{n}") for n in range(count)
    )
    last = dict((await StayEvent.filter(stay_id=number).order_by("-id").values())[0])
    ids = await Stay.filter(reference__startswith="#").values_list("id", flat=True)
    told = {name: value for name, value in last.items() if name not in ("id", "stay_id")}
    await StayEvent.bulk_create(StayEvent(**told, stay_id=one) for one in ids)


async def _as_requests() -> None:
    """The copies wait for what is missing: they are read for what is to do, and nothing is to do."""
    now = clock.now()
    await Stay.filter(reference__startswith="#").update(
        state="submitted", answer_due_at=now + timedelta(days=1), accepted_at=now, missing=[]
    )


async def test_the_operators_list_counts_and_reaches_every_group(
    crowd: Any, client: Client
) -> None:
    await sign_in_as(client, crowd.place.operator.sales)
    page = (await client.get("/en/operator/stays")).text
    assert _tabs(page, "Where the groups stand") == {
        "All": MANY + 3, "Requests and holds": 0, "Confirmed": 1, "In house": 0,
        "To reconcile": MANY + 2, "To settle": 0, "Settled": 0, "Declined or expired": 0,
    }  # fmt: skip
    last = (await client.get(f"/en/operator/stays?page={-(-(MANY + 3) // 25)}")).text
    assert crowd.gone.reference in last
    assert f"Showing 13 of {MANY + 3}" in plain(last)
    named = (await client.get(f"/en/operator/stays?q={crowd.gone.reference.lower()}")).text
    assert _tabs(named, "Where the groups stand")["All"] == 1


@pytest.mark.breaks_invariants("history_ends_in_the_state")
async def test_the_operators_to_do_reaches_the_group_that_left_first(
    crowd: Any, client: Client
) -> None:
    await _as_requests()
    await sign_in_as(client, crowd.place.operator.sales)
    page = (await client.get("/en/operator")).text
    assert f"/operator/stays/{crowd.gone.id}/account" in page


async def test_the_unions_list_counts_and_reaches_every_group(crowd: Any, client: Client) -> None:
    await sign_in_as(client, crowd.union.organiser)
    page = (await client.get("/en/union")).text
    assert _tabs(page, "Groups by state") == {
        "In progress": MANY + 3, "Held": 0, "Waiting for the base": 0, "Confirmed and in house": 1,
        "To square": MANY + 2, "Finished": 0, "All": MANY + 3,
    }  # fmt: skip
    last = (await client.get(f"/en/union?show=all&page={-(-(MANY + 3) // 20)}")).text
    assert crowd.gone.reference in last
    # The months of the choice are those of all groups, and one narrows list and counts.
    month = f"{crowd.gone.check_in:%Y-%m}"
    assert f'value="{month}"' in page
    narrowed = (await client.get(f"/en/union?show=all&month={month}")).text
    assert crowd.gone.reference in narrowed
    assert _tabs(narrowed, "Groups by state")["All"] < 4


@pytest.mark.breaks_invariants("history_ends_in_the_state")
async def test_the_unions_to_do_reaches_the_group_whose_account_waits(
    crowd: Any, client: Client
) -> None:
    waits = await accounted(place=crowd.place, union=crowd.union, days_ago=9, **{**FEW, "came": Heads(4)})  # fmt: skip
    await _as_requests()
    await sign_in_as(client, crowd.union.organiser)
    page = (await client.get("/en/union")).text
    assert f"/union/stays/{waits.id}/account" in page


@pytest.mark.breaks_invariants("history_ends_in_the_state")
async def test_the_partners_next_groups_are_the_nearest_of_all(crowd: Any, client: Client) -> None:
    """A request is under way, which a cancelled group is not."""
    await _as_requests()
    await sign_in_as(client, (await make_federation(host=False)).viewer)
    page = (await client.get("/en/partner")).text
    shown = between(page, "Groups of our unions", "</section>")
    assert crowd.gone.reference in shown
    assert crowd.kept.reference in shown


async def test_what_is_to_do_is_counted_whole_and_shown_whole_where_asked(
    crowd: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operators_desk, "FIRST", 1)
    monkeypatch.setattr(unions_desk, "FIRST", 1)
    for who, path in (
        (crowd.place.operator.administrator, "/en/operator"),
        (crowd.union.organiser, "/en/union"),
    ):
        await sign_in_as(client, who)
        first, whole = (await client.get(path)).text, (await client.get(f"{path}?todo=all")).text
        count = int(found[1]) if (found := re.search(r"Showing 1 of (\d+)", plain(first))) else 0
        assert count > 1, path
        assert f'href="{path}?todo=all"' in first
        assert "Showing 1 of" not in plain(whole)


def _tabs(page: str, label: str) -> dict[str, int]:
    listed = between(page, f'aria-label="{label}"', "</nav>")
    found = re.findall(r"<a [^>]*>(.*?)<span class=\"count\">(\d+)</span>", listed, re.DOTALL)
    return {plain(words): int(count) for words, count in found}
