"""Invoices through the pages: the union asks, the payee uploads, the union fetches; and what is refused."""

import io
import zipfile
from types import SimpleNamespace

import httpx2
import pytest

from booking import money
from booking.money.invoice_models import Invoice, InvoiceRequest, InvoiceWaiver
from booking.web.payee.upload import InvoiceFileUnfit, media_type_of
from sites.foundation.amounts import Money
from tests.clients import Client
from tests.factories.invoices import CODE, issued
from tests.factories.people import sign_in_as
from tests.factories.stays import confirmed, reconciled
from tests.forms import posting_to

PDF = b"%PDF-1.7 example"


def ofd(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


async def upload(client: Client, charge: str, content: bytes, **fields: str) -> httpx2.Response:
    page = await client.get(f"/operator/invoices/charges/{charge}")
    to = f"/operator/invoices/charges/{charge}/issue"
    (form,) = posting_to(page.text, to, page=page.url.path)
    data = {**form.hidden, **fields}
    return await client.post(to, data=data, files={"file": ("f.pdf", content, "application/pdf")})


async def charge_of(story: SimpleNamespace) -> str:
    return (await money.invoices_of(story.number))[0].id


def test_a_file_is_what_it_holds() -> None:
    assert media_type_of(ofd("OFD.xml", "Doc_0/Document.xml")) == "application/ofd"
    for unfit in (ofd("word/document.xml"), b"PK\x03\x04 broken", b"MZ", b"", b"%PDF-" + b"x" * 6 * 1024 * 1024):  # fmt: skip
        with pytest.raises(InvoiceFileUnfit):
            media_type_of(unfit)


async def test_a_union_asks_and_its_payee_issues_what_was_asked(
    database: str, client: Client
) -> None:
    story = await reconciled()
    charge = await charge_of(story)
    await sign_in_as(client, story.union.finance)
    here = f"/union/invoices/charges/{charge}"
    asked = await client.submit(
        here, f"{here}/request", title="示例工会", tax_number=CODE, item="疗休养费", amount="1000", part="union", note=""
    )  # fmt: skip
    assert asked.status_code == 303
    await sign_in_as(client, story.operator.finance)
    assert "1 invoice is asked for" in (await client.get("/en/operator")).text
    assert "疗休养费" in (await client.get(f"/operator/invoices/charges/{charge}")).text
    sent = {"number": "示例 0001", "issued_on": "2026-01-05", "amount": "1000.00"}
    assert (await upload(client, charge, b"MZ", **sent)).status_code == 422
    assert (await upload(client, charge, PDF, **{**sent, "amount": "999"})).status_code == 422
    assert (await upload(client, charge, PDF, **sent)).status_code == 303
    invoice = await Invoice.get()
    assert (invoice.number, invoice.item, invoice.minor) == ("示例0001", "疗休养费", 1000_00)
    for who, root in ((story.union.finance, "union"), (story.operator.finance, "operator")):
        await sign_in_as(client, who)
        file = await client.get(f"/{root}/invoices/{invoice.public_id}/file")
        assert (file.status_code, file.content) == (200, PDF)
        assert file.headers["content-disposition"].startswith("attachment")
        for view in ("", "?in=asked", "?in=missing", "?in=done"):
            assert (await client.get(f"/{root}/invoices{view}")).status_code == 200
        assert (await client.get(f"/{root}/invoices.xlsx")).content.startswith(b"PK")


async def test_a_refused_upload_leaves_no_file_behind(database: str, client: Client) -> None:
    story = await confirmed()
    charge = await charge_of(story)
    folder = client._transport.app.state.settings.data_dir / "uploads"  # type: ignore[attr-defined]
    await sign_in_as(client, story.operator.finance)
    sent = {
        "number": "1",
        "issued_on": "2026-01-05",
        "amount": "9999999",
        "title": "示例",
        "tax_number": CODE,
    }
    assert (await upload(client, charge, PDF, **sent)).status_code == 422
    assert [*folder.iterdir()] == []
    assert (await upload(client, charge, PDF, **{**sent, "amount": "1"})).status_code == 303
    assert len([*folder.iterdir()]) == 1


async def test_an_invoice_is_corrected_or_its_record_withdrawn(
    database: str, client: Client
) -> None:
    story = await confirmed()
    charge = await charge_of(story)
    buyer = money.Buyer("示例家属", part="family")
    first, second = [
        await money.issue_invoice(charge, issued(Money(100_00)), buyer=buyer, by=story.operator.finance)
        for _ in range(2)
    ]  # fmt: skip
    await sign_in_as(client, story.operator.finance)
    here = f"/operator/invoices/{first}/red-letter"
    page = await client.get(here)
    (form,) = posting_to(page.text, here, page=page.url.path)
    data = {
        **form.hidden,
        "number": "R1",
        "issued_on": "2026-01-05",
        "amount": "40",
        "why": "示例：减员",
    }
    files = {"file": ("f.pdf", PDF, "application/pdf")}
    assert (await client.post(here, data={**data, "amount": "101"}, files=files)).status_code == 422
    assert (await client.post(here, data={**data, "why": ""}, files=files)).status_code == 422
    assert (await client.post(here, data=data, files=files)).status_code == 303
    away = f"/operator/invoices/{second}/withdrawal"
    answer = await client.submit(
        f"/operator/invoices/{second}/red-letter", away, withdrawn_why="示例：传错"
    )
    assert answer.status_code == 303
    (now,) = await money.invoices_of(story.number)
    assert now.standing.invoiced == Money(60_00)
    page_of_union = f"/en/union/invoices/charges/{charge}"
    await sign_in_as(client, story.union.organiser)
    shown = (await client.get(page_of_union)).text
    assert "red letter" in shown
    assert "示例：减员" in shown


async def test_a_request_is_taken_back_or_turned_down_and_an_invoice_waived(
    database: str, client: Client
) -> None:
    story = await confirmed()
    charge = await charge_of(story)
    here = f"/union/invoices/charges/{charge}"
    buyer = money.Buyer("示例家属", part="family")
    await sign_in_as(client, story.union.organiser)
    wanted = await money.request_invoice(charge, buyer, by=story.union.organiser)
    assert (await client.submit(here, f"{here}/requests/{wanted}")).status_code == 303
    wanted = await money.request_invoice(charge, buyer, by=story.union.organiser)
    await sign_in_as(client, story.operator.finance)
    there = f"/operator/invoices/charges/{charge}"
    assert (await client.submit(there, f"{there}/requests/{wanted}", why="")).status_code == 422
    down = await client.submit(there, f"{there}/requests/{wanted}", why="示例：税号不符")
    assert down.status_code == 303
    assert await InvoiceRequest.filter(closed_at=None).count() == 0
    await sign_in_as(client, story.union.organiser)
    assert "示例：税号不符" in (await client.get(here)).text
    assert (await client.submit(here, f"{here}/waiver", why="")).status_code == 422
    assert (await client.submit(here, f"{here}/waiver", why="示例：内部结算")).status_code == 303
    assert (await InvoiceWaiver.get()).why == "示例：内部结算"


async def test_who_only_looks_has_no_form(database: str, client: Client) -> None:
    story = await confirmed()
    charge = await charge_of(story)
    await sign_in_as(client, story.operator.sales)
    page = (await client.get(f"/operator/invoices/charges/{charge}")).text
    assert "/issue" not in page
    await sign_in_as(client, story.union.approver)
    page = (await client.get(f"/union/invoices/charges/{charge}")).text
    assert "/request" not in page
    assert "/waiver" not in page
