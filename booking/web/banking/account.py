"""The bank account on file: shown without its first digits, changed with the password."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import money, people
from booking.money import AccountDraft
from booking.web.banking.door import root_of
from booking.web.people.account_page import present_viewer
from booking.web.people.again import again
from booking.web.people.entering import address_of
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled, Form, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying

ACCOUNT = "pages/banking/account.html"


class AccountForm(Form):
    holder: NeededLine
    bank: Annotated[NeededLine, Field(max_length=80)]
    branch: NeededLine
    number: Annotated[NeededLine, Field(max_length=60)]
    # Exactly as typed; the demonstration's people have none.
    present: Annotated[str, Field(max_length=1024)] = ""


async def show(request: Request) -> Response:
    context = await _context(request)
    kept = context["account"]
    drawn = {"holder": kept.holder or kept.name, "bank": kept.bank, "branch": kept.branch}
    return page(request, ACCOUNT, form=Filled[AccountForm](None, drawn), **context)


async def enter(request: Request) -> Response:
    filled = await fill(request, AccountForm)
    context = await _context(request)
    if filled.value is None:
        return again(request, ACCOUNT, filled, **context)
    given = filled.value
    try:
        await money.enter_bank_account(
            AccountDraft(given.holder, given.bank, given.branch, given.number),
            password=given.present, address=address_of(request), viewer=present_viewer(request),
        )  # fmt: skip
    except Refusal as refusal:
        return again(request, ACCOUNT, filled, refusal, **context)
    words = _("The account is on file. Everybody of your organisation who sees its money is told.")
    return redirect_saying(request, _path(request), words)


async def _context(request: Request) -> dict[str, Any]:
    return {
        "account": await money.account_to_pay(actor_of(request).organisation_id),
        "asks_password": await people.has_password(present_viewer(request)),
        "path_here": _path(request),
        "back": (_("My groups") if root_of(request) == "/union" else _("Payments"), root_of(request)),
    }  # fmt: skip


def _path(request: Request) -> str:
    root = root_of(request)
    return f"{root}/bank-account" if root == "/union" else f"{root}/account"
