"""A file is sent, its columns confirmed, its lines worked through and decided, all by page."""

from booking.money import account_of
from booking.money.bank_models import BankLine, BankStatement, LineShare
from tests.booking.money.statements.files import as_csv, as_xlsx, grid, row
from tests.booking.money.statements.making import enter, line_of, work
from tests.clients import Client
from tests.factories.people import sign_in_as
from tests.factories.stays import confirmed, submitted

ROOT = "/operator/money"


async def prepared(client: Client):
    """A submitted stay whose operator has an account and is signed in; `.codes` and `.payee` as the makers want them."""
    story = await submitted()
    story.charge = (await account_of(story.number)).charges[0]
    story.codes, story.payee = [story.charge.reference], story.operator.organisation
    story.owed = story.charge.standing.owed
    await enter(story.operator.finance)
    await sign_in_as(client, story.operator.finance)
    return story


async def send(client: Client, data: bytes, name: str = "流水.csv"):
    page = await client.get(f"{ROOT}/statements")
    hidden = {n: page.text.split(f'name="{n}"')[1].split('value="')[1].split('"')[0] for n in ("csrf", "key")}  # fmt: skip
    return await client.post(f"{ROOT}/statements", data=hidden, files={"file": (name, data)})


def yuan(story, more: int = 0) -> str:
    return f"{(story.owed.minor + more) // 100}.00"


async def test_an_exact_line_of_a_gb18030_file_pays_and_the_page_says_how_far_it_is(
    database: str, client: Client
) -> None:
    story = await prepared(client)
    rows = grid(row(yuan(story), story.codes[0], payer=story.union.name), row("88", "早餐"))
    sent = await send(client, as_csv(rows, encoding="gb18030"))
    address = sent.headers["location"]
    page = (await client.get(address)).text
    assert page.count("<select") == 10
    assert "交易流水号" in page
    wrong = await client.submit(address, head="3", role=["-"] * 10)
    assert wrong.status_code == 422
    started = await client.post_from(await client.get(address), address, head="3", role=["day", "-", "came", "went", "-", "payer", "payer_account", "remark", "remark", "serial"])  # fmt: skip
    assert started.status_code == 303
    assert "data-reload" in (await client.get(address)).text
    await work(address.rsplit("/", 1)[-1])
    page = (await client.get(address)).text
    assert "data-reload" not in page
    assert "2 / 2" in page
    assert (await account_of(story.number)).is_square
    assert "早餐" in (await client.get(f"{ROOT}/lines")).text
    assert f"{ROOT}/lines" in (await client.get("/operator")).text


async def test_files_that_are_none_are_refused_on_the_page(database: str, client: Client) -> None:
    await prepared(client)
    for data in (b"", b"\0\1\2", b"PK\3\4"):
        assert (await send(client, data)).status_code == 422
    assert await BankStatement.all().count() == 0


async def test_a_line_is_decided_in_one_click_and_undone(database: str, client: Client) -> None:
    story = await prepared(client)
    short = row(yuan(story, -100_00), story.codes[0], payer=story.union.name)
    address = (await send(client, as_xlsx([[*one, *[""] * (10 - len(one))] for one in grid(short)]), "x.xlsx")).headers["location"]  # fmt: skip
    roles = ["day", "-", "came", "went", "-", "payer", "payer_account", "remark", "remark", "serial"]  # fmt: skip
    await client.post_from(await client.get(address), address, head="3", role=roles)
    await work(address.rsplit("/", 1)[-1])
    line = await line_of(story, "short")
    one = f"{ROOT}/lines/{line.public_id}"
    page = await client.get(one)
    assert yuan(story, -100_00) in page.text
    drawn = page.text.split('name="charge" value="')[1].split('"')[0]
    answer = await client.post_from(page, f"{one}/application", charge=[drawn, ""], amount=[yuan(story, -100_00), ""], why="示例")  # fmt: skip
    assert answer.headers["location"].startswith(f"{ROOT}/lines")
    share = await LineShare.get()
    assert share.done_at is None  # far above the usual limit
    assert (await client.post_from(await client.get("/operator/money"), f"{ROOT}/lines")).is_error
    await sign_in_as(client, story.operator.administrator)
    agreed = await client.submit(one, f"{ROOT}/decisions/{share.public_id}/approval")
    assert agreed.status_code == 303
    assert (await account_of(story.number)).owed.minor == 100_00
    await sign_in_as(client, story.operator.finance)
    undone = await client.submit(one, f"{ROOT}/decisions/{share.public_id}/undoing", why="弄错")
    assert undone.status_code == 303
    assert (await account_of(story.number)).owed == story.owed
    assert "弄错" in (await client.get(one)).text


async def test_a_line_of_nobody_goes_back_or_is_set_aside(database: str, client: Client) -> None:
    await prepared(client)
    cells = grid(row("88", "早餐"), row("99", "转错了", payer="王某"))
    address = (await send(client, as_csv(cells))).headers["location"]
    roles = ["day", "-", "came", "went", "-", "payer", "payer_account", "remark", "remark", "serial"]  # fmt: skip
    await client.post_from(await client.get(address), address, head="3", role=roles)
    await work(address.rsplit("/", 1)[-1])
    first, second = await BankLine.all().order_by("id")
    for line, act in ((first, "aside"), (second, "return")):
        one = f"{ROOT}/lines/{line.public_id}"
        assert (await client.submit(one, f"{one}/{act}", why="")).status_code == 422
        assert (await client.submit(one, f"{one}/{act}", why="示例")).status_code == 303
    assert await BankLine.filter(state="open").count() == 0
    assert "早餐" not in (await client.get(f"{ROOT}/lines")).text


async def test_the_administrator_says_above_which_amount_two_people_decide(
    database: str, client: Client
) -> None:
    story = await prepared(client)
    assert (await client.get(f"{ROOT}/limit")).status_code == 403
    await sign_in_as(client, story.operator.administrator)
    assert 'value="5000.00"' in (await client.get(f"{ROOT}/limit")).text
    assert (await client.submit(f"{ROOT}/limit", amount="x")).status_code == 422
    assert (await client.submit(f"{ROOT}/limit", amount="100")).status_code == 303
    assert 'value="100.00"' in (await client.get(f"{ROOT}/limit")).text


async def test_statements_and_lines_of_others_do_not_exist(database: str, client: Client) -> None:
    story = await prepared(client)
    address = (await send(client, as_csv(grid(row("88", "早餐"))))).headers["location"]
    other = await confirmed()
    await sign_in_as(client, other.operator.finance)
    assert (await client.get(address)).status_code == 404
    assert (await client.get(f"{ROOT}/lines/{'0' * 32}")).status_code == 404
    assert story.union.name not in (await client.get(f"{ROOT}/lines")).text
