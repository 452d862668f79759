"""The organiser on the phone: a bad list is sent, put right where it stands, and taken; so is one for all batches of a plan."""

import json
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook
from playwright.async_api import Browser

from tests.factories.resident_numbers import resident_number_for
from tests.journeys import axe
from tests.journeys.conftest import House
from tests.journeys.person import PHONE, Person, enter_as, words
from tests.journeys.stage import IDS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BORN = date(1980, 5, 1)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
async def test_an_organiser_puts_a_bad_list_right_in_place_and_takes_it(
    browser: Browser, house: House, *, scripts: bool
) -> None:
    running = house()
    stay = json.loads((running.folder / IDS).read_text())["confirmed"]
    sound, second, third = (resident_number_for(BORN) for _ in range(3))
    rows = [
        ("姓名", "身份证号", "手机"),
        ("示例甲", sound, "13800138000"),
        ("示例乙", int(second[:17] + "0"), ""),
        ("示例?", third, "1380"),
        ("示例丁", sound, ""),
    ]
    async with Person(browser, running.url, size=PHONE, scripts=scripts) as union:
        await enter_as(union, "Union organiser")
        await union.open(f"/union/stays/{stay}/roster/file")
        await _sent(union, rows)
        for said in ("The spreadsheet kept this as a number, and digits are lost. Type it again from the document; format the column as text.", "One character could not be read, as happens to rare ones. Type the name as it stands in the document."):  # fmt: skip
            assert words(said) in await union.text()
        assert third not in await union.text()
        await _is_fit_for_the_phone(union, scripts=scripts)

        await union.fill(**{"cell-3-number": second, "cell-4-name": "示例丙"})
        await union.fill(**{"cell-4-phone": "13900139000"})
        await union.page.locator("[name=without-5]").last.check()
        await union.press("Check again")
        await _pressed(union, "form[action$='/taking'] button")
        assert union.page.url.endswith("/roster")
        told = await union.text()
        assert all(name in told for name in ("示例甲", "示例乙", "示例丙"))
        assert "示例丁" not in told
        assert not any(number in told for number in (sound, second, third))


async def test_one_list_for_all_batches_is_put_right_and_people_are_ticked_to_move_on_the_phone(
    browser: Browser, house: House
) -> None:
    running = house()
    ids = json.loads((running.folder / IDS).read_text())
    people = f"/union/plans/{ids['plan']}/people"
    rows = [("批次", "姓名", "部门"), ("1", "示例甲", "一车间"), ("九", "示例乙", "二车间")]
    async with Person(browser, running.url, size=PHONE) as union:
        await enter_as(union, "Union organiser")
        await union.open(f"{people}/file")
        await _sent(union, rows)
        assert (
            words("The plan has no batch %(number)s.", number=9).replace(" ", "")
            in await union.text()
        )
        await _is_fit_for_the_phone(union, scripts=True)
        await union.fill(**{"cell-3-batch": "1"})
        await union.press("Check again")
        await _pressed(union, "form[action$='/taking'] button")
        assert union.page.url.endswith("/people")
        assert "示例乙" in await union.text()
        await _is_fit_for_the_phone(union, scripts=True)
        for name in (
            "示例甲",
            "示例乙",
        ):  # by keyboard: the box is reached and ticked with the space bar
            await union.page.get_by_role("checkbox", name=name).focus()
            await union.page.keyboard.press("Space")
        await union.press("Ticked people to another batch")
        told = await union.text()
        assert all(one in told for one in (words("To another batch"), "示例甲", "示例乙"))
        await _is_fit_for_the_phone(union, scripts=True)


async def _sent(person: Person, rows: list[tuple[object, ...]]) -> None:
    book, kept = Workbook(), BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(kept)
    file = {"name": "名单.xlsx", "mimeType": XLSX, "buffer": kept.getvalue()}
    await person.page.set_input_files("input[name=file]", [file])  # type: ignore[list-item]
    await person.press("Check the file")


async def _pressed(person: Person, button: str) -> None:
    async with person.page.expect_navigation():
        await person.page.locator(button).first.click()


async def _is_fit_for_the_phone(person: Person, *, scripts: bool) -> None:
    if not scripts:  # what looks at a page is a script itself
        return
    assert await axe.violations(person.page) == []
    assert await person.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
