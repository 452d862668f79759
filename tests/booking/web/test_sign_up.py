"""Signing up and claiming through HTTP: what was typed comes back, what was not asked for is ignored."""

from typing import Any

from booking import people
from booking.people.models import Organisation, User
from scheduler.demo.credit_codes import GRASSROOTS_UNION, credit_code
from tests.factories.people import HANGZHOU, make_federation

FIELDS = {
    "credit_code": credit_code(900, kind=GRASSROOTS_UNION, region_code=HANGZHOU),
    "name": "示例机械厂工会",
    "region_code": HANGZHOU,
    "unit_kind": "enterprise",
    "contact": "示例联系人",
    "email": "contact@example.test",
    "password": "four words on paper",
}


async def test_a_union_signs_up_and_reads_what_it_may_and_whose_answer_it_waits_for(
    client: Any,
) -> None:
    await make_federation(name="示例黄山总工会", name_en="")
    answer = await client.submit("/en/sign-up", **FIELDS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/en/union/verification")
    page = await client.get("/en/union/verification")
    assert "示例黄山总工会" in page.text
    assert "Verification is pending" in page.text
    assert "after verification" in page.text


async def test_columns_that_the_form_does_not_ask_for_cannot_be_set(client: Any) -> None:
    every_column = dict.fromkeys((*Organisation._meta.fields, *User._meta.fields), "1")
    smuggled = {
        **every_column,
        "standing": "verified",
        "kind": "platform",
        "open_holds": "-9",
        "hold_limit": "999",
        "is_host": "1",
        "is_demo": "1",
        "role": "approver",
        "district_code": "",
    }  # fmt: skip - the form asks for a district, and "1" is none
    answer = await client.forge("/sign-up", "/sign-up", **{**smuggled, **FIELDS})
    assert answer.status_code == 303
    made = await Organisation.get()
    assert (made.kind, made.standing, made.is_host, made.is_demo) == (
        "union",
        "unverified",
        False,
        False,
    )
    assert (made.open_holds, made.hold_limit) == (0, 5)
    assert (await people.members(made.id))[0].roles == ("administrator", "organiser")


FAULTS = (
    ("credit_code", "9111OOOO600037341L", "The letter O never stands in"),
    ("credit_code", "9111", "this one has 4"),
    ("credit_code", "", "Fill in this field"),
    ("region_code", "", "Fill in this field"),
    ("region_code", "310101", "Choose one of the 41 cities"),
    ("unit_kind", "moon", "Choose one of the options"),
    ("contact", "x" * 61, "Use at most 60 characters"),
    ("contact", "a\x00b", "Remove the invisible control characters"),
    ("contact", "\u202eabc", "Remove the invisible control characters"),
    ("name", "x" * 121, "Use at most 120 characters"),
    ("email", "nobody", "Enter a mail address"),
    ("email", "a@b.cn%0d%0abcc:c@d.cn", "Enter a mail address"),
    ("password", "seven77", "Use at least 12 characters"),
    ("password", "密码" * 45, "Use at most 256 bytes"),
    ("password", "k" * 2000, "Use at most 1024 characters"),
    ("password", "123456789012", "among the first that are guessed"),
)


async def test_a_fault_stands_at_its_field_and_the_rest_is_kept(client: Any) -> None:
    for field, value, words in FAULTS:
        answer = await client.submit("/en/sign-up", **{**FIELDS, field: value})
        assert answer.status_code == 422, (field, value[:40])
        assert words in answer.text, words
        assert f'id="field-{field}-error"' in answer.text
        assert FIELDS["name"] in answer.text or field == "name"
        assert FIELDS["password"] not in answer.text
    assert await Organisation.all().count() == 0


async def test_markup_and_templates_in_names_stay_text(client: Any) -> None:
    name = '"><svg onload=1>{{7*7}}%(name)s'
    await client.submit("/sign-up", **{**FIELDS, "name": name, "contact": name[:60]})
    page = await client.get("/team")
    assert "&lt;svg onload=1&gt;{{7*7}}%(name)s" in page.text
    assert "<svg onload" not in page.text


async def test_rare_characters_in_names_are_kept_exactly(client: Any) -> None:
    await client.submit(
        "/sign-up", **{**FIELDS, "name": "𠮷林示例工会", "contact": "阿依古丽•买买提"}
    )
    assert (await Organisation.get()).name == "𠮷林示例工会"
    assert (await User.get()).name == "阿依古丽·买买提"


async def test_a_million_characters_of_password_are_turned_away(client: Any) -> None:
    answer = await client.submit("/sign-up", **{**FIELDS, "password": "k" * 1_000_000})
    assert answer.status_code in {400, 413, 422}
    assert await Organisation.all().count() == 0


async def test_the_second_union_of_a_code_is_shown_the_way_on(new_client: Any) -> None:
    await new_client().submit("/en/sign-up", **FIELDS)
    answer = await new_client().submit("/en/sign-up", **{**FIELDS, "email": "second@example.test"})
    assert answer.status_code == 409
    assert "Ask its administrator for an invitation" in answer.text


async def test_a_wrong_claim_code_stands_at_its_field(client: Any) -> None:
    fields = {name: FIELDS[name] for name in ("contact", "email", "password")}
    answer = await client.submit("/en/claim", code="0000-0000-0000", **fields)
    assert answer.status_code == 422
    assert 'id="field-code-error"' in answer.text
