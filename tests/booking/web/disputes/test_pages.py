"""A line disputed, answered and decided by the pages of all three."""

from typing import Any

from booking.money.models import Charge
from booking.stays.dispute_model import Dispute
from tests.clients import Client
from tests.factories import stays as made
from tests.factories.people import make_federation, sign_in_as
from tests.factories.places import PRICE
from tests.forms import posting_to

PDF = b"%PDF-1.4 sample"


async def test_a_line_goes_from_the_union_to_the_base_to_the_federation(client: Client) -> None:
    story, host = await made.accounted(), await make_federation()
    before = (await Charge.get(stay_id=story.number)).minor
    await sign_in_as(client, story.union.organiser)
    root = f"/en/union/stays/{story.id}/disputes"
    account = (await client.get(f"/en/union/stays/{story.id}/account")).text
    assert f'href="{root}"' in account

    typed = {"line": story.check_in.isoformat(), "wanted": f"{PRICE * 30 / 100:.2f}", "reason": "30人"}  # fmt: skip
    wrong = await client.submit(root, form=f"{root}/new", **{**typed, "reason": ""})
    assert wrong.status_code == 422
    assert (await client.submit(root, form=f"{root}/new", **typed)).status_code == 303
    dispute = (await Dispute.get(stay_id=story.number)).public_id

    await sign_in_as(client, story.operator.sales)
    other = f"/en/operator/stays/{story.id}/disputes"
    said = {"agrees": "no", "note": "已清点"}
    assert (await client.submit(other, form=f"{other}/{dispute}/answer", **said)).status_code == 303

    await sign_in_as(client, host.clerk)
    path = "/en/federation/disputes"
    decision = {"to": f"{PRICE * 32 / 100:.2f}", "note": "签到表"}
    answer = await client.submit(path, form=f"{path}/{dispute}/decision", **decision)
    assert answer.status_code == 303
    assert (await Charge.get(stay_id=story.number)).minor == before - PRICE * 2
    assert "No disputed line waits" in (await client.get(path)).text

    await sign_in_as(client, story.union.organiser)
    assert "签到表" in (await client.get(root)).text


async def sent(client: Client, here: str, to: str, typed: dict[str, str], file: object) -> Any:
    """The form of a page that takes a file, with the tokens that it was drawn with."""
    page = await client.get(here)
    (form,) = posting_to(page.text, to, page=page.url.path)
    return await client.post(to, data={**form.hidden, **typed}, files={"file": file})


async def test_a_paper_goes_with_a_dispute_and_whoever_decides_reads_it(client: Client) -> None:
    story, host = await made.accounted(), await make_federation()
    await sign_in_as(client, story.union.organiser)
    root = f"/en/union/stays/{story.id}/disputes"
    typed = {"line": story.check_in.isoformat(), "wanted": "100.00", "reason": "30人"}
    paper = ("签到表.pdf", PDF, "application/pdf")
    wrong = await sent(client, root, f"{root}/new", typed, ("x.pdf", b"no paper", "application/pdf"))  # fmt: skip
    assert wrong.status_code == 422
    assert not await Dispute.filter(stay_id=story.number).exists()
    assert (await sent(client, root, f"{root}/new", typed, paper)).status_code == 303
    dispute = await Dispute.get(stay_id=story.number)
    assert "签到表.pdf" in (await client.get(root)).text

    await sign_in_as(client, host.clerk)
    shown = (await client.get("/en/federation/disputes")).text
    address = next(part for part in shown.split('"') if f"{dispute.public_id}/papers/" in part)
    answer = await client.get(address)
    assert (answer.status_code, answer.content) == (200, PDF)
    assert answer.headers["content-disposition"].startswith("attachment")
    await sign_in_as(client, host.reviewer)
    assert (await client.get(address)).status_code == 403

    await sign_in_as(client, story.operator.sales)
    other = f"/en/operator/stays/{story.id}/disputes"
    said = {"agrees": "no", "note": "已清点"}
    mine = ("逐夜签字.pdf", PDF, "application/pdf")
    act = f"{other}/{dispute.public_id}/answer"
    assert (await sent(client, other, act, said, mine)).status_code == 303
    assert "逐夜签字.pdf" in (await client.get(other)).text
