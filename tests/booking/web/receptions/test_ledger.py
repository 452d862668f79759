from datetime import date, time, timedelta
from pathlib import Path
from types import SimpleNamespace

from booking import receptions
from booking.receptions.models import RecordedGroup
from sites.foundation import clock
from sites.listings.models import Site
from sites.packages import Heads
from tests.clients import Client
from tests.factories.people import HANGZHOU, make_federation, make_operator, sign_in_as
from tests.factories.places import make_place
from tests.factories.receptions import recorded
from tests.factories.spreadsheets import cells_of

ROOT = "/operator/receptions"
PDF = b"%PDF-1.4 sample"


def form(place: SimpleNamespace, **changes: str) -> dict[str, str]:
    made = {
        "site": place.code, "check_in": (clock.today() - timedelta(days=10)).isoformat(), "nights": "3",
        "name": "示例外来工会", "sender": "union", "origin_code": HANGZHOU, "workers": "30",
        "family": "", "crew": "2", "income": "60,000.50", "proof_number": "示例-001",
    }  # fmt: skip
    return {**made, **changes}


async def test_an_operator_records_a_group_once_and_finds_it(database: str, client: Client) -> None:
    place = await make_place()
    await sign_in_as(client, place.operator.steward)
    drawn = await client.get(f"{ROOT}/new")
    for _ in range(2):
        answer = await client.post_from(drawn, f"{ROOT}/new", **form(place))
        assert answer.status_code == 303
    (line,) = await receptions.groups_of(place.operator.steward)
    assert answer.headers["location"] == f"{ROOT}/{line.public_id}"
    assert (line.heads, line.income.minor if line.income else 0) == (Heads(30, 0, 2), 60_000_50)
    for address in (ROOT, f"{ROOT}/{line.public_id}", f"{ROOT}?year=all&site={place.code}"):
        assert "示例外来工会" in (await client.get(address)).text


async def test_bases_have_their_english_names_on_english_pages(
    database: str, client: Client
) -> None:
    place = await make_place()
    site = await Site.get(id=place.id)
    await make_place(operator=place.operator)
    await sign_in_as(client, place.operator.steward)
    for address in (ROOT, f"{ROOT}/new"):
        page = (await client.get(f"/en{address}")).text
        assert f"{site.code} {site.name_en}" in page
        assert site.name not in page


async def test_the_paper_is_kept_and_fetched_by_its_own_sides_alone(
    database: str, client: Client, tmp_path: Path
) -> None:
    place, stranger, host = await make_place(), await make_operator(), await make_federation()
    await sign_in_as(client, place.operator.sales)
    drawn = (await client.get(f"{ROOT}/new")).text
    hidden = {
        n: drawn.split(f'name="{n}"')[1].split('value="')[1].split('"')[0] for n in ("csrf", "key")
    }
    for content, status in ((b"GIF89a", 422), (b"", 422), (PDF, 303)):
        answer = await client.post(
            f"{ROOT}/new", data={**hidden, **form(place, proof_number="")},
            files={"proof": ("名单.pdf", content)},
        )  # fmt: skip
        assert answer.status_code == status, content
    (line,) = await receptions.groups_of(place.operator.sales)
    address = f"{ROOT}/{line.public_id}/proof"
    assert (await client.get(address)).content == PDF
    await sign_in_as(client, stranger.sales)
    assert (await client.get(address)).status_code == 404
    await sign_in_as(client, host.viewer)
    assert (await client.get(address)).status_code == 404
    assert (await client.get(address.replace("operator", "federation"))).content == PDF


async def test_what_cannot_be_is_refused_with_what_was_typed_and_stores_nothing(
    database: str, client: Client
) -> None:
    place, foreign = await make_place(), await make_place()
    await sign_in_as(client, place.operator.sales)
    drawn = await client.get(f"{ROOT}/new")
    bad: tuple[tuple[str, str], ...] = (
        ("workers", "-1"), ("workers", "1e3"), ("workers", ""), ("workers", "三十"), ("workers", "100001"),
        ("nights", "0"), ("nights", "61"), ("nights", "1.5"), ("check_in", "2026-02-30"),
        ("check_in", "9999-12-31"), ("check_in", ""), ("origin_code", "999999"), ("origin_code", ""),
        ("income", "-5"), ("income", "12.345"), ("income", "NaN"), ("name", " "), ("name", "甲" * 121),
        ("name", "示\u200b例"), ("sender", "king"), ("proof_number", ""), ("proof_number", "9" * 61),
        ("site", "T-NONE"), ("site", foreign.code), ("site", ""),
    )  # fmt: skip
    for field, typed in bad:
        answer = await client.post_from(drawn, f"{ROOT}/new", **form(place, **{field: typed}))
        assert answer.status_code in {404, 422}, (field, typed)
        assert "field-wrong" in answer.text, (field, typed)
        assert "示例-001" in answer.text or field == "proof_number"
    assert await RecordedGroup.all().count() == 0


async def test_a_coming_group_without_room_is_told_the_limit_at_the_form(
    database: str, client: Client
) -> None:
    place = await make_place()
    await sign_in_as(client, place.operator.sales)
    soon = (clock.today() + timedelta(days=9)).isoformat()
    answer = await client.submit(f"{ROOT}/new", **form(place, check_in=soon, workers="91"))
    assert answer.status_code == 409
    assert "90" in answer.text
    assert 'value="91"' in answer.text
    assert await RecordedGroup.all().count() == 0


async def test_a_record_is_corrected_and_withdrawn_with_a_reason(
    database: str, client: Client
) -> None:
    group = await recorded()
    await sign_in_as(client, group.by)
    page = f"{ROOT}/{group.id}"
    correction = form(group.place, workers="28")
    assert (await client.submit(f"{page}/correction", **correction)).status_code == 422
    done = await client.submit(f"{page}/correction", **correction, why="两人未到")
    assert done.headers["location"] == page
    late = await client.submit(page, f"{page}/withdrawal", why="", seen="2")
    assert late.status_code == 422
    stale = await client.submit(page, f"{page}/withdrawal", why="x", seen="1")
    assert stale.status_code == 409
    assert (await client.submit(page, f"{page}/withdrawal", why="重复")).status_code == 303
    shown = (await client.get(page)).text
    assert "两人未到" in shown
    assert "重复" in shown
    for act in ("correction", "withdrawal"):
        answer = await client.submit(page, f"{page}/{act}", **correction, why="x", seen="3")
        assert answer.status_code == 409


async def test_lists_leave_others_groups_out_whatever_is_asked(
    database: str, client: Client
) -> None:
    mine, theirs = await recorded(name="示例甲工会"), await recorded(name="示例乙工会")
    await sign_in_as(client, mine.by)
    for query in ("", "?year=all", f"?site={theirs.place.code}", "?year=x&page=x", "?site=%00", "?page=9999"):  # fmt: skip
        answer = await client.get(ROOT + query)
        assert answer.status_code == 200, query
        assert "示例乙工会" not in answer.text
    assert (await client.get(f"{ROOT}/{theirs.id}")).status_code == 404
    assert (await client.get(f"/federation/receptions/{mine.id}")).status_code == 404


async def test_the_sheet_keeps_numbers_of_papers_as_text(database: str, client: Client) -> None:
    host = await make_federation()
    group = await recorded(proof_number="012345678901234567890", name="=1+1")
    await sign_in_as(client, host.viewer)
    answer = await client.get("/federation/receptions/list.xlsx")
    rows = cells_of(answer.content)
    assert rows[1][:2] == [group.place.code, "=1+1"]
    assert "012345678901234567890" in rows[1]


async def test_the_ledger_opens_on_the_year_of_the_group_recorded_last_and_says_so(
    database: str, client: Client
) -> None:
    """On 2 January the group of December that somebody has just recorded stands there, in the sheet too."""
    new_year = clock.at(date(clock.today().year + 1, 1, 2), time(10))
    with clock.moved_to(new_year):
        place, host = await make_place(), await make_federation()
        late = await recorded(place, starts_in=-10, name="示例年底工会")
        for who, root in ((place.operator.sales, ROOT), (host.viewer, "/federation/receptions")):
            await sign_in_as(client, who)
            page = (await client.get(f"/en{root}")).text
            assert "示例年底工会" in page
            assert f"came in {new_year.year - 1}, so the list opens there" in page
            assert f'href="/en{root}?year={new_year.year}"' in page
            rows = cells_of((await client.get(f"{root}/list.xlsx")).content)
            assert [row[1] for row in rows[1:]] == ["示例年底工会"]
            this_year = (await client.get(f"/en{root}?year={new_year.year}")).text
            assert "示例年底工会" not in this_year
        await recorded(place, starts_in=-1, name="示例新年工会")
        page = (await client.get("/en/federation/receptions")).text
        assert "示例新年工会" in page
        assert "recorded last" not in page
    assert late.draft.check_in.year == new_year.year - 1


async def test_a_group_of_another_year_is_said_and_the_ledger_stays_on_this_one(
    database: str, client: Client
) -> None:
    with clock.moved_to(clock.at(date(clock.today().year, 12, 20), time(10))):
        place = await make_place()
        await recorded(place, starts_in=-10, name="示例年底工会")
        await recorded(place, starts_in=20, name="示例新年工会")
        await sign_in_as(client, place.operator.sales)
        page = (await client.get(f"/en{ROOT}")).text
        assert "示例年底工会" in page
        assert "示例新年工会" not in page
        assert f'href="/en{ROOT}?year={clock.today().year + 1}"' in page
        long_ago = clock.today().replace(year=clock.today().year - 3)
        await recorded(place, starts_in=(long_ago - clock.today()).days, name="示例旧工会")
        page = (await client.get(f"/en{ROOT}")).text
        assert "示例年底工会" in page
        assert f'href="/en{ROOT}?year={long_ago.year}"' in page
