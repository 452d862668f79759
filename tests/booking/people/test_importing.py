"""The federation's spreadsheet of unions: every fault by its cell, nothing stored unless confirmed, codes once."""

import io
import zipfile
from dataclasses import replace

import pytest

from booking import people
from booking.people.claiming import ClaimCodeWrong
from booking.people.importing import ListOutOfDate
from booking.people.models import Organisation
from booking.people.union_sheet import HeadingsMissing, SheetTooLong, read_union_sheet
from scheduler.demo.credit_codes import GRASSROOTS_UNION, credit_code
from sites.foundation.errors import Refusal
from sites.foundation.workbook import NotASpreadsheet
from tests.factories.people import HANGZHOU, NANJING, make_federation, make_union
from tests.factories.spreadsheets import workbook

HEAD = ("统一社会信用代码", "单位名称", "所在城市", "单位性质")
CLAIM = people.Claim("", "示例联系人", "contact@example.test", "four words on paper")


def code(number: int, region: str = HANGZHOU) -> str:
    return credit_code(number, kind=GRASSROOTS_UNION, region_code=region)


def row(number: int, city: str = "杭州市") -> tuple[str, ...]:
    return (code(number), f"示例单位{number}工会", city, "其他企业")


async def claim(slip: people.ClaimSlip, **changes: str) -> people.Entered:
    wanted = replace(CLAIM, **{"code": slip.code, **changes})
    return await people.claim_imported(wanted, address="10.0.0.1", agent="test")


async def test_a_preview_stores_nothing_and_confirming_stores_all(database: str) -> None:
    host = await make_federation()
    listed = await people.preview_unions(
        workbook([HEAD, row(1), ("", "", "", ""), row(2, "320100")]), by=host.clerk
    )
    assert listed.faults == ()
    assert [one.region_code for one in listed.unions] == [HANGZHOU, NANJING]
    assert await Organisation.filter(kind="union").count() == 0
    slips = await people.import_unions(listed.unions, by=host.clerk)
    assert [one.credit_code for one in slips] == [code(1), code(2)]
    assert await Organisation.filter(standing="imported").count() == 2
    assert slips[0].code not in str(await Organisation.all().values())
    with pytest.raises(ListOutOfDate):
        await people.import_unions(listed.unions, by=host.clerk)


async def test_a_column_of_districts_may_stand_in_the_file_and_is_judged_by_its_cell(
    database: str,
) -> None:
    host = await make_federation()
    head = (*HEAD, "区县代码")
    wrong = workbook([head, (*row(1), "320102"), (*row(2), "")])
    (fault,) = (await people.preview_unions(wrong, by=host.clerk)).faults
    assert (fault.cell, fault.refusal.code) == ("E2", "district_unfit")
    listed = await people.preview_unions(workbook([head, (*row(1), "330106"), (*row(2), "")]), by=host.clerk)  # fmt: skip
    await people.import_unions(listed.unions, by=host.clerk)
    stored = await Organisation.filter(kind="union").order_by("id").values_list("district_code", flat=True)  # fmt: skip
    assert stored == ["330106", ""]


async def test_a_claimed_union_is_verified_and_its_code_spent(database: str) -> None:
    partner = await make_federation(host=False)
    listed = await people.preview_unions(workbook([HEAD, row(1)]), by=partner.clerk)
    [slip] = await people.import_unions(listed.unions, by=partner.clerk)
    typed = f" {slip.code.lower().replace('-', ' ').replace('0', 'o')} "
    viewer = await people.recall((await claim(slip, code=typed)).token)
    assert viewer
    assert viewer.actor.roles == {"administrator", "organiser"}
    assert await people.may_hold(viewer.actor.organisation_id)
    with pytest.raises(ClaimCodeWrong):
        await claim(slip, email="second@example.test")


async def test_a_wrong_code_is_refused_and_guessing_is_throttled(database: str) -> None:
    await make_union(standing="imported")
    slip = people.ClaimSlip("", "", "0000-0000-0000")
    for _ in range(5):
        with pytest.raises(ClaimCodeWrong):
            await claim(slip)
    with pytest.raises(people.TooManyTries):
        await claim(slip)
    for number in range(25):
        with pytest.raises(ClaimCodeWrong):
            await claim(slip, code=f"1111-1111-{number:04}")
    with pytest.raises(people.TooManyTries):
        await claim(slip, code="2222-2222-2222")


async def test_all_faults_are_named_by_their_cells_at_once(database: str) -> None:
    host = await make_federation()
    await make_union(credit_code=code(5))
    sheet = workbook(
        [
            HEAD,
            row(1),
            ("9111", "", "东京", "街道"),
            row(1),
            row(5),
            (9.133010012345678e17, "x" * 121, "杭州", "企业"),
        ]
    )
    listed = await people.preview_unions(sheet, by=host.clerk)
    assert {(one.cell, one.refusal.code) for one in listed.faults} == {
        ("A3", "credit_code_length"), ("B3", "cell_empty"), ("C3", "city_unknown"),
        ("D3", "kind_unknown"), ("A4", "code_twice"), ("A5", "code_taken"),
        ("A6", "digits_lost"), ("B6", "cell_too_long"),
    }  # fmt: skip


async def test_a_federation_enters_only_unions_of_its_region(database: str) -> None:
    partner, operator = await make_federation(host=False), await make_union()
    sheet = workbook([HEAD, row(1), row(2, "南京市")])
    listed = await people.preview_unions(sheet, by=partner.clerk)
    assert [(one.cell, one.refusal.code) for one in listed.faults] == [("C3", "not_your_region")]
    with pytest.raises(ListOutOfDate):
        await people.import_unions(listed.unions, by=partner.clerk)
    with pytest.raises(people.NotGranted):
        await people.preview_unions(sheet, by=operator.administrator)
    with pytest.raises(people.NotGranted):
        await people.import_unions(listed.unions, by=operator.administrator)


def test_columns_may_stand_in_any_order_and_others_beside_them() -> None:
    sheet = workbook(
        [("备注", "名称 *", "City", "性质", "信用代码"), ("x", "示例", "上海", "国企", code(1))]
    )
    [union] = read_union_sheet(sheet).unions
    assert (union.name, union.region_code, union.unit_kind) == ("示例", "310000", "soe")


def test_a_missing_heading_and_a_list_too_long_are_refused() -> None:
    with pytest.raises(HeadingsMissing) as refused:
        read_union_sheet(workbook([HEAD[:3], row(1)]))
    assert refused.value.params == {"missing": "单位性质"}
    with pytest.raises(SheetTooLong):
        read_union_sheet(workbook([HEAD, *(row(number) for number in range(501))]))
    with pytest.raises(HeadingsMissing):
        read_union_sheet(workbook([]))


def test_a_formula_is_not_worked_out() -> None:
    sheet = workbook([HEAD, ("=1+1", "=HYPERLINK(1)", "杭州", "企业")])
    assert {one.cell for one in read_union_sheet(sheet).faults} == {"A2", "B2"}


def zipped(entries: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in entries.items():
            archive.writestr(name, body)
    return data.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"", b"PK", b"PK\x03\x04broken", b"<html><table></table></html>", b"a,b\n1,2",
        b"\xd0\xcf\x11\xe0" + b"0" * 600,
        zipped({"anything.txt": b"x"}),
        zipped({"xl/workbook.xml": b"<workbook/>", "xl/vbaProject.bin": b"x"}),
        zipped({"xl/workbook.xml": b"<workbook/>"}),
        zipped({"xl/workbook.xml": b"0" * 40_000_000}),
        zipped({"xl/workbook.xml": b"", **{f"xl/{n}": b"" for n in range(300)}}),
    ],
    ids=["empty", "two-bytes", "broken", "html", "csv", "xls", "zip", "macro", "no-sheet", "bomb", "entries"],
)  # fmt: skip
def test_what_is_no_plain_workbook_is_not_opened(data: bytes) -> None:
    with pytest.raises(NotASpreadsheet):
        read_union_sheet(data)


def test_a_workbook_with_entities_is_not_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "' + b"A" * 1000 + b'">]><workbook>&a;&a;</workbook>'
    with pytest.raises(Refusal):
        read_union_sheet(zipped({"xl/workbook.xml": bomb, "[Content_Types].xml": b"<Types/>"}))
