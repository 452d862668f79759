"""Rows 5, 6 and 15 to 18 of the catalogue of bad input: names, documents, telephones, codes of units."""

from datetime import date, timedelta

import pytest

from booking.people.models import Organisation
from booking.rosters.models import Traveller
from sites.foundation import clock
from tests.factories.resident_numbers import resident_number_for
from tests.house.routes.conftest import Enter, Visitor
from tests.house.routes.harm import PLANTED, harmless, refuses, send_bytes, sign_up_form
from tests.house.routes.world import World

NO_NAMES = {
    "NUL": b"%E7%8E%8B%00%E4%BA%8C", "RTL override": b"%E7%8E%8B%E2%80%AE%E4%BA%8C",
    "lone surrogate": b"%E7%8E%8B%ED%A0%80%E4%BA%8C", "joiner": b"%E7%8E%8B%E2%80%8D%E4%BA%8C",
    "zero width": b"%E7%8E%8B%E2%80%8B%E4%BA%8C", "CR LF": b"%E7%8E%8B%0D%0A%E4%BA%8C",
    "ANSI": b"%E7%8E%8B%1B[31m", "line separator": b"%E7%8E%8B%E2%80%A8%E4%BA%8C",
    "empty": b"", "spaces": b"+++", "digits": b"12345", "emoji alone": b"%F0%9F%98%80",
    "61 characters": b"%E7%8E%8B" * 61,
}  # fmt: skip
NAMES = {
    "𠮷野": "𠮷野", "䶮": "䶮", "阿依古丽·买买提": "阿依古丽·买买提", "艾力•阿不都": "艾力·阿不都", "王": "王",
    "Anna-Maria O’Neill": "Anna-Maria O’Neill", "名" * 60: "名" * 60, "\ufeff王五 ": "王五",
}  # fmt: skip
SOUND = "11010519491231002X"
UNSOUND = (
    SOUND[:-1], "110105491231002", SOUND[:-1] + "1", "110105194913310027", "110105190002290021",
    "110105209901010016", "00" + SOUND[2:], "0" * 18, "11010519491231002Y", "11010519491231002XX",
)  # fmt: skip
TELEPHONES = {
    "+86 138 0000 1234": 303, "0086-13800001234": 303, "0571-87654321": 303, "+33 612345678": 303,
    "138000012345": 422, "1380000123": 422, "0571-87654321-801": 422, "电话": 422, "12": 422,
}  # fmt: skip


@pytest.fixture
async def union(world: World, enter: Enter) -> Visitor:
    return await enter(world.union_a.administrator)


async def test_what_is_no_name_is_refused(world: World, union: Visitor, database: str) -> None:
    for kind, encoded in NO_NAMES.items():
        with harmless(database, planted="王"):
            answer = await send_bytes(union, _people_at(world), b"kind=worker&name=" + encoded)
        assert answer.status_code == 422, kind


async def test_names_are_kept_exactly(world: World, union: Visitor) -> None:
    for typed, kept in NAMES.items():
        answer = await union.post(_people_at(world), name=typed, kind="worker")
        assert answer.status_code == 303, typed
        assert kept in await Traveller.all().values_list("name", flat=True)


async def test_an_unsound_resident_number_is_refused_and_stands_in_no_log(
    world: World, union: Visitor, database: str
) -> None:
    for number in UNSOUND:
        await refuses(
            union, database, _people_at(world), planted=number[:14], name="示例乙", kind="worker",
            number=number,
        )  # fmt: skip


@pytest.mark.parametrize(
    "typed", [SOUND.lower(), " 110105 19491231 002x ", "１１０１０５19491231002X"]
)
async def test_a_sound_resident_number_is_read_however_it_was_typed(
    world: World, union: Visitor, typed: str
) -> None:
    answer = await union.post(_people_at(world), name="示例乙", kind="worker", number=typed)
    kept = await Traveller.get(name="示例乙")

    assert answer.status_code == 303
    assert kept.id_masked == "1101************2X"
    assert SOUND not in repr(kept.__dict__)


async def test_a_sex_that_the_number_contradicts_is_refused(
    world: World, union: Visitor, database: str
) -> None:
    woman = {"name": "示例乙", "kind": "worker", "number": SOUND}
    await refuses(union, database, _people_at(world), planted=SOUND[:14], sex="m", **woman)
    answer = await union.post(_people_at(world), sex="f", **woman)
    assert answer.status_code == 303


async def test_other_documents_are_judged_by_their_own_form(
    world: World, union: Visitor, database: str
) -> None:
    other = {"name": "示例乙", "kind": "worker", "document": "other"}
    for number in ("E12", "护照E1234567", "E" * 21):
        await refuses(union, database, _people_at(world), planted="护照E1234567", number=number, **other)  # fmt: skip
    for number in ("E12345678", "h1234 5678", SOUND[:-3]):
        answer = await union.post(_people_at(world), number=number, **other)
        assert answer.status_code == 303, number


async def test_telephones_are_read_or_refused(world: World, union: Visitor) -> None:
    for typed, status in TELEPHONES.items():
        answer = await union.post(_people_at(world), name="示例乙", kind="worker", phone=typed)
        assert answer.status_code == status, typed


async def test_nobody_stands_twice_in_one_group(
    world: World, union: Visitor, database: str
) -> None:
    person = {"kind": "worker", "number": resident_number_for(date(1980, 2, 3))}
    first = await union.post(_people_at(world), name="示例乙", **person)
    with harmless(database, planted=person["number"]):
        twice = await union.post(_people_at(world), name="示例丙", **person)

    assert first.status_code == 303
    assert twice.status_code in {409, 422}


async def test_children_do_not_travel_as_workers(
    world: World, union: Visitor, database: str
) -> None:
    child = resident_number_for(clock.today() - timedelta(days=365 * 10))

    await refuses(
        union, database, _people_at(world), planted=child[:14], name="示例丁", kind="worker",
        number=child,
    )  # fmt: skip


async def test_an_unsound_credit_code_is_refused(enter: Enter, database: str) -> None:
    nobody, code = await enter(None), sign_up_form()["credit_code"]
    never = [code[:9] + letter + code[10:] for letter in "IOSVZ"]
    last = code[:-1] + ("1" if code[-1] != "1" else "2")
    for typed in (*never, last, code[:-1], code + "0", "统一社会信用代码", ""):
        form = sign_up_form(credit_code=typed)
        await refuses(nobody, database, "/sign-up", planted=typed or PLANTED, **form)


async def test_a_credit_code_in_small_letters_is_the_same_code(enter: Enter, database: str) -> None:
    nobody, code = await enter(None), sign_up_form()["credit_code"]
    answer = await nobody.post("/sign-up", **sign_up_form(credit_code=code.lower()))

    assert answer.status_code == 303
    assert await Organisation.filter(credit_code=code).count() == 1


async def test_nobody_signs_up_as_verified_or_as_something_else(
    enter: Enter, database: str
) -> None:
    nobody = await enter(None)
    planted = {"standing": "verified", "kind": "platform", "is_host": "1", "hold_limit": "500"}
    await nobody.post("/sign-up", **{**sign_up_form(), **planted})

    row = await Organisation.get(name=sign_up_form()["name"])
    assert (row.kind, row.standing, row.is_host) == ("union", "unverified", False)


def _people_at(world: World) -> str:
    return f"/union/stays/{world.a['named']}/roster/people"
